"""Responses in several versions of a survey, to count and to export."""

from survey.definition import plain
from survey.models.responses import begin
from survey.tests.respondents import texts_of_one
from survey.tests.stored import NOON, fill


def sent(survey, *, at=NOON, **texts):
    """A response that was sent with these texts alone; a dot in a box's name is written as two underscores."""
    return answer(survey, {name.replace("__", "."): text for name, text in texts.items()}, at=at)


def answer(survey, texts, *, at=NOON):
    """What was sent by somebody who filled in the boxes so; None where that leads out of the survey."""
    response = begin(survey, nonce="", at=at)
    fill(response, texts, at=at)
    if response.read()[0].exits:
        return None
    response.send(number=1, at=at)
    return response


def by_chance(survey, random, *, at=NOON, **texts):
    """The same by somebody who answers whatever comes to mind, but for `texts`."""
    return answer(survey, texts_of_one(survey.latest.definition, random) | texts, at=at)


def republish(survey, definition, *, at=NOON):
    """Publish another version of it, also one that breaks what was answered."""
    survey.edit(plain(definition), edits=survey.edits, by=None, at=at)
    survey.publish(edits=survey.edits, by=None, at=at, knowingly=True)
