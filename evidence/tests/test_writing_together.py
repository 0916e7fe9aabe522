"""F14: nothing typed is lost, whoever writes it, in however many pages, and whatever the network does to their saves.

The portal is asked through its real pages. A save may arrive, get lost, lose its reply, come again, late, or out of order.
What arrives is a claim: the text stays in the draft, in a revision or in another text, unless a later save replaces it from a
page that had shown it, or a later turn of the same page.
"""

import itertools
import re
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from evidence.models.writing import field_of
from evidence.tests.makers import YOURS, hold, make_call, make_ready, question
from keepitlocal.drafts.saying import hash_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ASKED = {"section-1": ["answer-1.1", "answer-1.2"], "section-2": ["answer-2.1"]}
WORDS = ["", "a", "b", "c", "d"]  # few, so that old texts are typed again
FORTUNES = ["arrives", "arrives", "is lost", "loses its reply", "is late"]
NAMED = re.compile(r'name="([a-z0-9.-]+)@([0-9a-f]{16})"[^>]*>\s?([^<]*)</textarea>')
HIDDEN = re.compile(r'<input type="hidden" name="(draft|page)" value="([^"]*)"')
CHOICES = re.compile(r'<form method="post" novalidate>(.*?)</form>', re.S)
VALUE = re.compile(r'name="(field|seen|other|use)" value="([^"]*)"')


@dataclass(eq=False)
class Page:
    """A page of a section, open in somebody's browser: its boxes, and the hashes of what they showed."""

    browser: Client
    task: str
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
    """A page on which several texts of a field were shown, and the button that was pressed there."""

    browser: Client
    posted: dict
    name: str
    shown: list
    text: str | None


@dataclass(eq=False)
class Claim:
    """A text that has arrived. `replaced` once a page that had shown it, or the page that sent it, said something else."""

    name: str
    text: str
    page: object
    replaced: bool = False


class Writing(RuleBasedStateMachine):
    """Two people with one draft."""

    call = None
    scripts = (True, False)

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.draft = make_ready(self.call, text="a")
        self.people = [Client(), Client()]
        for each in self.people:
            hold(each, self.draft)
        self.questions = {name: question(self.call, name.removeprefix("answer-")) for each in ASKED.values() for name in each}
        self.pages, self.wire, self.claims, self.conflicts = [], [], [], 0

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # What people do.

    def open(self, who, task, has_script):
        browser = self.people[who]
        response = browser.get(f"{YOURS}{task}/")
        if response.status_code != 200:
            return
        html = response.content.decode()
        found = NAMED.findall(html)
        boxes = {name: text for name, _, text in found}
        assert list(boxes) == ASKED[task]
        seen = {name: seen for name, seen, _ in found}
        self.pages.append(Page(browser, task, has_script, dict(HIDDEN.findall(html)), boxes, seen, arrived=dict(boxes)))

    @rule(who=st.sampled_from([0, 1]), task=st.sampled_from([*ASKED, "section-1"]), kind=st.integers(0, 1))
    def somebody_opens_a_page(self, who, task, kind):
        self.open(who, task, self.scripts[kind])

    @precondition(lambda self: self.pages)
    @rule(data=st.data(), text=st.sampled_from(WORDS))
    def somebody_types(self, data, text):
        page = data.draw(st.sampled_from(self.pages[-4:]))
        page.boxes[data.draw(st.sampled_from(list(page.boxes)))] = text

    @precondition(lambda self: self.pages)
    @rule(data=st.data(), text=st.sampled_from(WORDS), fortune=st.sampled_from(FORTUNES), presses=st.booleans())
    def somebody_types_and_it_is_saved(self, data, text, fortune, presses):
        page = data.draw(st.sampled_from(self.pages[-4:]))
        page.boxes[data.draw(st.sampled_from(list(page.boxes)))] = text
        self.send_off(page, fortune, is_press=presses or not page.has_script)

    @precondition(lambda self: self.pages)
    @rule(data=st.data(), fortune=st.sampled_from(FORTUNES), presses=st.booleans())
    def it_is_saved(self, data, fortune, presses):
        page = data.draw(st.sampled_from(self.pages[-4:]))
        self.send_off(page, fortune, is_press=presses or not page.has_script)

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
    @rule(data=st.data(), who=st.sampled_from([0, 1]), word=st.sampled_from(WORDS), fortune=st.sampled_from(FORTUNES))
    def somebody_chooses(self, data, who, word, fortune):
        forms = CHOICES.findall(self.people[who].get(f"{YOURS}choose/").content.decode())
        if not forms:
            return
        form = data.draw(st.sampled_from(forms))
        values = VALUE.findall(form)
        one = dict(values)
        others = [value for key, value in values if key == "other"]
        name = next(name for name, asked in self.questions.items() if field_of(asked) == one["field"])
        texts = {str(other.pk): other.text for other in self.draft.other_texts.all()}
        texts["stored"] = self.stored(name)
        use = data.draw(st.sampled_from([value for key, value in values if key == "use"]))
        posted = {"field": one["field"], "seen": one["seen"], "other": others, "use": use, "text": word, "page": "choosing"}
        text = word if use == "joined" else texts[use]
        showed = [texts["stored"], *(texts[other.partition("@")[0]] for other in others)]
        choice = Choice(self.people[who], posted, name, showed, None if use == "stored" else text)
        if fortune in {"arrives", "loses its reply"}:
            self.arrives_as_choice(choice)
        if fortune in {"is late", "loses its reply"}:
            self.wire.append(choice)

    @rule(who=st.sampled_from([0, 1]), what=st.sampled_from(["send", "change", "leave"]))
    def somebody_sends_or_changes_it(self, who, what):
        if what == "send":
            self.people[who].post(f"{YOURS}check/", {"number": self.draft.revisions.count() + 1})
        else:
            self.people[who].post(f"{YOURS}change/", {"leave": "1"} if what == "leave" else {})

    # What the browser and the network make of it.

    def send_off(self, page, fortune, *, is_press):
        page.turn += page.has_script
        save = Save(page, page.turn, dict(page.boxes), dict(page.seen), is_press)
        page.flight = save
        if fortune in {"arrives", "loses its reply"}:
            self.arrives(save, is_heard=fortune == "arrives")
        if fortune in {"is late", "loses its reply"}:
            self.wire.append(save)

    def arrives(self, save, *, is_heard):
        """The server has it; and the page learns what became of it, unless the reply is lost."""
        posted = {f"{name}@{save.seen[name]}": text for name, text in save.boxes.items()}
        posted |= save.page.hidden | {"turn": str(save.turn)}
        headers = {} if save.is_press else {"Accept": "application/json"}
        response = save.page.browser.post(f"{YOURS}{save.page.task}/", posted, headers=headers)
        assert response.status_code in {200, 302, 409}
        if response.status_code == 409 or (save.is_press and response.url == f"{YOURS}sent/"):
            return
        if not save.turn or save.turn > save.page.reached:
            self.believe(save)
        if is_heard and not save.is_press and save.page.flight is save:
            reply = response.json()
            save.page.seen |= reply["seen"]
            self.conflicts += bool(reply["choose"])
        elif save.is_press:
            self.conflicts += response.url == f"{YOURS}choose/"

    def believe(self, save):
        """What arrived is claimed, where the page had not said so before, and replaces what the page had shown."""
        page = save.page
        for name, text in save.boxes.items():
            before = page.arrived[name]
            for claim in self.claims:
                is_shown = hash_of(claim.text) == save.seen[name]
                is_own = page.has_script and (claim.page is page or claim.text == before)
                if claim.name == name and claim.text != text and (is_shown or is_own):
                    claim.replaced = True
            if text != before:
                self.claims.append(Claim(name, text, page))
            page.arrived[name] = text
        page.reached = save.turn

    def arrives_as_choice(self, choice):
        response = choice.browser.post(f"{YOURS}choose/", choice.posted)
        assert response.status_code in {302, 404}
        if response.status_code == 302 and response.url != f"{YOURS}sent/" and choice.text is not None:
            for claim in self.claims:
                claim.replaced |= claim.name == choice.name and claim.text in choice.shown and claim.text != choice.text
            self.claims.append(Claim(choice.name, choice.text, choice))

    # What must always be true.

    def stored(self, name):
        return self.draft.answers.filter(question=self.questions[name]).values_list("text", flat=True).first() or ""

    def everything(self, name):
        """Every text of a field that there is anywhere."""
        key = self.questions[name].pk
        sent = itertools.chain.from_iterable(each.content["answers"] for each in self.draft.revisions.all())
        was_sent = {each["text"] for each in sent if each["question"] == key}
        others = self.draft.other_texts.filter(question=key).values_list("text", flat=True)
        return {self.stored(name), *others, *was_sent}

    @invariant()
    def nothing_is_lost(self):
        waiting = [claim for claim in self.claims if not claim.replaced]
        if self.draft.revisions.exists():
            # That something was left empty is not written down; to leave the changes goes back to it.
            waiting = [claim for claim in waiting if claim.text]
        kept = {name: self.everything(name) for name in {claim.name for claim in waiting}}
        assert [(each.name, each.text) for each in waiting if each.text not in kept[each.name]] == []


class Alone(Writing):
    """One person in each section, with script, on one page at a time: a press that is answered leads to a fresh page."""

    scripts = (True, True)

    def __init__(self):
        super().__init__()
        for who, task in enumerate(ASKED):
            self.open(who, task, True)

    @rule(who=st.sampled_from([0, 1]))
    def somebody_saves_and_goes_on(self, who):
        page = self.pages[who]
        self.send_off(page, "arrives", is_press=True)
        self.open(who, page.task, True)
        self.pages[who] = self.pages.pop()

    @precondition(lambda self: False)
    @rule()
    def not_here(self):
        pass

    somebody_opens_a_page = somebody_chooses = somebody_sends_or_changes_it = not_here

    @invariant()
    def nothing_conflicts(self):
        assert not self.draft.other_texts.exists()
        assert self.conflicts == 0


def run(machine, *, examples, steps=25):
    """In one transaction: what an example wrote is rolled back. Always the same examples, so that it is red or green for good."""
    asked = type(machine.__name__, (machine,), {"call": make_call()})
    how = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}
    phases = [Phase.generate]  # to make a failing example smaller takes minutes: Phase.shrink, by hand
    run_state_machine_as_test(asked, settings=settings(max_examples=examples, stateful_step_count=steps, phases=phases, **how))


def test_nothing_typed_is_lost():
    run(Writing, examples=35)


def test_with_script_nobody_conflicts_with_themselves_nor_with_somebody_in_another_section():
    run(Alone, examples=12)
