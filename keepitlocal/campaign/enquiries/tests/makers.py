"""Believable enquiries in the database; a test says only what it is about."""

import datetime

from keepitlocal.campaign.enquiries.models import About, receive
from keepitlocal.officers.tests.makers import make_officer

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)
SAID = "How can our village hall take part?"
SENT = {"name": "Ann O'Neill", "email": "ann@example.org", "about": About.CAMPAIGN}


def make_enquiry(text=SAID, *, at=NOON, **said):
    return receive(text, **{**SENT, **said}, at=at)


def make_answered(text="Begin with the survey.", *, by=None, at=NOON, **said):
    """An enquiry that somebody has answered."""
    enquiry = make_enquiry(at=at, **said)
    enquiry.answer(text, seen=1, by=by or make_officer(), at=at)
    return enquiry


def make_closed(*, at=NOON, **said):
    enquiry = make_answered(at=at, **said)
    enquiry.close(at=at)
    return enquiry


def texts(enquiry):
    """What was said in it, in its order."""
    return list(enquiry.said.values_list("text", flat=True))
