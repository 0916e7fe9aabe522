"""Whatever is done with evidence, in any order and from pages that are out of date: what is found is what stands."""

import pytest
from django.db import transaction
from hypothesis import strategies as st

from evidence import keeping
from evidence.models import Publication, Submission
from evidence.tests.makers import DAY, NOON, agree, make_call, make_ready, question, say, write
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage
from keepitlocal.passages.tests.found import unlike
from keepitlocal.tests.walks import walk_at_random

pytestmark = pytest.mark.django_db

EXAMPLES, STEPS = 12, 25
CODES = ["1.1", "1.2", "2.1", "reflections"]


class Walk:
    """A call, an officer, and what has been seen of its submissions so far."""

    def __init__(self, data):
        self.data, self.call, self.officer, self.seen = data, make_call(), make_officer(), []

    def choose(self, among):
        return self.data.draw(st.sampled_from(among))

    def submission(self):
        """One as a page shows it now, or as one showed it before."""
        stored = list(Submission.objects.order_by("pk"))
        return self.choose(self.seen if self.seen and self.data.draw(st.booleans()) else stored) if stored else None

    def step(self):
        submission = self.submission()
        self.seen.append(Submission.objects.get(pk=submission.pk)) if submission else None
        act = self.choose(ACTS) if submission else Walk.begin
        try:
            with transaction.atomic():
                act(self, submission)
        except Refusal:
            pass
        assert unlike() == []

    def begin(self, submission):
        make_ready(self.call, email="")

    def write(self, submission):
        write(submission, {question(self.call, self.choose(CODES)): self.choose(["", "One.", "Other."])})

    def agree(self, submission):
        agree(submission, self.call.publication_choices.get(code=self.choose([*Publication])))

    def say(self, submission):
        say(submission, respondent_type=self.choose(["community", "other"]), name=self.choose(["Ann", "Bo"]))

    def send(self, submission):
        submission.submit(number=submission.revisions.count() + 1, at=NOON)

    def change(self, submission):
        submission.change(at=NOON)

    def leave(self, submission):
        submission.leave(at=NOON)

    def withdraw(self, submission):
        submission.withdraw(at=NOON)

    def review(self, submission):
        verb, more = self.choose([("take_up", {}), ("accept", {}), ("decline", {"why": "No."}), ("restore", {"why": "Yes."})])
        getattr(submission, verb)(by=self.officer, at=NOON, **more)

    def wait(self, submission):
        keeping.delete(NOON + 31 * DAY)


ACTS = [
    *[Walk.begin] * 2,
    *[Walk.send] * 5,
    *[Walk.change] * 3,
    *[Walk.write] * 3,
    *[Walk.review] * 2,
    Walk.agree,
    Walk.say,
    Walk.leave,
    Walk.withdraw,
    Walk.wait,
]


def test_after_any_steps_what_is_found_is_what_stands():
    """P1. Always the same examples, so that it is red or green for good; each is rolled back."""
    most = 0

    def walked(data):
        nonlocal most
        walk = Walk(data)
        for _ in range(STEPS):
            walk.step()
            most = max(most, Passage.objects.count())

    walk_at_random(walked, examples=EXAMPLES)

    assert most > 3
