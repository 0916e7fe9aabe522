"""The table of what was sent: one row a response, in order of sending. Nothing of what is kept apart."""

from functools import cache

from django.utils import timezone

from survey.definition import audience
from survey.exports.columns import Writer, columns
from survey.models import Course, Response
from survey.models.surveys import definition

ABOUT = {
    "reference": "What the response is called",
    "sent_at": "When it was sent last, in UK time",
    "channel": "How it came: online, or on paper",
    "version": "The number of the version that it answers",
    "audience": "The first route of that version whose answers these are; empty where none is",
    "number_of_sendings": "How often it was sent: more than 1 where it was changed",
}
FIELDS = ["reference", "sent_at", "channel", "version", "course", "number", "answers"]
AT_A_TIME = 500  # rows fetched together


def definitions(survey):
    """What each version of a survey asks, oldest first: a dict by its number."""
    return {version.number: version.definition for version in _versions(survey)}


def _versions(survey):
    return survey.versions.defer("content").order_by("number")


def lines(survey):
    """The table from its top: lists of texts and numbers, all of the same length."""
    versions = {version.pk: version for version in _versions(survey)}
    found = columns({version.number: version.definition for version in versions.values()})

    @cache  # of a table: there are few courses
    def writer(course):
        version, asked = Course.objects.values_list("version", "questions").get(pk=course)
        return Writer(found, definition(version), set(asked))

    yield [*ABOUT, *found]
    sent = Response.objects.sent().filter(survey=survey).order_by("sent_at", "pk").values_list(*FIELDS)
    for reference, sent_at, channel, version, course, number, answers in sent.iterator(chunk_size=AT_A_TIME):
        moment = timezone.localtime(sent_at).isoformat(timespec="seconds")
        about = [reference, moment, channel, versions[version].number, audience(definition(version), answers), number]
        yield about + writer(course).cells(answers)
