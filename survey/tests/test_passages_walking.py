"""Whatever is done with responses, in any order and from pages that are out of date: what is found is what stands."""

import pytest
from django.db import transaction
from hypothesis import strategies as st

from keepitlocal.lifecycle import Refusal
from keepitlocal.passages.models import Passage
from keepitlocal.passages.tests.found import unlike
from keepitlocal.tests.walks import walk_at_random
from survey.models import Response
from survey.tests.crowds import republish
from survey.tests.makers import definition, page, question
from survey.tests.stored import NOON, fill, forget, make_survey

pytestmark = pytest.mark.django_db

EXAMPLES, STEPS = 12, 25
PAGES = [
    page("you", question("role", "one"), question("words", "text"), question("secret", "long", apart=True)),
    page("north", question("why", "long"), show_if={"role": {"in": ["north"]}}),
]


class Walk:
    """A survey, and what has been seen of its responses so far."""

    def __init__(self, data):
        forget()
        self.data, self.seen, self.number = data, [], 0
        self.survey = make_survey(definition(*PAGES))

    def choose(self, among):
        return self.data.draw(st.sampled_from(among))

    def step(self):
        stored = list(Response.objects.order_by("pk"))
        response = self.choose(self.seen if self.seen and self.data.draw(st.booleans()) else stored) if stored else None
        self.seen.append(Response.objects.get(pk=response.pk)) if response else None
        act = self.choose(ACTS) if response else Walk.begin
        try:
            with transaction.atomic():
                act(self, response)
        except Refusal:
            pass
        assert unlike() == []

    def begin(self, response):
        self.number += 1
        made = Response.objects.create(
            survey=self.survey, version_id=self.survey.latest_id, begun_with=str(self.number), begun_at=NOON, status_since=NOON
        )
        fill(made, {"role": "north", "words": "First."})

    def write(self, response):
        said = {"role": ["north", "south"], "words": ["", "Yes.", "No."], "why": ["", "So."], "secret": ["canary"]}
        box = self.choose([*said])
        fill(response, {box: self.choose(said[box])})

    def send(self, response):
        response.send(number=response.number + 1, at=NOON)

    def change(self, response):
        response.change(at=NOON)

    def leave(self, response):
        response.leave(at=NOON)

    def erase(self, response):
        response.erase(at=NOON)

    def republish(self, response):
        self.number += 1
        asked = page(f"more{self.number}", question(f"more{self.number}", "text"))
        republish(self.survey, definition(*PAGES, asked))


ACTS = [
    *[Walk.begin] * 2,
    *[Walk.send] * 4,
    *[Walk.change] * 3,
    *[Walk.write] * 4,
    Walk.leave,
    Walk.erase,
    Walk.republish,
]


def test_after_any_steps_what_is_found_is_what_stands():
    """P1. Always the same examples, so that it is red or green for good; each is rolled back."""
    most = 0

    def walked(data):
        nonlocal most
        walk = Walk(data)
        for _ in range(STEPS):
            walk.step()
            assert not Passage.objects.filter(text__contains="canary").exists()
            most = max(most, Passage.objects.count())

    walk_at_random(walked, examples=EXAMPLES)

    assert most > 3
