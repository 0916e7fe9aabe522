"""A14: what is not for everybody is on no page, in no feed and in nobody else's e-mail: a word of its own in every such place."""

import pytest
from django.test import Client

from keepitlocal.outbox.models import Message
from principles.models import Comment, Consultation, Watch, report
from principles.part import LETTERS
from principles.tests.kept import now
from principles.tests.mailing import make_watch
from principles.tests.makers import NOON, draft, make_author, make_comment, make_consultation, make_principle, reword

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PREFIX = "zqx"
FIXED = [
    "/",
    "/principles/",
    "/principles/you-said/",
    "/principles/yours/",
    "/feeds/comments/",
    "/feeds/wordings/",
    "/principles/x/",
]
OF_ONE = ["", "comment/", "history/", "history/?from=1&to=2", "watch/"]
OF_COMMENT = ["", "reply/", "change/", "take-back/", "report/"]
PUBLIC = "Everybody may read this."


def secret(place):
    """A word that is nowhere but there."""
    return f"{PREFIX}{place.replace(' ', '')}"


def said(place):
    """What a comment says that is not shown, with words of its own everywhere its author writes."""
    return {name: f"{secret(place)}{name}" for name in ["text", "name", "organisation", "role"]} | {
        "author": make_author(f"{secret(place)}@example.org")
    }


class World:
    """Every kind of what is not for everybody, each beside what is."""

    def __init__(self):
        self.principle = make_principle()
        make_principle(2, title=secret("drafted principle"), is_published=False)
        self.shown = make_comment(text=PUBLIC, author=make_author(f"{secret('author')}@example.org"))
        self.gone = {}

    def fill(self):
        make_comment(
            is_published=False, **said("unconfirmed") | {"author": make_author("zqxnew@example.org", is_confirmed=False)}
        )
        make_comment(is_published=False, **said("waiting"))
        asked = make_comment(is_published=False, **said("asked"))
        asked.ask(revision=1, words=secret("what was asked"), by=None, at=NOON)
        rejected = make_comment(is_published=False, **said("never shown"))
        rejected.reject(revision=1, reason="other", words=secret("why it was rejected"), by=None, at=NOON)
        self.shown.change(secret("proposed"), at=NOON)
        make_watch(f"{secret('watcher')}@example.org", principle=self.principle)
        make_watch(f"{secret('watcher of all')}@example.org")
        Watch.objects.begin(
            f"{secret('told of replies')}@example.org", comment=self.shown, how="each", is_confirmed=True, at=NOON
        )
        report(self.shown, says=secret("complaint"), email=f"{secret('complainant')}@example.org", at=NOON)
        draft(self.principle, secret("drafted title"), secret("drafted words"))

    def publish_what_goes(self):
        """Comments that everybody could read, quoted, answered, considered and among what led to a wording."""
        for place in ["hidden", "removed", "taken back", "erased"]:
            comment = self.gone[place] = make_comment(self.principle, **said(place))
            make_comment(answers=comment, text=PUBLIC)
            comment.consider(outcome="accepted", why=secret(f"outcome of {place}"), by=None, at=NOON)
        reword(self.principle, "Another text.", led_by=self.gone.values())
        for comment in self.gone.values():
            comment.refresh_from_db()

    def take_away(self):
        self.gone["hidden"].hide(reason="other", words=secret("why it was hidden"), by=None, at=NOON)
        self.gone["removed"].remove(reason="other", words=secret("why it was removed"), by=None, at=NOON)
        self.gone["taken back"].take_back(at=NOON)
        self.gone["erased"].erase(at=NOON)


def addresses():
    numbers, keys = ["1", "2"], Comment.objects.values_list("pk", flat=True)
    yield from FIXED
    yield from (f"/principles/{number}/{name}" for number in numbers for name in OF_ONE)
    yield from (f"/feeds/principles/{number}/" for number in numbers)
    yield from (f"/principles/comments/{key}/{name}" for key in keys for name in OF_COMMENT)
    yield from (f"/principles/1/?sort={sort}" for sort in ["oldest", "replied"])
    yield from ("/principles/you-said/?principle=1", "/principles/you-said/?principle=whole")


def leaks(client=None):
    """Each address whose answer holds a secret, with all it holds from the first one on."""
    client = client or Client()
    found = {}
    for address in addresses():
        answer = client.get(address, follow=True)
        if PREFIX in (text := answer.content.decode()):
            found[address] = text[text.index(PREFIX) :][:40]
    return found


@pytest.fixture
def world():
    return World()


def test_what_is_not_public_yet_is_on_no_page(world):
    """A14."""
    world.fill()

    assert leaks() == {}


def test_what_is_public_no_more_is_on_no_page_that_was_kept(world):
    """A14."""
    world.publish_what_goes()
    assert {"/principles/1/", "/principles/you-said/", "/principles/1/history/", "/feeds/comments/"} < set(leaks())

    world.take_away()

    assert leaks() == {}


def test_what_is_public_no_more_is_in_nobodys_own_page_but_its_authors(world):
    """A14."""
    world.publish_what_goes()
    other = Client()
    other.post(f"/principles/comments/{world.shown.pk}/reply/", {"text": "Words."})
    leaks(other)

    world.take_away()

    assert leaks(other) == {}


def test_a_consultation_that_is_not_published_is_on_no_page():
    """A14."""
    make_consultation(is_published=False, title=secret("title"), summary=secret("summary"), introduction=secret("introduction"))
    make_principle(title=secret("principle"), text=secret("wording"))
    Consultation.objects.update(advice=secret("advice"))

    assert leaks() == {}


def test_no_mail_holds_what_is_not_for_its_reader(world):
    """A14, M13: neither what anybody wrote, nor anybody else's address."""
    world.fill()
    now(world.shown).approve(revision=2, by=None, at=NOON)
    world.publish_what_goes()
    world.take_away()

    held = {}
    for message in Message.objects.filter(kind__startswith="principles."):
        letter = LETTERS[message.kind](message)
        text = f"{letter.subject} {letter.body}" if letter else ""
        own = text.replace(message.to, "")
        if PREFIX in own:
            held[message.kind] = own[own.index(PREFIX) :][:40]
    told_why = {
        "principles.asked": secret("what was asked"),
        "principles.rejected": secret("why it was"),
        "principles.hidden": secret("why it was"),
    }

    assert {kind: text for kind, text in held.items() if not text.startswith(told_why.get(kind, "\x00"))} == {}
