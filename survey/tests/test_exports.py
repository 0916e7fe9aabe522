"""Responses out of the portal as CSV: what each column says, also of what was not answered, and why."""

import csv
import datetime
import io
import tracemalloc
from random import Random

import pytest

from keepitlocal import tables
from survey.exports import codebook, table
from survey.exports.columns import columns
from survey.models import Response
from survey.tests.crowds import by_chance, republish, sent
from survey.tests.makers import AREAS, asking, question
from survey.tests.makers import definition as defined
from survey.tests.makers import page as paged
from survey.tests.stored import NOON, fill, make_survey

pytestmark = pytest.mark.django_db
OTHER = {"value": "other", "label": "Other", "asks_for": "What?"}
WEST = {"value": "west", "label": "West"}


def read(lines):
    """The lines as whoever opens the file finds them."""
    return list(csv.reader(io.StringIO(b"".join(tables.as_csv(lines)).decode("utf-8-sig"), newline="")))


def rows(survey):
    """Each response as a dict of column to cell, without what is about it."""
    header, *found = read(table.lines(survey))
    return [dict(zip(header[len(table.ABOUT) :], each[len(table.ABOUT) :], strict=True)) for each in found]


def row(survey):
    (found,) = rows(survey)
    return found


def test_a_row_says_what_is_about_a_response():
    survey = make_survey()
    response = sent(survey, role="would")

    header, found = read(table.lines(survey))

    assert dict(zip(header[:6], found[:6], strict=True)) == {
        "reference": response.reference,
        "sent_at": "2026-06-01T13:00:00+01:00",
        "channel": "online",
        "version": "1",
        "audience": "would like to",
        "number_of_sendings": "1",
    }


@pytest.mark.parametrize(
    ("kind", "texts", "cells"),
    [
        ("one", {"area": "south"}, {"area": "south"}),
        ("yes_no", {"area": "yes"}, {"area": "yes"}),
        ("many", {"area": "north east"}, {"area.north": "1", "area.south": "0", "area.east": "1"}),
        ("rank", {"area__1": "east", "area__2": "north"}, {"area.north": "2", "area.south": "0", "area.east": "1"}),
        ("grid", {"area__price": "-1"}, {"area.price": "-1", "area.notice": ""}),
        ("scale", {"area": "4"}, {"area": "4"}),
        ("number", {"area": "-12"}, {"area": "-12"}),
        ("text", {"area": "Words."}, {"area": "Words."}),
        ("long", {"area": "Two\nlines."}, {"area": "Two\nlines."}),
        ("date", {"area__day": "1", "area__month": "2", "area__year": "2018"}, {"area": "2018-02-01"}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_each_kind_has_its_columns(kind, texts, cells):
    survey = make_survey(asking(question(kind=kind)))
    sent(survey, **texts)

    assert row(survey) == cells


@pytest.mark.parametrize("kind", ["one", "many", "rank", "grid", "scale", "number", "text", "date"])
def test_what_is_left_empty_is_an_empty_cell(kind):
    survey = make_survey(asking(question(kind=kind)))
    sent(survey)

    assert set(row(survey).values()) == {""}


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("one", "[off the path]"),
        ("text", "[off the path]"),
        ("date", "[off the path]"),
        ("many", "-96"),
        ("rank", "-96"),
        ("grid", "-96"),
        ("scale", "-96"),
    ],
)
def test_what_the_path_led_past_says_so(kind, says):
    more = paged("more", question(kind=kind), show_if={"lead": {"in": ["north"]}})
    survey = make_survey(defined(paged("you", question("lead")), more))
    sent(survey, lead="south")

    assert set(row(survey).values()) == {"south", says}


@pytest.mark.parametrize(("least", "says"), [(0, "-97"), (-500, "-9999999999997"), (None, "-9999999999997")])
def test_no_number_that_can_be_given_says_why_there_is_none(least, says):
    survey = make_survey(asking(question("lead")))
    sent(survey)
    republish(survey, asking(question("lead"), question(kind="number", **({} if least is None else {"min": least}))))

    assert row(survey)["area"] == says


def test_words_have_a_column_beside_their_choice():
    survey = make_survey(asking(question(choices=[*AREAS, OTHER])))
    sent(survey, area="other", area__other__words="=1+1")
    sent(survey, area="north")

    assert rows(survey) == [{"area": "other", "area.other.words": "'=1+1"}, {"area": "north", "area.other.words": ""}]


def test_an_option_that_a_version_does_not_offer_was_not_asked_there():
    survey = make_survey(asking(question(kind="many")))
    sent(survey, area="north")
    republish(survey, asking(question(kind="many", choices=[*AREAS[1:], WEST])))
    sent(survey, area="west")

    assert [list(each.values()) for each in rows(survey)] == [["1", "0", "0", "-97"], ["-97", "0", "0", "1"]]


def test_a_question_that_is_gone_keeps_its_column():
    survey = make_survey(asking(question(), question("why", "text")))
    sent(survey, why="Because.")
    republish(survey, asking(question()))
    sent(survey, area="north")

    assert rows(survey) == [{"area": "", "why": "Because."}, {"area": "north", "why": "[not asked]"}]


def test_whoever_writes_what_an_empty_cell_says_is_told_from_it():
    survey = make_survey(asking(question(kind="text")))
    sent(survey, area="[not asked]")

    assert row(survey) == {"area": "'[not asked]"}


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_a_respondents_formula_is_text(begins):
    """X1."""
    survey = make_survey(asking(question(kind="text")))
    sent(survey, area=f"{begins}1+1")

    assert row(survey) == {"area": f"'{begins}1+1"}


def test_nothing_that_is_kept_apart_is_there():
    survey = make_survey()
    sent(survey, role="would", receipt_email="ann@example.org", may_contact="yes")

    found = b"".join(tables.as_csv(table.lines(survey)))

    assert b"ann@example.org" not in found
    assert {"receipt_email", "may_contact"} & set(row(survey)) == set()


def test_a_question_that_came_to_be_kept_apart_is_not_asked_here_from_then_on():
    survey = make_survey(asking(question("lead"), question()))
    sent(survey, area="north")
    republish(survey, asking(question("lead"), question(apart=True)))
    sent(survey, lead="east", area="south")

    assert [each["area"] for each in rows(survey)] == ["north", "[not asked]"]


def test_rows_come_in_order_of_sending_and_drafts_and_what_was_erased_do_not():
    survey = make_survey(asking(question()))
    minute = datetime.timedelta(minutes=1)
    late, early = sent(survey, at=NOON + minute), sent(survey)
    sent(survey).erase(at=NOON)
    Response.objects.create(survey=survey, version=survey.latest, begun_at=NOON, status_since=NOON)

    assert [each[0] for each in read(table.lines(survey))[1:]] == [early.reference, late.reference]


def test_what_was_changed_is_there_as_it_was_sent_last():
    survey = make_survey(asking(question()))
    response = sent(survey, area="north")
    response.change(at=NOON)
    fill(response, {"area": "south"})
    during = row(survey)
    response.send(number=2, at=NOON)

    assert (during, row(survey)) == ({"area": "north"}, {"area": "south"})
    assert read(table.lines(survey))[1][5] == "2"


@pytest.mark.parametrize("count", [1, 30])
def test_the_table_costs_the_same_queries_for_one_and_for_thirty(count, django_assert_num_queries):
    survey, random = make_survey(), Random(1)
    for _ in range(count):
        by_chance(survey, random, role="would")

    with django_assert_num_queries(3):
        list(table.lines(survey))


def test_five_thousand_responses_are_exported_in_little_memory():
    """X3, in small: 5 MB pass through, and the peak does not grow with how many there are."""
    survey = make_survey(asking(question(kind="long")))
    one = sent(survey, area="evidence " * 100)
    copies = [
        Response(survey=survey, version=one.version, course=one.course, answers=one.answers, status="sent") for _ in range(5000)
    ]
    for number, each in enumerate(copies):
        each.reference, each.begun_at, each.status_since, each.sent_at = f"KIL-{number}", NOON, NOON, NOON
    Response.objects.bulk_create(copies)

    tracemalloc.start()
    size = sum(len(piece) for piece in tables.as_csv(table.lines(survey)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > 4_500_000
    assert peak < 4_000_000  # bytes


def coded(survey, column):
    """What the codebook says of a column: what is about it, and what its values mean."""
    (name, *about), *values = (line for line in read(codebook.lines(survey)) if line[0] == column)
    return about, {value: meaning for _, _, _, value, meaning, _, _ in values}


def test_the_codebook_says_what_a_column_holds_and_what_its_values_mean():
    survey = make_survey(defined(paged("you", question("lead")), paged("more", question(), show_if={"lead": {"in": ["north"]}})))
    republish(survey, asking(question("lead")))

    about, values = coded(survey, "area")

    assert about == ["What of area?", "one", "", "", "1", "“What of lead” is “North”"]
    assert values == {
        "north": "North",
        "south": "South",
        "east": "East",
        "": "Left empty",
        "[off the path]": "Off the path: the answers before led past it",
        "[not asked]": "Not asked in that version, or kept apart there",
    }


def test_the_codebook_has_every_column_of_the_table_in_its_order():
    survey = make_survey()

    told = dict.fromkeys(line[0] for line in codebook.lines(survey))

    assert [*told][1:] == next(table.lines(survey))


def test_every_code_in_the_table_is_in_the_codebook():
    survey, random = make_survey(), Random(5)
    for role in ["would", "delivers", "councillor"] * 5:
        by_chance(survey, random, role=role)
    closed = [name for name, each in columns(table.definitions(survey)).items() if not each.beside and each.offered]

    known = {name: set(coded(survey, name)[1]) for name in closed}

    assert [(name, each[name]) for each in rows(survey) for name in closed if each[name] not in known[name]] == []
