"""News as everybody reads it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.campaign.news import part
from keepitlocal.campaign.news.tests.makers import DAY, MOMENT, NOON, make_post, publish, write
from keepitlocal.languages.texts import Text
from keepitlocal.parts import Public
from keepitlocal.pictures.models import Picture
from keepitlocal.pictures.tests.makers import draw, make_noise, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def read(client, address="/news/"):
    return client.get(address).content.decode()


def titles(client, address="/news/"):
    return re.findall(r'<h2 class="govuk-heading-m"><a class="govuk-link" href="/news/[^"]+">([^<]+)</a>', read(client, address))


def queries(client, address):
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_without_news_the_page_says_so(client):
    assert "There is no news yet." in read(client)


def test_posts_are_listed_the_newest_first(client):
    make_post(title="First", at=NOON - DAY)
    make_post(title="Second")

    assert titles(client) == ["Second", "First"]


def test_eight_are_on_a_page_and_the_others_on_the_next(client):
    for number in range(9):
        make_post(title=f"Number {number}")

    assert titles(client) == [f"Number {number}" for number in range(8, 0, -1)]
    assert titles(client, "/news/?page=2") == ["Number 0"]


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "99999999999999999999"])
def test_a_page_that_there_is_not_is_not_found(client, page):
    make_post()

    assert client.get(f"/news/?page={page}").status_code == 404


@pytest.mark.parametrize("address", ["/news/", "/news/trees/", "/feeds/news/"])
def test_a_post_appears_at_its_moment_and_not_a_moment_sooner(client, arrive, address):
    make_post("trees", title="Trees at last", moment=NOON + DAY)

    arrive(NOON + DAY - MOMENT)
    assert "Trees at last" not in read(client, address)
    arrive(NOON + DAY)
    assert "Trees at last" in read(client, address)


@pytest.mark.parametrize("address", ["/news/", "/news/trees/", "/feeds/news/"])
def test_what_is_drafted_or_withdrawn_is_nowhere(client, address):
    """A14."""
    post = make_post("trees", title="Trees at last", is_published=False)
    assert "Trees at last" not in read(client, address)
    publish(post)
    assert "Trees at last" in read(client, address)
    post.withdraw(by=None, at=NOON)

    assert "Trees at last" not in read(client, address)


def test_what_is_drafted_of_a_published_post_is_not_shown(client):
    post = make_post("trees")
    write(post, title="Not yet", summary="Not yet", body="Not yet")

    assert [address for address in ["/news/", "/news/trees/", "/feeds/news/"] if "Not yet" in read(client, address)] == []


def test_a_post_says_when_it_was_published_and_that_it_is_by_the_team(client):
    make_post("trees")

    page = read(client, "/news/trees/")
    assert "By the Keep it Local team, 1 June 2026" in page
    assert "Updated" not in page


def test_a_post_that_was_changed_says_updated_and_keeps_its_date(client, arrive):
    post = make_post("trees")
    write(post, body="It has grown.", at=NOON + DAY)
    publish(post, at=NOON + DAY)
    arrive(NOON + DAY)

    page = read(client, "/news/trees/")
    assert "By the Keep it Local team, 1 June 2026. Updated on 2 June 2026" in " ".join(page.split())
    assert "It has grown." in page


def test_its_text_is_markdown_and_markup_in_it_is_text(client):
    """C1."""
    make_post("trees", title="<b>Trees</b>", body="## A heading\n\n*New* <script>alert(1)</script>")

    page = read(client, "/news/trees/")
    assert '<h2 class="govuk-heading-l">A heading</h2>' in page
    assert "<em>New</em> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Trees&lt;/b&gt;" in page


def test_a_picture_is_shown_with_its_description_and_small_in_the_list(client):
    picture = make_picture('Neighbours "planting"')
    make_post("trees", picture=picture)

    page = read(client, "/news/trees/")
    assert f'srcset="/pictures/{picture.name}.webp"' in page
    assert 'alt="Neighbours &quot;planting&quot;"' in page
    assert 'src="data:image/webp;base64,' in read(client)
    assert "/pictures/" not in read(client)


def test_related_posts_are_linked_as_long_as_they_are_published(client):
    first, second = make_post(title="On seeds"), make_post(title="On rain")
    make_post("trees", related=[first.pk, second.pk])
    second.withdraw(by=None, at=NOON)

    page = read(client, "/news/trees/")
    assert "On seeds" in page
    assert "On rain" not in page


def test_a_related_post_that_is_retitled_is_shown_by_its_new_title(client):
    other = make_post(title="On seeds")
    make_post("trees", related=[other.pk])
    read(client, "/news/trees/")
    write(other, title="On saplings")
    publish(other)

    assert "On saplings" in read(client, "/news/trees/")


def test_it_is_shared_by_plain_links_that_say_nothing_of_where_one_comes_from(client):
    make_post("trees", title="Trees & rain")

    page = read(client, "/news/trees/")
    away = re.findall(r'<a class="govuk-link" href="(https?:[^"]+)"( rel="noopener noreferrer")?', page)
    whole = "http%3A%2F%2Fportal.example%2Fnews%2Ftrees%2F"
    assert away == [
        (f"https://www.facebook.com/sharer/sharer.php?u={whole}", ' rel="noopener noreferrer"'),
        (f"https://www.linkedin.com/sharing/share-offsite/?url={whole}", ' rel="noopener noreferrer"'),
        (f"https://wa.me/?text=Trees%20%26%20rain%20{whole}", ' rel="noopener noreferrer"'),
    ]
    assert f'href="mailto:?subject=Trees%20%26%20rain&amp;body={whole}"' in page
    assert 'readonly value="http://portal.example/news/trees/"' in page


@pytest.mark.parametrize(("address", "count"), [("/news/", 1), ("/news/trees/", 2), ("/feeds/news/", 1)])
def test_a_page_takes_few_queries(client, address, count):
    other = make_post()
    make_post("trees", related=[other.pk], picture=make_picture())

    assert queries(client, address) == count


def test_a_page_is_compressed_and_sent_again_only_where_it_changed(client):
    post = make_post("trees")
    before = client.get("/news/trees/", headers={"Accept-Encoding": "gzip"})
    again = client.get("/news/trees/", headers={"If-None-Match": before["ETag"]})
    write(post, body="It has grown.")
    publish(post)
    after = client.get("/news/trees/", headers={"If-None-Match": before["ETag"]})

    assert before["Content-Encoding"] == "gzip"
    assert (again.status_code, after.status_code) == (304, 200)


def test_eight_pictures_that_are_hard_to_draw_fit_the_budget(client):
    drawn = draw(make_noise())
    for number in range(8):
        make_post(title=f"Number {number}", picture=Picture.objects.of(drawn, f"Picture {number}"))

    assert len(client.get("/news/", headers={"Accept-Encoding": "gzip"}).content) < 15_000


def test_the_page_in_welsh_says_that_the_text_is_english(client):
    make_post("trees", title="Trees")

    assert '<span lang="en">Trees</span>' in read(client, "/cy/news/trees/")


def test_the_latest_three_are_for_the_home_page(client):
    posts = [make_post(title=f"Number {number}") for number in range(4)]

    assert [each.title for each in part.latest(NOON)] == ["Number 3", "Number 2", "Number 1"]
    assert part.latest(NOON)[0].address == posts[3].address


def test_what_is_public_is_told(client):
    post = make_post("trees")
    make_post("seeds", is_published=False)
    make_post("rain", moment=NOON + DAY)

    assert part.public(NOON) == [Public("/news/"), Public("/news/follow/"), Public("/news/trees/", post.published_at)]


def test_its_texts_are_told_to_translators():
    make_post("trees", title="Trees", summary="New.", body="Much.", picture=make_picture("A tree"))
    make_post("seeds", is_published=False)

    assert part.texts() == [
        Text("Trees", "News, “Trees”: title", "/news/trees/"),
        Text("New.", "News, “Trees”: summary", "/news/trees/"),
        Text("Much.", "News, “Trees”: what it says", "/news/trees/"),
        Text("A tree", "News, “Trees”: description of its picture", "/news/trees/"),
    ]
