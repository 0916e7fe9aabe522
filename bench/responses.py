"""The survey when everybody has answered: responses in quantity, as sending would have left them."""

import datetime
import io
import itertools
import time
from dataclasses import dataclass
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from keepitlocal.references import ALPHABET
from survey.definition import fingerprint, path
from survey.definition.answering import answers_in
from survey.models import Response, Status, Survey, registry
from survey.models.courses import course_of
from survey.models.rows import MODELS, Rows, rows_of
from survey.tests.respondents import texts_of_one

DIFFERENT = 5_000  # respondents who each come again and again, so that inventing them takes seconds
AT_A_TIME = 5_000


def fill(count):
    """Have the survey of the round hold so many sent responses. The seconds that it took."""
    began = time.perf_counter()
    survey = the_survey()
    people = [_person(survey, seed) for seed in range(min(count, DIFFERENT))]
    begun = timezone.now() - datetime.timedelta(days=20)
    coming = zip(range(count), itertools.cycle(people), strict=False)
    while chunk := list(itertools.islice(coming, AT_A_TIME)):
        with transaction.atomic():
            sent = [_response(survey, number, begun, person) for number, person in chunk]
            made = Response.objects.bulk_create(sent, batch_size=500)
            for name in MODELS:
                pairs = [(response, person) for response, (_, person) in zip(made, chunk, strict=True)]
                _put(name, [(response.pk, *row) for response, person in pairs for row in getattr(person.rows, name)])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return time.perf_counter() - began


def the_survey():
    """The round's."""
    return Survey.objects.select_related("latest").get()


@dataclass(frozen=True)
class Person:
    """What a respondent says: the columns of their response, and the rows that these make."""

    columns: dict[str, object]
    rows: Rows


def _person(survey, seed):
    """One who is not turned away."""
    random, version = Random(seed), survey.latest
    while True:
        asked = version.definition
        way = path(asked, answers_in(asked, texts_of_one(asked, random))[0])
        if not way.exits:
            answers = {name: value for name, value in way.answers.items() if name.partition(".")[0] not in asked.apart}
            said = {"version": version.sha256, "pages": way.names, "questions": way.questions, "answers": answers}
            columns = {"course_id": course_of(version.pk, way), "answers": answers, "sha256": fingerprint(said)}
            return Person(columns, rows_of(asked, registry.of(version.pk), answers))


def _response(survey, number, begun, person):
    at = begun + datetime.timedelta(seconds=15 * number)
    when = {"status": Status.SENT, "status_since": at, "begun_at": at, "sent_at": at, "number": 1}
    return Response(survey=survey, version_id=survey.latest_id, reference=_reference(number), **when, **person.columns)


def _reference(number):
    letters = ""
    for _ in range(8):
        number, place = divmod(number, len(ALPHABET))
        letters = ALPHABET[place] + letters
    return f"KIL-{letters[:4]}-{letters[4:]}"


def _put(name, rows):
    """Write narrow rows: on PostgreSQL by COPY, which takes them ten times as fast."""
    model, columns = MODELS[name]
    columns = ["response_id", *columns]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = "".join("\t".join("\\N" if each is None else str(each) for each in row) + "\n" for row in rows)
            cursor.copy_expert(f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN", io.StringIO(lines))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) VALUES ({marks})", rows)
