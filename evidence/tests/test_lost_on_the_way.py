"""What is lost on the way: the token, the session, the cookie, or the other tab. The words are not."""

import re

import pytest
from django.conf import settings
from django.test import Client

from evidence.models import OtherText
from evidence.tests.makers import YOURS, fill, hold, make_call, make_draft, question, texts, write
from keepitlocal.drafts.saying import hash_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SECTION = f"{YOURS}section-1/"
NOTHING = hash_of("")


@pytest.fixture
def draft(client):
    return hold(client, make_draft(make_call()))


def named(page):
    """The controls of a page whose names carry a hash: a dict of key to hash."""
    return dict(re.findall(r'name="([^"@]+)@([^"]*)"', page.content.decode()))


def pressed_again(browser, page):
    """Press "Save again" on the page that gives the words back."""
    html = page.content.decode()
    said = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    said |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', html))
    return browser.post(SECTION, said, headers={"Origin": "http://testserver"})


def test_words_that_came_without_a_token_are_given_back_under_plain_labels_and_saved_again():
    """F12: what the page showed is carried along unseen, so it is saved over that and nothing else."""
    browser = Client(enforce_csrf_checks=True)
    draft = hold(browser, make_draft(make_call()))
    write(draft, {question(draft.call): "Before"})
    said = {f"answer-1.1@{hash_of('Before')}": "After", "draft": str(draft.pk), "page": "p-_1", "turn": "3"}

    page = browser.post(SECTION, said, headers={"Origin": "http://testserver"})
    response = pressed_again(browser, page)

    labels = re.findall(r'<label[^>]* for="typed-[^"]*">([^<]*)</label>', page.content.decode())
    assert (page.status_code, labels) == (403, ["Answer 1.1"])
    assert (response.status_code, texts(draft), OtherText.objects.count()) == (302, {"1.1": "After"}, 0)


def test_words_that_came_without_a_token_never_undo_what_was_saved_meanwhile():
    """F12, F14."""
    browser = Client(enforce_csrf_checks=True)
    draft = hold(browser, make_draft(make_call()))
    page = browser.post(SECTION, {f"answer-1.1@{NOTHING}": "Mine"}, headers={"Origin": "http://testserver"})
    write(draft, {question(draft.call): "Somebody else’s"})

    response = pressed_again(browser, page)

    assert (response.url, texts(draft)) == (f"{YOURS}choose/", {"1.1": "Somebody else’s"})
    assert OtherText.objects.get().text == "Mine"


def test_a_draft_survives_its_session(client, draft):
    """F13."""
    client.post(SECTION, {"answer-1.1": "Kept"})
    for name in set(client.cookies) - {settings.DRAFTS_COOKIE_NAME}:
        del client.cookies[name]

    response = fill(client, SECTION, {"answer-1.1": "Kept, and changed"})

    assert response.status_code == 302
    assert texts(draft) == {"1.1": "Kept, and changed"}


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_words_from_a_browser_whose_cookie_is_gone_come_back_with_a_way_to_the_draft(client, draft, accept):
    """F13."""
    page = client.get(SECTION)
    said = {f"{name}@{seen}": "My words" for name, seen in named(page).items()} | {"draft": str(draft.pk), "page": "p"}
    client.cookies.clear()

    response = client.post(SECTION, said, headers={"Accept": accept})

    html = response.content.decode()
    assert (response.status_code, html.count("My words")) == (409, 2)
    assert 'href="/return/"' in html
    assert ">Page<" not in html


@pytest.mark.parametrize("is_script", [False, True], ids=["by button", "by itself"])
def test_of_two_tabs_only_the_same_answer_changed_by_both_conflicts(client, draft, is_script):
    """F14."""
    headers = {"Accept": "application/json"} if is_script else {}
    write(draft, {question(draft.call, "1.1"): "A", question(draft.call, "1.2"): "B"})
    tabs = [client.get(SECTION) for _ in range(2)]
    first, second = (
        {f"{name}@{seen}": {"answer-1.1": "A", "answer-1.2": "B"}[name] for name, seen in named(each).items()} for each in tabs
    )

    client.post(SECTION, first | {f"answer-1.1@{hash_of('A')}": "A, by the first"}, headers=headers)
    client.post(SECTION, second | {f"answer-1.2@{hash_of('B')}": "B, by the second"}, headers=headers)
    assert texts(draft) == {"1.1": "A, by the first", "1.2": "B, by the second"}
    assert not OtherText.objects.exists()

    client.post(SECTION, second | {f"answer-1.1@{hash_of('A')}": "A, by the second"}, headers=headers)
    assert texts(draft)["1.1"] == "A, by the first"
    assert list(OtherText.objects.values_list("text", flat=True)) == ["A, by the second"]
