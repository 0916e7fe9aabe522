"""The stages of a portal's life, and whom to send to see each."""

import datetime
import logging
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.test import override_settings

from evidence.models import Call
from keepitlocal.tests.public import campaign, evidence, front, principles, survey, wrong
from keepitlocal.tests.public.states import Visitor, languages_of
from keepitlocal.tests.public.table import rows
from keepitlocal.tests.world import forget
from principles.models import Consultation
from survey.models import Survey

DAY, MONTH = datetime.timedelta(days=1), datetime.timedelta(days=30)

WINDOWS = [Call, Survey, Consultation]
PARTS = [campaign, front, evidence, survey, principles, wrong]
NOTHING, NORMAL, LONG, OVER = STAGES = ["nothing there", "normal", "long", "closed"]


def stages(at, *wanted):
    """Everything that is seen of these stages, or of all, as a list of `State`. What is made for that stays in the database."""
    states = []
    with _undisturbed():
        for stage in STAGES[: 1 + max(map(STAGES.index, wanted or STAGES))]:
            if stage == NORMAL:
                load(at)
            if stage == OVER:
                _move(opens_at=at - MONTH, closes_at=at - DAY)
            seen = []
            for part in PARTS:
                part.see(stage, Visitor(seen), at)
            _everything_without_a_parameter(Visitor(seen), stage)
            states += seen if not wanted or stage in wanted else []
    return states


def load(at):
    """The round of content/, which has been open for a month and is for another."""
    call_command("load_round", "content", stdout=StringIO())
    _move(opens_at=at - MONTH, closes_at=at + MONTH)


def _move(**window):
    for model in WINDOWS:
        model.objects.update(**window)


def _everything_without_a_parameter(visitor, stage):
    for row in rows().values():
        if row.is_plain and stage in row.states:
            visitor.see(stage, f"/{row.address}", languages=languages_of(f"/{row.address}"))


@contextmanager
def _undisturbed():
    """Nobody is slowed, and what goes wrong on purpose is not logged. What the process remembers of these rows, it forgets."""
    forget()
    logging.disable(logging.CRITICAL)
    try:
        with override_settings(PACE=0):
            yield
    finally:
        logging.disable(logging.NOTSET)
        forget()
