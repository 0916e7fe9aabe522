"""F14: nothing typed is lost, whoever writes it, in however many pages, and whatever the network does to their saves.

The portal is asked through its real pages. A save may arrive, get lost, lose its reply, come again, late, or out of order.
What arrives is a claim: the text stays in the response, in what was sent or beside it, unless a later save replaces it from a
page that had shown it, or a later turn of the same page, or somebody gives the changes up.
"""

import re
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from keepitlocal.drafts.saying import hash_of
from survey.models import Response
from survey.tests import makers
from survey.tests.browsing import form_of, page
from survey.tests.makers import definition, question
from survey.tests.stored import hold, make_response, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ASKED = {"first": ["a", "b"], "second": ["c"]}
WORDS = ["", "a", "b", "c", "d"]  # few, so that old texts are typed again
FORTUNES = ["arrives", "arrives", "is lost", "loses its reply", "is late"]
CHOICES = re.compile(r'<form method="post" novalidate>(.*?)</form>', re.S)
VALUE = re.compile(r'name="(field|seen|other|use)" value="([^"]*)"')


@dataclass(eq=False)
class Page:
    """A page of questions, open in somebody's browser: its boxes, and the hashes of what they showed."""

    browser: Client
    name: str
    has_script: bool
    hidden: dict
    boxes: dict
    seen: dict
    turn: int = 0
    reached: int = 0  # the last of its turns to arrive
    arrived: dict = field(default_factory=dict)  # what it said last, of what arrived
    flight: object = None


@dataclass(eq=False)
class Save:
    """What a page has sent off: a save of its boxes as they were."""

    page: Page
    turn: int
    boxes: dict
    seen: dict
    is_press: bool


@dataclass(eq=False)
class Choice:
    """A page on which several texts of a box were shown, and the button that was pressed there."""

    browser: Client
    posted: dict
    box: str
    shown: list
    text: str


@dataclass(eq=False)
class Claim:
    """A text that has arrived. `replaced` once a page that had shown it, or the page that sent it, said something else."""

    box: str
    text: str
    page: object
    replaced: bool = False


class Writing(RuleBasedStateMachine):
    """Two people with one response."""

    survey = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.response = make_response(self.survey, a="a")
        self.people = [Client(), Client()]
        for each in self.people:
            hold(each, self.response)
        self.pages, self.wire, self.claims, self.conflicts = [], [], [], 0

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # What people do.

    @rule(who=st.sampled_from([0, 1]), name=st.sampled_from([*ASKED, "first"]), has_script=st.booleans())
    def somebody_opens_a_page(self, who, name, has_script):
        shown = self.people[who].get(page(name))
        if shown.status_code != 200:
            return
        form = form_of(shown)
        boxes = form.says()
        assert list(boxes) == ASKED[name]
        hidden = {each: value for each, value in form.sends if each in {"draft", "page"}}
        opened = Page(self.people[who], name, has_script, hidden, boxes, form.seen(), arrived=dict(boxes))
        self.pages.append(opened)

    @precondition(lambda self: self.pages)
    @rule(data=st.data(), text=st.sampled_from(WORDS), fortune=st.sampled_from(FORTUNES), presses=st.booleans())
    def somebody_types_and_it_is_saved(self, data, text, fortune, presses):
        opened = data.draw(st.sampled_from(self.pages[-4:]))
        opened.boxes[data.draw(st.sampled_from(list(opened.boxes)))] = text
        self.send_off(opened, fortune, is_press=presses or not opened.has_script)

    @precondition(lambda self: self.pages)
    @rule(data=st.data(), fortune=st.sampled_from(FORTUNES), presses=st.booleans())
    def it_is_saved(self, data, fortune, presses):
        opened = data.draw(st.sampled_from(self.pages[-4:]))
        self.send_off(opened, fortune, is_press=presses or not opened.has_script)

    @precondition(lambda self: self.wire)
    @rule(data=st.data(), again=st.booleans())
    def something_late_arrives(self, data, again):
        save = data.draw(st.sampled_from(self.wire))
        if not again:
            self.wire.remove(save)
        if isinstance(save, Choice):
            self.arrives_as_choice(save)
        else:
            self.arrives(save, is_heard=False)

    @precondition(lambda self: self.conflicts)
    @rule(data=st.data(), who=st.sampled_from([0, 1]), fortune=st.sampled_from(FORTUNES))
    def somebody_chooses(self, data, who, fortune):
        forms = CHOICES.findall(self.people[who].get(page("choose")).text)
        if not forms:
            return
        values = VALUE.findall(data.draw(st.sampled_from(forms)))
        one = dict(values)
        others = [value for key, value in values if key == "other"]
        now = Response.objects.get()
        texts = {str(each["key"]): each["text"] for each in now.beside} | {"stored": now.says.get(one["field"], "")}
        use = data.draw(st.sampled_from([value for key, value in values if key == "use"]))
        posted = {"field": one["field"], "seen": one["seen"], "other": others, "use": use}
        showed = [texts["stored"], *(texts[other.partition("@")[0]] for other in others)]
        choice = Choice(self.people[who], posted, one["field"], showed, texts[use])
        if fortune in {"arrives", "loses its reply"}:
            self.arrives_as_choice(choice)
        if fortune in {"is late", "loses its reply"}:
            self.wire.append(choice)

    @rule(who=st.sampled_from([0, 1]), what=st.sampled_from(["send", "change", "leave"]))
    def somebody_sends_or_changes_it(self, who, what):
        was = Response.objects.get()
        if what == "send":
            self.people[who].post(page("check"), {"number": was.number + 1})
        else:
            self.people[who].post(page("change"), {"leave": "1"} if what == "leave" else {})
        if what == "leave" and was.changing_since:
            for claim in self.claims:
                claim.replaced = True

    # What the browser and the network make of it.

    def send_off(self, opened, fortune, *, is_press):
        opened.turn += opened.has_script
        save = Save(opened, opened.turn, dict(opened.boxes), dict(opened.seen), is_press)
        opened.flight = save
        if fortune in {"arrives", "loses its reply"}:
            self.arrives(save, is_heard=fortune == "arrives")
        if fortune in {"is late", "loses its reply"}:
            self.wire.append(save)

    def arrives(self, save, *, is_heard):
        """The server has it; and the page learns what became of it, unless the reply is lost."""
        posted = {f"{box}@{save.seen[box]}": text for box, text in save.boxes.items()}
        posted |= save.page.hidden | {"turn": str(save.turn)}
        headers = {} if save.is_press else {"Accept": "application/json"}
        answer = save.page.browser.post(page(save.page.name), posted, headers=headers)
        assert answer.status_code in {200, 302, 409}
        if answer.status_code == 409 or (save.is_press and answer.url == page("sent")):
            return
        if not save.turn or save.turn > save.page.reached:
            self.believe(save)
        if is_heard and not save.is_press and save.page.flight is save:
            reply = answer.json()
            save.page.seen |= reply["seen"]
            self.conflicts += bool(reply["choose"])
        elif save.is_press:
            self.conflicts += answer.url == page("choose")

    def believe(self, save):
        """What arrived is claimed, where the page had not said so before, and replaces what the page had shown."""
        for box, text in save.boxes.items():
            before = save.page.arrived[box]
            for claim in self.claims:
                is_shown = hash_of(claim.text) == save.seen[box]
                is_own = save.page.has_script and (claim.page is save.page or claim.text == before)
                if claim.box == box and claim.text != text and (is_shown or is_own):
                    claim.replaced = True
            if text != before:
                self.claims.append(Claim(box, text, save.page))
            save.page.arrived[box] = text
        save.page.reached = save.turn

    def arrives_as_choice(self, choice):
        """What was chosen replaces what was shown beside it, where the choice still settles anything."""
        before = Response.objects.get().beside
        answer = choice.browser.post(page("choose"), choice.posted)
        assert answer.status_code == 302
        if [each for each in before if each not in Response.objects.get().beside]:
            for claim in self.claims:
                claim.replaced |= claim.box == choice.box and claim.text in choice.shown and claim.text != choice.text

    # What must always be true.

    @invariant()
    def nothing_is_lost(self):
        waiting = [claim for claim in self.claims if not claim.replaced]
        now = Response.objects.get()
        if now.number:
            # That something was left empty is not written down in what was sent.
            waiting = [claim for claim in waiting if claim.text]
        sent = [now.answers, *(each["answers"] for each in now.earlier.values_list("sealed", flat=True))]
        kept = {(each["box"], each["text"]) for each in now.beside}
        kept |= {(box, said.get(box, "")) for said in [now.says, *sent] for box in "abc"}
        assert [(each.box, each.text) for each in waiting if (each.box, each.text) not in kept] == []


def run(machine, *, examples, steps=25):
    """In one transaction: what an example wrote is rolled back. Always the same examples, so that it is red or green for good."""
    asked = definition(*(makers.page(name, *(question(box, "long") for box in boxes)) for name, boxes in ASKED.items()))
    of_it = type(machine.__name__, (machine,), {"survey": make_survey(asked)})
    how = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}
    phases = [Phase.generate]  # to make a failing example smaller takes minutes: Phase.shrink, by hand
    run_state_machine_as_test(of_it, settings=settings(max_examples=examples, stateful_step_count=steps, phases=phases, **how))


def test_nothing_typed_is_lost():
    run(Writing, examples=35)
