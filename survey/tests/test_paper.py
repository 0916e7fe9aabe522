"""What came on paper: counted by the rule that counts what was answered online."""

import datetime
from functools import partial

import pytest

from keepitlocal import lifecycle
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from survey.definition import plain
from survey.models import Apart, Channel, Response, Status
from survey.models.responses import enter
from survey.models.rows import stored
from survey.paper import sheet
from survey.tests.makers import asking, definition, page, question, the_round
from survey.tests.stored import NOON, TODAY, WEEK, WOULD, make_entered, make_sent, make_survey

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def rows(response):
    """Its rows as they would be another response's that says the same."""
    return stored(response.pk)


def test_what_came_on_paper_is_sent_and_has_a_reference():
    response = Response.objects.get(pk=make_entered().pk)

    assert (response.status, response.channel, response.number, response.sent_at) == (Status.SENT, Channel.PAPER, 1, NOON)
    assert response.reference.startswith("KIL-")
    assert response.is_intact


def test_it_is_kept_in_every_shape_as_what_was_sent_online_is():
    survey = make_survey()
    online, paper = make_sent(survey, **{box.replace(".", "__"): text for box, text in WOULD.items()}), make_entered(survey)

    assert (paper.answers, paper.course_id, paper.sha256) == (online.answers, online.course_id, online.sha256)
    assert rows(paper) == rows(online)


def test_what_is_off_the_path_is_not_kept():
    response = make_entered(texts=WOULD | {"trend": "larger", "services.other.words": "Canals"})

    assert "trend" not in response.answers
    assert "services.other.words" not in response.answers
    assert response.says == {}


def test_who_entered_it_and_when_it_came_is_on_the_record():
    officer = make_officer()

    response = make_entered(by=officer)

    said = Entry.objects.about(response).order_by("pk").values_list("did", "by", "details")
    assert list(said) == [
        ("became sent", named(officer), {"was": "draft"}),
        ("was entered from paper", named(officer), {"version": 1, "received_on": "2026-06-01", "late": False}),
    ]


def test_nobody_is_written_to():
    make_entered(texts=WOULD | {"receipt_email": "ann@example.org"})

    assert not Message.objects.exists()


def test_what_is_kept_apart_is_kept_apart():
    response = make_entered(texts=WOULD | {"receipt_email": "ann@example.org", "may_contact": "yes"})

    assert [line.answers for line in Apart.objects.all()] == [{"receipt_email": "ann@example.org", "may_contact": "yes"}]
    assert "receipt_email" not in response.answers


def test_pressing_twice_enters_it_once():
    survey, officer = make_survey(), make_officer()

    first, second = make_entered(survey, by=officer), make_entered(survey, by=officer)

    assert first.reference == second.reference
    assert Response.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressing_twice_at_the_same_moment_enters_it_once():
    survey, officer = make_survey(), make_officer()

    first, second = at_once(*[partial(make_entered, survey, by=officer)] * 2)

    assert first.reference == second.reference is not None
    assert Response.objects.count() == 1


def test_another_paper_typed_into_the_same_page_is_another_response():
    survey = make_survey()

    make_entered(survey)
    make_entered(survey, WOULD | {"authority": "York"})

    assert Response.objects.sent().count() == 2


def test_the_same_answers_from_another_page_are_another_response():
    survey = make_survey()

    make_entered(survey)
    make_entered(survey, nonce="two")

    assert Response.objects.sent().count() == 2


@pytest.mark.parametrize(
    "texts",
    [{}, {"role": "none"}, {"role": "delivers", "contract_count": "many"}],
    ids=["nothing that decides the path", "leaves the survey", "cannot be read"],
)
def test_what_cannot_be_counted_is_not_entered(texts):
    with pytest.raises(lifecycle.NotReady):
        make_entered(texts=texts)

    assert not Response.objects.exists()


def test_a_required_answer_that_decides_nothing_may_be_missing_on_paper():
    survey = make_survey(asking(question("area", required=True), question("why", "text")))

    response = make_entered(survey, {"why": "Because."})

    assert response.answers == {"why": "Because."}


def test_an_answer_that_decides_what_is_asked_may_not_be_missing_on_paper():
    shown = {"area": {"in": ["north"]}}
    survey = make_survey(definition(page("you", question("area", required=True)), page("more", show_if=shown), page("all")))

    with pytest.raises(lifecycle.NotReady):
        make_entered(survey, {"all_words": "Well."})


def test_it_answers_the_version_that_was_printed():
    survey = make_survey(asking(question("area"), question("why", "text")))
    printed = survey.latest
    survey.edit(plain(asking(question("area"), question("how", "text"), question("why", "text"))), edits=0, by=None, at=NOON)
    survey.publish(edits=1, by=None, at=NOON)

    response = enter(printed, {"area": "north"}, received_on=TODAY, nonce="one", by=make_officer(), at=NOON)

    assert response.version == printed
    assert response.course.questions == ["area", "why"]


def test_the_day_cannot_be_one_to_come():
    with pytest.raises(lifecycle.NotReady):
        make_entered(received_on=TODAY + DAY)


@pytest.mark.parametrize(
    ("closes_at", "day", "is_late"),
    [
        (datetime.datetime(2026, 6, 1, 23, tzinfo=datetime.UTC), datetime.date(2026, 6, 1), False),
        (datetime.datetime(2026, 6, 1, 23, tzinfo=datetime.UTC), datetime.date(2026, 6, 2), True),
        (datetime.datetime(2026, 6, 2, 16, tzinfo=datetime.UTC), datetime.date(2026, 6, 2), False),
    ],
    ids=["on the last day", "as midnight has struck", "after the hour, on the day"],
)
def test_it_is_late_from_the_day_after_the_last(closes_at, day, is_late):
    survey = make_survey(opens_at=NOON - WEEK, closes_at=closes_at)

    assert make_entered(survey, received_on=day, at=NOON + WEEK).is_late is is_late


def test_it_cannot_be_changed_from_a_browser():
    assert not make_entered().can_be_changed(NOON)


def test_the_sheet_shows_what_will_count():
    typed = sheet(make_survey().latest, WOULD)

    said = {line.question.name: line.lines for group in typed.groups for line in group.lines if line.lines}
    assert said == {
        "role": ["A community organisation that has not yet delivered one, and sees it as part of its mission"],
        "authority": ["Leeds"],
        "barriers": ["The size of contracts: A large one"],
        "help": ["1. Smaller lots"],
        "seen_fail": ["Yes"],
    }
    assert typed.left_out == []


def test_the_sheet_shows_what_will_not_count():
    off = {"trend": "larger", "contract_count": "many", "services": "health", "services.other.words": "Canals"}

    typed = sheet(make_survey().latest, WOULD | off)

    assert {line.question.name: line.lines for line in typed.left_out} == {
        "services": ["Canals"],
        "contract_count": ["many"],
        "trend": ["Fewer and larger contracts"],
    }


def test_the_sheet_says_what_has_to_be_mended():
    typed = sheet(make_survey().latest, {"role": "delivers", "contract_count": "many"})

    assert [need.box for need in typed.needs] == ["contract_count"]


def test_the_round_can_be_entered_for_each_audience():
    survey = make_survey()
    audiences = [route for route in the_round().routes if not route.exits]

    for route in audiences:
        make_entered(survey, dict(route.answers), nonce=route.name)

    assert {response.audience for response in Response.objects.sent()} == {route.name for route in audiences}
