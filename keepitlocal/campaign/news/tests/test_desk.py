"""Posts at the desk: written by officers, published by leads, and nothing lost between two of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from keepitlocal.audit.models import Entry
from keepitlocal.campaign.drafted import Status
from keepitlocal.campaign.news.models import Post
from keepitlocal.campaign.news.tests.makers import DAY, NOON, make_post, write
from keepitlocal.officers.tests.makers import make_lead
from keepitlocal.pictures.models import Picture
from keepitlocal.pictures.tests.makers import make_file, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]

SAYS = {"title": "Trees", "summary": "New.", "body": "*Much.*", "description": ""}


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def address(post, page):
    return f"/admin/news/post/{post.pk}/{page}/"


def save(client, post, **said):
    """Press "Save draft"."""
    return client.post(address(post, "change"), {"edits": post.edits} | SAYS | said, follow=True)


def press(client, post, button="publish", **said):
    return client.post(address(post, "publish"), {"edits": post.edits, button: "", **said}, follow=True)


def file(data=None, name="tree.png"):
    return SimpleUploadedFile(name, make_file() if data is None else data)


def said(page):
    return page.content.decode()


def recorded(post):
    return list(Entry.objects.about(post).order_by("pk").values_list("did", flat=True))


def test_adding_one_takes_a_title_and_makes_its_address_of_it(client):
    client.post("/admin/news/post/add/", {"called": "A street that plants trees", "slug": ""})

    post = Post.objects.get()
    assert (post.slug, post.draft, post.status) == (
        "a-street-that-plants-trees",
        {"title": "A street that plants trees"},
        Status.DRAFT,
    )


def test_an_address_that_is_taken_is_refused_in_words(client):
    make_post("trees")

    page = client.post("/admin/news/post/add/", {"called": "Trees", "slug": "trees"})

    assert "already exists" in said(page)
    assert Post.objects.count() == 1


def test_a_title_of_no_letters_asks_for_an_address(client):
    page = client.post("/admin/news/post/add/", {"called": "!!!", "slug": ""})

    assert "the title has no letters to make it of" in said(page)


def test_what_is_saved_is_drafted_and_on_the_record(client):
    post = make_post(is_published=False)
    save(client, post)

    post.refresh_from_db()
    assert post.draft == {"title": "Trees", "summary": "New.", "body": "*Much.*", "related": [], "picture_id": None}
    assert recorded(post) == ["changed its draft", "changed its draft"]


def test_a_picture_is_saved_with_its_description(client):
    post = make_post(is_published=False)
    page = save(client, post, picture=file(), description="A tree")

    post.refresh_from_db()
    picture = Picture.objects.get()
    assert (post.draft["picture_id"], picture.description) == (picture.pk, "A tree")
    assert "Its picture: “A tree”." in said(page)


def test_a_picture_without_a_description_is_refused(client):
    post = make_post(is_published=False)
    page = save(client, post, picture=file())

    assert "Describe the picture, for people who cannot see it." in said(page)
    assert not Picture.objects.exists()


def test_another_description_is_another_picture_so_that_what_is_published_stays(client):
    post = make_post(picture=make_picture("A tree"))
    save(client, post, description="An old tree")

    post.refresh_from_db()
    assert (post.picture.description, post.drafted.picture.description) == ("A tree", "An old tree")


def test_a_picture_can_be_taken_out(client):
    post = make_post(is_published=False, picture=make_picture())
    save(client, post, description="A street", without="on")

    post.refresh_from_db()
    assert (post.draft["picture_id"], Picture.objects.count()) == (None, 0)


def test_what_is_no_picture_is_refused_by_its_name_and_what_was_typed_stays(client):
    """U21, U15."""
    post = make_post(is_published=False)
    page = save(client, post, body="Typed", picture=file(b"<html>", "<b>.png"), description="A tree")

    assert "“&lt;b&gt;.png” must be a JPEG, PNG or WebP picture." in said(page)
    assert "Typed" in said(page)
    assert not Picture.objects.exists()


def test_a_file_that_was_cut_short_is_told_of(client):
    """U19."""
    post = make_post(is_published=False)
    cut = (
        b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nTrees\r\n--x\r\n'
        b'Content-Disposition: form-data; name="edits"\r\n\r\n1\r\n--x\r\n'
        b'Content-Disposition: form-data; name="picture"; filename="tree.png"\r\n\r\n' + make_file()
    )
    page = client.post(address(post, "change"), cut, content_type="multipart/form-data; boundary=x")

    assert "“tree.png” did not arrive whole. Add it again." in said(page)
    post.refresh_from_db()
    assert post.edits == 1


def test_who_may_not_write_has_no_file_read(client, officer):
    officer.groups.clear()
    post = make_post(is_published=False)

    assert client.post(address(post, "change"), {"picture": file()}).status_code == 403


def test_two_officers_at_once_lose_nothing(client):
    post = make_post(is_published=False)
    write(post, body="Theirs, saved meanwhile.")
    post.edits -= 1
    page = save(client, post, body="Mine, typed meanwhile.", picture=file(), description="A tree")

    assert "Somebody else has edited it since you opened this page." in said(page)
    assert "Theirs, saved meanwhile." in said(page)
    assert "Mine, typed meanwhile." in said(page)
    post.refresh_from_db()
    assert post.draft["body"] == "Theirs, saved meanwhile."
    assert not Picture.objects.exists()


def test_more_than_three_related_posts_are_refused(client):
    post = make_post(is_published=False)
    others = [make_post(title=f"Number {number}").pk for number in range(4)]
    page = save(client, post, related=others)

    assert "Choose up to 3." in said(page)


def test_related_posts_are_drafted_by_their_keys(client):
    post, other = make_post(is_published=False), make_post()
    save(client, post, related=[other.pk])

    post.refresh_from_db()
    assert post.draft["related"] == [other.pk]


def test_a_preview_shows_what_is_drafted_with_its_picture_in_the_page(client):
    post = make_post(title="As it was", picture=make_picture("A tree"))
    write(post, title="As it will be")

    page = said(client.get(address(post, "preview")))
    assert "This is a preview of what is drafted." in page
    assert "As it will be" in page
    assert "As it was" not in page
    assert 'src="data:image/webp;base64,' in page


def test_a_lead_publishes_it_now(client, lead):
    post = make_post(is_published=False)
    press(client, post)

    post.refresh_from_db()
    assert (post.status, post.published_at, post.updated_at) == (Status.PUBLISHED, NOON, None)
    assert recorded(post)[-1] == "became published"


def test_a_lead_publishes_it_from_a_moment_on(client, lead):
    post = make_post(is_published=False)
    press(client, post, moment_0="02/06/2026", moment_1="13:00")

    post.refresh_from_db()
    assert post.published_at == NOON + DAY


def test_a_moment_that_has_passed_is_refused(client, lead):
    post = make_post(is_published=False)
    page = press(client, post, moment_0="31/05/2026", moment_1="13:00")

    assert "That moment has passed." in said(page)


def test_what_is_to_appear_can_be_given_another_moment(client, lead):
    post = make_post(moment=NOON + DAY)
    press(client, post, moment_0="04/06/2026", moment_1="13:00")

    post.refresh_from_db()
    assert (post.published_at, post.updated_at) == (NOON + 3 * DAY, None)


def test_what_is_missing_is_named(client, lead):
    post = make_post(is_published=False, summary="", body="")
    page = press(client, post)

    assert "It is not ready to be published. It still needs: a summary, what it says." in said(page)


def test_what_was_edited_since_is_not_published_unseen(client, lead):
    post = make_post(is_published=False)
    write(post, body="Seen by nobody.")
    post.edits -= 1
    page = press(client, post)

    assert "It has been edited since you looked at it." in said(page)
    post.refresh_from_db()
    assert post.status == Status.DRAFT


def test_what_says_nothing_new_is_not_published_again(client, lead):
    page = press(client, make_post())

    assert "It says exactly what is published." in said(page)


def test_a_lead_withdraws_it_and_it_can_be_published_again(client, lead):
    post = make_post()
    press(client, post, "withdraw")
    post.refresh_from_db()
    assert post.status == Status.WITHDRAWN
    press(client, post)

    post.refresh_from_db()
    assert (post.status, post.published_at) == (Status.PUBLISHED, NOON)


@pytest.mark.parametrize("button", ["publish", "withdraw"])
def test_an_officer_who_is_no_lead_is_refused_and_it_goes_on_the_record(client, button):
    """A12."""
    post = make_post()
    page = press(client, post, button)

    assert page.status_code == 403
    assert recorded(post)[-1] == "was refused"


def test_without_its_token_nothing_is_saved(client, officer):
    """A4."""
    client.handler.enforce_csrf_checks = True
    post = make_post(is_published=False)

    assert save(client, post).status_code == 403
    post.refresh_from_db()
    assert post.edits == 1


def test_the_list_says_how_each_stands(client):
    write(make_post(title="Published"), title="And changed")

    page = said(client.get("/admin/news/post/?status__exact=published"))
    assert "Published" in page
    assert "unpublished changes" in page.lower()
