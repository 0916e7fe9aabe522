"""What officers do to a comment from its page, who may do it, and what is refused."""

import re

import pytest
from django.test import Client

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from principles.models import Comment, Status
from principles.tests.kept import status_of
from principles.tests.makers import NOON, make_comment
from principles.tests.test_admin_comments import COMMENTS, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
MODERATING = {"approve", "reject", "ask", "hide", "restore", "remove"}
MAY = {MODERATORS: MODERATING, OFFICERS: MODERATING | {"consider", "reply"}, LEADS: MODERATING | {"consider", "reply", "erase"}}
SAID = {
    "approve": {"revision": 1},
    "reject": {"revision": 1, "reason": "off topic"},
    "ask": {"revision": 1, "words": "Say which place you mean."},
    "hide": {"reason": "private"},
    "restore": {},
    "remove": {"reason": "private"},
    "consider": {"outcome": "accepted", "why": "It is right."},
    "reply": {"text": "We have read this.", "nonce": "n"},
    "erase": {"sure": "on"},
}
BEGINS = {"approve": "waiting", "reject": "waiting", "ask": "waiting", "restore": "hidden"}
BECOMES = {
    "approve": "published",
    "reject": "rejected",
    "ask": "asked",
    "hide": "hidden",
    "restore": "published",
    "remove": "rejected",
    "consider": "published",
    "reply": "published",
    "erase": "erased",
}


def make(status, **fields):
    """A comment of this status."""
    comment = make_comment(is_published=status not in {"waiting", "asked"}, **fields)
    if status == "asked":
        comment.ask(revision=1, words="Say more.", by=None, at=NOON)
    elif status == "hidden":
        comment.hide(reason="abusive", by=None, at=NOON)
    elif status == "rejected":
        comment.remove(reason="abusive", by=None, at=NOON)
    elif status == "withdrawn":
        comment.take_back(at=NOON)
    elif status == "erased":
        comment.erase(at=NOON)
    return comment


def act(client, comment, verb, query="", **said):
    return client.post(f"{COMMENTS}{comment.pk}/moderate/{query}", {"verb": verb, **said})


def offered(client, comment):
    """The verbs that the page has a button for."""
    return re.findall(r'name="verb" value="(\w+)"', client.get(page_of(comment)).content.decode())


def everything():
    return list(Comment.objects.order_by("pk").values()), Message.objects.count()


@pytest.mark.parametrize("verb", SAID)
@pytest.mark.parametrize("group", [*GROUPS, None])
def test_each_verb_is_done_by_those_alone_who_may(client, group, verb):
    who = make_officer(group)
    client.force_login(who)
    comment = make(BEGINS.get(verb, "published"))
    before = everything()

    response = act(client, comment, verb, **SAID[verb])

    if verb in MAY.get(group, ()):
        assert (response.status_code, status_of(comment)) == (302, BECOMES[verb])
    else:
        assert (response.status_code, everything()) == (403, before)
        assert Entry.objects.about(comment).filter(did="was refused", by=named(who)).count() == 1


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        ("waiting", ["approve", "reject", "ask", "erase"]),
        ("asked", ["approve", "reject", "erase"]),
        ("published", ["hide", "remove", "consider", "reply", "erase"]),
        ("hidden", ["restore", "remove", "erase"]),
        ("rejected", ["restore", "erase"]),
        ("withdrawn", ["erase"]),
        ("erased", []),
    ],
)
def test_the_page_offers_what_can_be_done_and_nothing_else(client, status, verbs):
    client.force_login(make_officer(LEADS))

    assert offered(client, make(status)) == verbs


@pytest.mark.parametrize("group", GROUPS)
def test_the_page_offers_what_this_officer_may_do_and_nothing_else(client, group):
    client.force_login(make_officer(group))

    assert set(offered(client, make("published"))) == {"hide", "remove", "consider", "reply", "erase"} & MAY[group]


@pytest.mark.parametrize("status", [status for status in Status.values if status != "unconfirmed"])
@pytest.mark.parametrize("verb", sorted(MODERATING | {"consider", "erase"}))
def test_what_is_offered_is_what_the_verbs_do(client, status, verb):
    client.force_login(make_officer(LEADS))
    comment = make(status)
    is_offered = verb in offered(client, comment)

    response = act(client, comment, verb, **SAID[verb])

    assert (response.status_code == 302) == is_offered


def test_a_change_that_waits_is_approved_or_rejected_and_what_is_shown_stays(client, officer):
    """C6."""
    comment = make("published", text="In our town.")
    comment.change("In our city.", at=NOON)

    assert offered(client, comment)[:2] == ["approve", "reject"]
    act(client, comment, "reject", revision=2, reason="off topic")

    comment.refresh_from_db()
    assert (comment.status, comment.text, comment.has_change_waiting) == ("published", "In our town.", False)


@pytest.mark.parametrize("verb", ["approve", "reject", "ask"])
def test_what_its_author_has_changed_meanwhile_is_not_decided_unread(client, officer, verb):
    comment = make("waiting", text="Harmless words.")
    comment.change("Other words.", at=NOON)

    page = act(client, comment, verb, **SAID[verb]).content.decode()

    assert status_of(comment) == "waiting"
    assert "Other words." in page
    assert "was not done" in page


def test_once_the_change_is_read_the_same_form_decides_it(client, officer):
    comment = make("waiting")
    comment.change("Other words.", at=NOON)

    page = act(client, comment, "reject", **SAID["reject"], words="My own words.").content.decode()
    form = page[page.index('name="verb" value="reject"') :]

    assert re.search(r'name="revision" value="(\d+)"', form)[1] == "2"
    assert "My own words." in form


@pytest.mark.parametrize(
    ("verb", "said", "words"),
    [
        ("reject", {"reason": ""}, "This is empty. Fill it in"),
        ("reject", {"reason": "because"}, "not one of the available choices"),
        ("reject", {"reason": "other"}, "Say the reason in words"),
        ("reject", {"words": "x" * 1001, "reason": "other"}, "What you write must be 1,000 characters or fewer"),
        ("ask", {"words": " "}, "This is empty. Fill it in"),
        ("approve", {"revision": "x"}, "Enter a whole number."),
        ("hide", {"reason": "private"}, "This cannot be done to it now: waits for a moderator."),
        ("reply", {"text": "Kept words."}, "This cannot be done to it now"),
        ("reply", {"text": ""}, "This is empty. Fill it in"),
        ("consider", {"outcome": "accepted", "why": "Kept words."}, "This cannot be done to it now"),
    ],
)
def test_what_is_refused_changes_nothing_and_comes_back_in_words(client, officer, verb, said, words):
    comment = make("waiting")
    before = everything()

    page = act(client, comment, verb, **SAID[verb] | said)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert "Kept words." not in said.values() or "Kept words." in page.content.decode()
    assert everything() == before


@pytest.mark.parametrize("verb", ["", "delete", "save", "receive", "take_back", "__class__"])
def test_no_other_verb_can_be_asked_for(client, officer, verb):
    comment = make("waiting")

    assert act(client, comment, verb).status_code == 400
    assert status_of(comment) == "waiting"


def test_a_status_that_is_posted_is_ignored(client, officer):
    """C5."""
    comment = make("waiting")

    act(client, comment, "ask", revision=1, words="More.", status="published", reason="other", officer=officer.pk)

    assert Comment.objects.filter(status="asked", reason="", officer=None).count() == 1


def test_of_a_change_of_what_is_hidden_the_page_says_what_either_verb_leads_to(client, officer):
    comment = make("published")
    comment.change("In other words.", at=NOON)
    comment.hide(reason="private", by=None, at=NOON)

    page = client.get(page_of(comment)).content.decode()

    assert "Approve, and everybody is shown it, changed; reject, and none of it is shown any more." in page
    assert "what is here stays" not in page


def test_opening_the_address_of_the_verbs_does_nothing(client, officer):
    assert client.get(f"{COMMENTS}{make('waiting').pk}/moderate/").status_code == 405


def test_without_its_token_nothing_is_done(officer):
    comment, client = make("waiting"), Client(enforce_csrf_checks=True)
    client.force_login(officer)

    assert act(client, comment, "approve", revision=1).status_code == 403
    assert status_of(comment) == "waiting"


def test_after_any_other_verb_its_page_is_shown_again(client, officer):
    comment = make("published")
    make_comment(text="Waits.", is_published=False)

    assert act(client, comment, "hide", reason="private")["Location"] == page_of(comment)


ADDRESSES = ["", "add/", "{}/", "{}/change/", "{}/delete/", "{}/history/"]
POSTS = [
    {
        "post": "yes",
        "_save": "Save",
        "name": "Somebody else",
        "text": "Other words",
        "status": "published",
        "says": "",
        "email": "",
    },
    {"action": "delete_selected", "post": "yes", "_selected_action": "{}"},
]


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_nobody_replaces_or_deletes_what_was_said_through_any_address_of_the_desk(client, group):
    comment = make("waiting")
    client.force_login(make_officer(group))
    before = everything()

    for address in ADDRESSES:
        for said in POSTS:
            where = f"{COMMENTS}{address.format(comment.pk)}"
            client.post(where, {name: value.format(comment.pk) if value == "{}" else value for name, value in said.items()})

    assert everything() == before
