"""Pictures are served while something public shows them, at addresses that are kept for ever."""

import pytest

from keepitlocal.campaign.news.tests.makers import DAY, MOMENT, NOON, make_post, publish, write
from keepitlocal.campaign.resources.tests.makers import make_resource
from keepitlocal.pictures.models import Picture
from keepitlocal.pictures.tests.makers import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(arrive, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    arrive(NOON)


def test_a_picture_of_a_published_post_is_served_and_kept_for_a_year(client):
    picture = make_picture()
    make_post(picture=picture)

    response = client.get(picture.webp_address)

    assert response.content == picture.webp
    assert {name: response[name] for name in ["Content-Type", "Cache-Control", "X-Content-Type-Options"]} == {
        "Content-Type": "image/webp",
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    assert response.cookies == {}


def test_browsers_that_know_no_webp_are_served_a_jpeg(client):
    picture = make_picture()
    make_post(picture=picture)

    response = client.get(picture.jpeg_address)

    assert (response.content, response["Content-Type"]) == (picture.jpeg, "image/jpeg")


def test_a_cover_of_a_published_resource_is_served(client):
    picture = make_picture()
    make_resource(picture=picture)

    assert client.get(picture.webp_address).status_code == 200


def test_a_picture_that_nothing_public_shows_is_not_served(client):
    """A14."""
    picture = make_picture()
    post = make_post(picture=picture, is_published=False)
    seen = [client.get(picture.webp_address).status_code]
    publish(post)
    seen.append(client.get(picture.webp_address).status_code)
    post.withdraw(by=None, at=NOON)
    seen.append(client.get(picture.webp_address).status_code)

    assert seen == [404, 200, 404]


def test_a_picture_is_served_from_the_moment_of_its_post(client, arrive):
    picture = make_picture()
    make_post(picture=picture, moment=NOON + DAY)

    arrive(NOON + DAY - MOMENT)
    assert client.get(picture.webp_address).status_code == 404
    arrive(NOON + DAY)
    assert client.get(picture.webp_address).status_code == 200


def test_a_picture_that_is_drafted_for_a_published_post_is_not_served(client):
    post, picture = make_post(), make_picture()
    write(post, picture=picture)

    assert client.get(picture.webp_address).status_code == 404


@pytest.mark.parametrize("address", ["/pictures/", "/pictures/1.webp", f"/pictures/{32 * 'a'}.png", f"/pictures/{32 * 'a'}.webp"])
def test_what_is_no_picture_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_address_of_a_picture_is_of_what_it_shows():
    assert make_picture("A").webp_address == make_picture("B").webp_address != make_picture("A", size=(9, 9)).webp_address


def test_a_replaced_picture_goes_once_nothing_names_it():
    first, second = make_picture("First"), make_picture("Second")
    post = make_post(picture=first)
    write(post, picture=second)
    kept = set(Picture.objects.values_list("pk", flat=True))
    publish(post)

    assert kept == {first.pk, second.pk}
    assert Picture.objects.get() == second


def test_a_drafted_picture_that_is_replaced_goes_at_once():
    first, second = make_picture("First"), make_picture("Second")
    post = make_post(picture=first, is_published=False)
    write(post, picture=second)

    assert Picture.objects.get() == second
