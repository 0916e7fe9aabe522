"""Surveys and responses in the database, to test with."""

import datetime

from django.http import HttpResponse
from django.test import RequestFactory

from keepitlocal.drafts import holding
from keepitlocal.drafts.saying import Said, hash_of
from keepitlocal.officers.tests.makers import make_officer
from survey import pages, tallies
from survey.definition import plain
from survey.models import Survey, courses, registry, surveys
from survey.models.responses import begin, enter, moves_on
from survey.tests.makers import the_round

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
WEEK = datetime.timedelta(weeks=1)
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)
TODAY = NOON.date()
WOULD = {"role": "would", "authority": "Leeds", "barriers.size": "2", "help.1": "lots", "seen_fail": "yes"}


def forget():
    """Remember nothing: a test's surveys are rolled back, and the next test's may get their keys."""
    for each in [pages, courses, registry, surveys, tallies]:
        each.forget()
    moves_on.cache_clear()


def make_survey(definition=None, *, slug="landscape", title="Public services survey", is_published=True, at=NOON, **fields):
    """A survey that is open at NOON, and asks what content/survey.yaml does unless told otherwise."""
    fields = {"opens_at": at - WEEK, "closes_at": at + WEEK, "introduction": "For community organisations."} | fields
    content = plain(definition or the_round())
    summary = "It takes about ten minutes."
    survey = Survey.objects.create(slug=slug, title=title, summary=summary, draft=content, **fields)
    if is_published:
        survey.publish(edits=0, by=None, at=survey.opens_at)
    return survey


def make_response(survey=None, *, at=NOON, **texts):
    """A draft. `texts` are what its boxes say; a dot in a box's name is written as two underscores."""
    response = begin(survey or make_survey(), nonce="", at=at)
    if texts:
        fill(response, {name.replace("__", "."): text for name, text in texts.items()}, at=at)
    return response


def fill(response, texts, *, at=NOON):
    """Have its boxes say this, a dict of box to text, whatever they said."""
    return response.write({box: Said(text, hash_of(response.says.get(box, ""))) for box, text in texts.items()}, at=at)


def make_sent(survey=None, *, at=NOON, **texts):
    """A response that was sent; a would-be deliverer's unless `texts` say otherwise."""
    response = make_response(survey, at=at, **({"role": "would"} | texts))
    response.send(number=1, at=at)
    return response


def make_entered(survey=None, texts=WOULD, *, nonce="one", received_on=TODAY, by=None, at=NOON):
    version = (survey or make_survey()).latest
    return enter(version, texts, received_on=received_on, nonce=nonce, by=by or make_officer(), at=at)


def hold(client, response):
    """Have a test client's browser hold the response."""
    answer = HttpResponse()
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    holding.hold(answer, request, response)
    client.cookies.update(answer.cookies)
    return response
