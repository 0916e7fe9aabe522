"""An officer tags evidence, and reads what is under the tag, in a real browser."""

import pytest
from django.test import Client

from evidence.tests.makers import make_sent
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Tag, put
from keepitlocal.passages.tests.tags import piece, tags_on
from keepitlocal.tests.browsing import enter, press, tab_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("told")]


@pytest.fixture(autouse=True)
def plain_static(settings):
    """Names without a hash, which the tests' own server knows."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def sign_in(page, live_server):
    """The browser as that of an officer."""
    client = Client()
    client.force_login(make_officer())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


@pytest.fixture
def answer():
    """An answer of a submission, which is found."""
    submission = make_sent()
    first = submission.revisions.get().content["answers"][0]
    put(submission, [piece(f"question-{first['question']}", text=first["text"], reference=submission.reference)])
    return Passage.objects.get()


def reading_page(live_server, answer):
    return f"{live_server.url}/admin/evidence/submission/{answer.owner}/change/"


def test_without_script_an_answer_is_tagged_found_under_its_tag_and_untagged(plain_page, live_server, answer):
    sign_in(plain_page, live_server)
    plain_page.goto(reading_page(live_server, answer))

    plain_page.get_by_label("Tag", exact=True).fill("Grants")
    press(plain_page, "Add the tag")
    assert plain_page.url.endswith(f"#tags-{answer.pk}")
    plain_page.get_by_role("link", name="Grants", exact=True).click()
    assert plain_page.get_by_role("heading", level=1).inner_text() == "Grants"
    assert answer.text in plain_page.locator(f"#passage-{answer.pk}").inner_text()
    plain_page.goto(reading_page(live_server, answer))
    press(plain_page, "Take “Grants” off")

    assert (tags_on(answer), Tag.objects.get().name) == ([], "Grants")


def test_with_the_keyboard_alone_an_answer_is_tagged_and_untagged(page, live_server, answer):
    sign_in(page, live_server)
    page.goto(reading_page(live_server, answer))

    tab_to(page, "e.name === 'name'")
    page.keyboard.type("Grants")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert tags_on(answer) == ["Grants"]
    enter(page, "e.name === 'off'")

    assert tags_on(answer) == []


def test_everything_that_is_ticked_gets_another_tag(plain_page, live_server, answer):
    tag = Tag.objects.create(name="Grants")
    tag.put_on(Passage.objects.all(), by=make_officer(), at=answer.said_at)
    sign_in(plain_page, live_server)
    plain_page.goto(f"{live_server.url}/admin/tags/{tag.pk}/")

    plain_page.get_by_role("checkbox").check()
    plain_page.get_by_label("Put another tag on those that are ticked").fill("Loans")
    plain_page.keyboard.press("Enter")
    plain_page.get_by_text("“Loans” is a new tag, and on 1 passage.").wait_for()

    assert tags_on(answer) == ["Grants", "Loans"]
