"""A12: everything at the desk of the principles, tried by everybody: allowed or refused as docs/roles.md says."""

import pytest
from django.apps import apps
from django.db import transaction

from evidence.tests.test_admin import posted
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer, make_superuser
from principles.models import Consultation, Principle, report
from principles.tests.mailing import make_watch
from principles.tests.makers import NOON, draft, make_comment, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

DESK = "/admin/principles/"
LIST = f"{DESK}comment/"
BY_HAND = {"boxes-TOTAL_FORMS": 1, "boxes-INITIAL_FORMS": 0, "title": "Another", "boxes-0-text": "Other words."}

READING = {f"comment/{name}" for name in ["", "W/change/", "W/history/", "alike/K/", "decide/?verb=approve&likeness=K"]} | {""}
WORDS = {f"{thing}{name}" for thing in ["consultation/", "principle/"] for name in ["", "P/change/", "P/history/"]}
OFFICERS_READ = (
    READING
    | WORDS
    | {"principle/add/", "principle/P/preview/", "principle/P/publish/"}
    | {"complaint/", "complaint/C/change/", "complaint/C/history/", "watch/"}
)
NOBODYS = {f"{thing}/add/" for thing in ["comment", "complaint", "watch", "consultation"]}
NOBODYS |= {f"{thing}/delete/" for thing in ["comment/W", "complaint/C", "watch/1", "consultation/P", "principle/P"]}
NOBODYS |= {
    "watch/1/change/",
    "comment/W/moderate/",
    "complaint/C/decide/",
    "author/",
    "text/",
    "likeness/",
}
PAGES = OFFICERS_READ | NOBODYS | {"consultation/extend/?consultation=1"}

MODERATING = {"approve", "reject", "ask", "hide", "restore", "remove", "approve several", "reject several", "ask several"}
OFFICERS_DO = MODERATING | {"hide what is complained of", "consider", "reply", "draft", "add a principle"}
OFFICERS_DO |= {"write the consultation", "tell no more"}
LEADS_DO = OFFICERS_DO | {"uphold", "dismiss", "erase", "publish a wording", "publish the consultation", "extend"}


class World:
    """A consultation with something at every place of the desk; made anew by whoever asks for it."""

    def __init__(self):
        self.principle = make_principle()
        draft(self.principle, "Start with the place", "Drafted words.")
        self.shown, self.hidden = make_comment(text="Shown."), make_comment(text="Hidden.")
        self.hidden.hide(reason="private", by=None, at=NOON)
        self.waiting = make_comment(text="Waiting.", is_published=False)
        self.complaint = report(self.shown, says="It names me.", at=NOON)
        self.watch = make_watch()
        self.said = {}

    def address(self, path):
        keys = {"W": self.waiting.pk, "C": self.complaint.pk, "K": self.waiting.likeness_id}
        keys["P"] = 1 if path.startswith("consultation") else self.principle.pk
        parts = [str(keys.get(part, part)) for part in path.replace("likeness=K", f"likeness={keys['K']}").split("/")]
        return DESK + "/".join(parts)

    def moderate(self, client, comment, verb, **said):
        client.post(f"{LIST}{comment.pk}/moderate/", {"verb": verb, "revision": 1} | said)

    def decide(self, client, verb, **said):
        client.post(f"{LIST}decide/", {"verb": verb, "read": f"{self.waiting.pk}-1"} | said)

    def complained(self, client, verb, **said):
        client.post(f"{DESK}complaint/{self.complaint.pk}/decide/", {"verb": verb, "words": "We looked."} | said)

    def edits(self):
        return {"edits": Principle.objects.get(pk=self.principle.pk).edits}

    def unpublished(self, client):
        published_at = Consultation.objects.get().published_at
        Consultation.objects.update(published_at=None)
        client.post(f"{DESK}consultation/", {"action": "publish", "_selected_action": 1})
        if not Consultation.objects.get().is_published:
            Consultation.objects.update(published_at=published_at)


WHY = {"reason": "abusive", "words": "It attacks a person."}
DOINGS = {
    "approve": lambda w, c: w.moderate(c, w.waiting, "approve"),
    "reject": lambda w, c: w.moderate(c, w.waiting, "reject", **WHY),
    "ask": lambda w, c: w.moderate(c, w.waiting, "ask", words="Name no person."),
    "hide": lambda w, c: w.moderate(c, w.shown, "hide", **WHY),
    "restore": lambda w, c: w.moderate(c, w.hidden, "restore"),
    "remove": lambda w, c: w.moderate(c, w.shown, "remove", **WHY),
    "consider": lambda w, c: w.moderate(c, w.shown, "consider", outcome="accepted", why="It is right."),
    "reply": lambda w, c: w.moderate(c, w.shown, "reply", text="Thank you."),
    "erase": lambda w, c: w.moderate(c, w.shown, "erase", sure="on"),
    "approve several": lambda w, c: w.decide(c, "approve"),
    "reject several": lambda w, c: w.decide(c, "reject", **WHY),
    "ask several": lambda w, c: w.decide(c, "ask", words="Name no person."),
    "hide what is complained of": lambda w, c: w.complained(c, "hide", reason="unlawful"),
    "uphold": lambda w, c: w.complained(c, "uphold", reason="unlawful"),
    "dismiss": lambda w, c: w.complained(c, "dismiss"),
    "draft": lambda w, c: c.post(w.address("principle/P/change/"), BY_HAND | w.edits()),
    "publish a wording": lambda w, c: c.post(w.address("principle/P/publish/"), {"why": "Comments asked."} | w.edits()),
    "add a principle": lambda w, c: c.post(f"{DESK}principle/add/", {"number": 2, "title": "Two", "text": "Words."}),
    "write the consultation": lambda w, c: c.post(f"{DESK}consultation/1/change/", w.said),
    "publish the consultation": lambda w, c: w.unpublished(c),
    "extend": lambda w, c: c.post(
        f"{DESK}consultation/extend/?consultation=1", {"until_0": "2026-07-01", "until_1": "", "why": "The post was late."}
    ),
    "tell no more": lambda w, c: c.post(
        f"{DESK}watch/?q=ann@example.org", {"action": "unsubscribe", "_selected_action": w.watch.pk}
    ),
}


def stored():
    """Everything that the database holds of the principles."""
    return {model: list(model._base_manager.order_by("pk").values()) for model in apps.get_app_config("principles").get_models()}


def changes(do, world, client):
    """Whether doing it changes anything. What it changed is undone."""
    before = stored()
    with transaction.atomic():
        do(world, client)
        after = stored()
        transaction.set_rollback(True)
    return after != before


def nobody(client):
    """Nobody is signed in."""


def deactivated(client):
    officer = make_superuser()
    client.force_login(officer)
    type(officer).objects.update(is_active=False)


WHO = {
    "nobody signed in": (nobody, set(), set()),
    "deactivated": (deactivated, set(), set()),
    "in no group": (lambda client: client.force_login(make_officer(None)), set(), set()),
    MODERATORS: (lambda client: client.force_login(make_officer(MODERATORS)), READING, MODERATING),
    OFFICERS: (lambda client: client.force_login(make_officer(OFFICERS)), OFFICERS_READ, OFFICERS_DO),
    LEADS: (lambda client: client.force_login(make_lead()), PAGES - NOBODYS, LEADS_DO),
    "superuser": (lambda client: client.force_login(make_superuser()), PAGES - NOBODYS, LEADS_DO),
}


@pytest.fixture
def world(client):
    world = World()
    client.force_login(make_lead())
    world.said = posted(client, f"{DESK}consultation/1/change/", advice="Be kind.")
    client.logout()
    return world


def test_everybody_is_tried():
    assert set(GROUPS) < set(WHO)


@pytest.mark.parametrize("who", WHO)
def test_each_page_of_the_desk_is_shown_to_those_who_may_see_it_and_to_nobody_else(client, world, who):
    """A12."""
    sign_in, pages, _ = WHO[who]
    sign_in(client)

    assert {path for path in PAGES if client.get(world.address(path)).status_code == 200} == pages


@pytest.mark.parametrize("who", WHO)
def test_each_thing_is_done_by_those_who_may_do_it_and_by_nobody_else(client, world, who):
    """A12."""
    sign_in, _, doings = WHO[who]
    sign_in(client)

    assert {name for name, do in DOINGS.items() if changes(do, world, client)} == doings
