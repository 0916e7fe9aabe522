"""Several drafts in one browser, and drafts that it does not hold."""

import re

import pytest
from django.conf import settings
from django.test import Client

from evidence.models import Status, Submission
from evidence.tests.makers import (
    NOON,
    YOURS,
    attach,
    fill,
    hold,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    question,
    send,
    texts,
    write,
)
from evidence.tests.uploading import add, file, names
from evidence.tests.ways import everything, share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "uploads")]

SECTION = f"{YOURS}section-1/"
PAGES = ["", "section-1/", "documents/", "about-you/", "publication/", "check/", "choose/", "way-back/"]
PAGES += ["sent/", "copy/", "change/", "withdraw/"]
SAYS = {
    "answer-1.1": "Not theirs to write.",
    "name": "Mallory",
    "number": "1",
    "do": "stop",
    "use": "stored",
    "field": "name",
    "remove": "1",
    "leave": "1",
    "why": "Because.",
}


def words(response):
    return response.content.decode()


@pytest.fixture
def two(client):
    """Two drafts in the test's browser; the second was chosen last."""
    call = make_call()
    return hold(client, make_draft(call)), hold(client, make_draft(call))


@pytest.mark.parametrize("kind", ["draft", "sent"])
@pytest.mark.parametrize("page", PAGES)
def test_what_another_browser_holds_is_neither_shown_nor_changed(client, page, kind):
    """A1, F7: by no address, not by the page's hidden field, and not by what the address names."""
    theirs = make_ready(text="Theirs alone.")
    attach(theirs)
    send(theirs) if kind == "sent" else share(theirs)
    hold(client, make_draft(theirs.call))
    before = everything()

    named = f"{YOURS}{page}?draft={theirs.pk}"
    visits = [client.get(named), client.post(named, SAYS), client.post(f"{YOURS}{page}", SAYS | {"draft": theirs.pk})]

    for visit in visits:
        assert visit.status_code in {200, 404, 405, 409}
        assert "Theirs alone." not in words(visit)
        assert "Ann O’Neill" not in words(visit)
    assert everything() == before


@pytest.mark.parametrize("named", ["0", "-1", "x", "1 OR 1=1", "9" * 30, ""])
def test_a_draft_that_there_is_not_is_not_held(client, named):
    """F7: and nothing is written into the one that is."""
    draft = hold(client, make_draft())

    page = client.post(SECTION, {"draft": named, "answer-1.1": "Lost?"})

    assert page.status_code == 409
    assert "Lost?" in words(page)
    assert texts(draft) == {}


def test_a_form_of_a_draft_that_is_held_no_more_writes_into_no_other(client, two):
    """F7, A1: stopped elsewhere while its page was open here."""
    stopped, other = two
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', words(client.get(f"{SECTION}?draft={stopped.pk}"))))
    stopped.stop_links(at=NOON)

    page = client.post(SECTION, fields | {"answer-1.1": "For the first."})

    assert page.status_code == 409
    assert "For the first." in words(page)
    assert (texts(stopped), texts(other)) == ({}, {})
    assert f"It holds Draft {other.pk}" in words(page)


def test_choosing_one_that_is_held_no_more_begins_none(client, two):
    two[0].stop_links(at=NOON)

    page = client.post(YOURS, {"draft": two[0].pk})

    assert (page.status_code, Submission.objects.count()) == (409, 2)


def test_a_browser_that_holds_several_asks_which(client, two):
    write(two[0], {question(two[0].call): "Begun."})

    page = words(client.get(YOURS))

    assert "Which one?" in page
    assert [int(key) for key in re.findall(r'name="draft" value="(\d+)"', page)] == [two[1].pk, two[0].pk]


def test_one_is_chosen_by_whom_it_is_for(client):
    call = make_call()
    hold(client, make_ready(call))
    hold(client, make_draft(call))

    assert "O’Neill &amp; Sons" in words(client.get(YOURS))


def test_the_chosen_one_is_what_pages_are_about(client, two):
    for chosen in two:
        response = client.post(YOURS, {"draft": chosen.pk})
        assert response.url == f"{YOURS}?draft={chosen.pk}"
        assert f"Draft {chosen.pk}, one of several in this browser" in words(client.get(SECTION))


def test_two_tabs_of_two_drafts_never_mix(client, two):
    """Each goes on with its own, however they take turns."""
    first, second = (f"{SECTION}?draft={each.pk}" for each in two)

    fill(client, first, {"answer-1.1": "One."})
    fill(client, second, {"answer-1.1": "Two."})
    fill(client, first, {"answer-1.2": "One more."})
    # A form alone says which, too: of a page that was opened before there were several.
    client.post(SECTION, {"draft": two[1].pk, "answer-1.2": "Two more."})

    assert [texts(each) for each in two] == [{"1.1": "One.", "1.2": "One more."}, {"1.1": "Two.", "1.2": "Two more."}]


def test_documents_of_two_drafts_never_mix(client, two):
    for each, name in zip(two, ["one.txt", "two.txt"], strict=True):
        page = words(client.get(f"{YOURS}documents/?draft={each.pk}"))
        [address] = set(re.findall(r'action="(\?draft=\d+)"', page))
        client.get(f"{YOURS}?draft={two[1].pk}")
        add(client, file(name, name.encode()), query=address)

    assert [names(each) for each in two] == [["one.txt"], ["two.txt"]]


@pytest.mark.parametrize("page", ["", "section-1/", "documents/", "about-you/", "publication/", "check/", "choose/", "way-back/"])
def test_every_link_of_a_page_leads_on_with_its_own_draft(client, two, page):
    """In the tab of the one that was not chosen last, too."""
    draft = two[0]

    found = re.findall(rf'href="({YOURS}[^"]+)"', words(client.get(f"{YOURS}{page}?draft={draft.pk}")))

    assert found
    assert [link for link in found if f"draft={draft.pk}" not in link] == []


@pytest.mark.parametrize("page", ["sent/", "copy/", "withdraw/"])
def test_every_link_of_what_was_sent_leads_on_with_its_own(client, page):
    call = make_call()
    sent = hold(client, make_sent(call))
    hold(client, make_draft(call))

    found = re.findall(rf'href="((?:{YOURS}|\?)[^"]+)"', words(client.get(f"{YOURS}{page}?draft={sent.pk}")))

    assert found
    assert [link for link in found if f"draft={sent.pk}" not in link] == []


def test_every_task_leads_to_the_next_of_its_own(client, two):
    address, seen = f"{SECTION}?draft={two[0].pk}", []

    for _ in range(3):
        response = fill(client, address, {"answer-1.1": "x"})
        client.post(YOURS, {"draft": two[1].pk})
        seen.append(address := response.url)

    draft = f"?draft={two[0].pk}"
    assert seen == [f"{YOURS}{task}/{draft}" for task in ["section-2", "reflections", "documents"]]


def test_sending_one_shows_that_one_and_leaves_the_other(client):
    call = make_call()
    sent, other = hold(client, make_ready(call)), hold(client, make_ready(call))

    page = client.post(f"{YOURS}check/", {"number": 1, "draft": sent.pk}, follow=True)

    sent.refresh_from_db()
    other.refresh_from_db()
    assert sent.reference in words(page)
    assert (sent.status, other.status) == (Status.SUBMITTED, Status.DRAFT)


def test_another_can_be_begun_for_somebody_else(client):
    first = hold(client, make_draft())

    client.post(YOURS, {"nonce": "one", "another": "1"})
    client.post(YOURS, {"nonce": "one", "another": "1"})

    assert Submission.objects.count() == 2
    assert Submission.objects.exclude(pk=first.pk).get().call == first.call


def test_drafts_of_two_calls_are_held_side_by_side(client):
    here, there = make_draft(), make_draft(make_call(slug="elsewhere"))
    hold(client, here)
    hold(client, there)

    fill(client, SECTION, {"answer-1.1": "Here."})

    assert (texts(here), texts(there)) == ({"1.1": "Here."}, {})


def test_a_browser_that_holds_nothing_learns_of_no_draft(client):
    """A1: the same page, whether or not there is one of that number."""
    draft = make_draft()

    pages = [words(Client().get(f"{YOURS}?draft={number}")) for number in [draft.pk, draft.pk + 1000]]

    # The page repeats its own query where it leads to itself in the other language.
    tokens = re.compile(r'(csrfmiddlewaretoken|nonce)" value="[^"]+"|\?draft=\d+')
    assert tokens.sub("", pages[0]) == tokens.sub("", pages[1])
    assert settings.DRAFTS_COOKIE_NAME not in client.cookies
