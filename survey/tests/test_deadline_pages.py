"""What pages say of the deadline, and what they let people do, in each phase and from its first moment."""

import re

import pytest
from django.test import Client

from survey.models import Response, Status, Survey
from survey.tests.browsing import SURVEY, form_of, page, press
from survey.tests.stored import DAY, MOMENT, NOON, hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

BOX = re.compile(r'<div class="kil-deadline">(.*?)</div>', re.DOTALL)
TODAY, TOMORROW = "1pm (UK time) on Monday 1 June 2026", "1pm (UK time) on Tuesday 2 June 2026"
YESTERDAY, WEEK_ON = "1pm (UK time) on Sunday 31 May 2026", "1pm (UK time) on Monday 8 June 2026"
KEPT = (
    "It takes no more answers. Answers that were not sent are kept for 30 days after the close, to be read. "
    "Then they are deleted."
)
HEARD = "If you think that you should still be heard, write to policy@keepitlocal.example."
UNSENT = "Answers are not sent by themselves. Send yours before then."
GRACE = "If you have begun by then, you have 15 minutes more."


def says(client, address=SURVEY):
    """The words about the deadline on a page, the same wherever it stands there."""
    boxes = {" ".join(re.sub("<[^>]*>", "", box).split()) for box in BOX.findall(client.get(address).text)}
    assert len(boxes) == 1
    return boxes.pop()


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (
            {"opens_at": NOON + DAY},
            f"This survey opens at 1pm on Tuesday 2 June 2026 You can read the questions now. It closes at {WEEK_ON}.",
        ),
        ({}, f"Open until {WEEK_ON}"),
        ({"closes_at": NOON + DAY}, f"Last hours Open until {TOMORROW} {UNSENT} {GRACE}"),
        ({"closes_at": NOON + DAY, "grace_minutes": 0}, f"Last hours Open until {TOMORROW} {UNSENT}"),
        ({"closes_at": NOON}, f"This survey closed at {TODAY} {KEPT} {HEARD}"),
        ({"closes_at": NOON - DAY}, f"This survey closed at {YESTERDAY} {KEPT} {HEARD}"),
        (
            {"extended_from": NOON, "extended_why": "The site was down."},
            f"Open until {WEEK_ON} Extended from {TODAY}. The site was down.",
        ),
    ],
    ids=["before", "open", "last hours", "without grace", "grace", "closed", "extended"],
)
def test_a_stranger_reads_when_it_closes_and_what_then(client, window, words):
    make_survey(**window)

    assert says(client) == says(client, page("questions")) == words


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ({}, f"Open until {WEEK_ON}"),
        (
            {"closes_at": NOON},
            "The survey has closed. You began before it did, so you can still send your answers until "
            "1:15pm (UK time) on Monday 1 June 2026",
        ),
        ({"closes_at": NOON - DAY}, f"This survey closed at {YESTERDAY} {KEPT} {HEARD}"),
    ],
    ids=["open", "grace", "closed"],
)
def test_every_page_of_a_response_says_the_same(client, window, words):
    """D7: after the close too, when one page of it is left."""
    hold(client, make_response(make_survey(**window), at=NOON - 2 * DAY, role="would"))

    assert {says(client, address) for address in [SURVEY, page("you"), page("area"), page("check")]} == {words}


def test_in_the_grace_what_was_begun_before_can_be_saved_and_sent(client):
    """D6."""
    hold(client, make_response(make_survey(closes_at=NOON), at=NOON - DAY, role="would"))

    press(client, page("area"), {"authority": "In the grace"})
    press(client, page("check"))

    assert Response.objects.get().answers["authority"] == "In the grace"


def test_the_grace_begins_and_ends_by_the_microsecond(client, arrive):
    """D2, D6."""
    response = hold(client, make_response(role="would"))
    said = []
    for moment in [response.survey.closes_at - MOMENT, response.survey.closes_at, response.deadline - MOMENT, response.deadline]:
        arrive(moment)
        shown = client.get(page("area")).text
        said.append(("you can still send your answers until" in shown, "Your answers were not sent" in shown))

    assert said == [(False, False), (True, False), (True, False), (False, True)]


def test_a_save_that_is_too_late_gives_back_what_was_typed(client, arrive):
    response = hold(client, make_response(role="would", authority="Before"))
    shown = form_of(client.get(page("area")))
    arrive(response.deadline)

    answer = client.post(page("area"), shown.filled({"authority": "Too late"}))

    response.refresh_from_db()
    assert (answer.status_code, response.says["authority"]) == (403, "Before")
    assert "Too late" in answer.text
    assert "after the last moment for your answers, 1:15pm (UK time) on Monday 8 June 2026" in answer.text


def test_what_was_not_sent_can_be_read_afterwards_and_not_changed(client, arrive):
    """D7."""
    response = hold(client, make_response(role="would", authority="Never sent"))
    arrive(response.survey.closes_at + 2 * DAY)

    pages = [client.get(page(name)).text for name in ["you", "area", "check", "choose"]]
    client.post(page("check"), {"number": 1})

    assert ["Never sent" in each and "Your answers were not sent" in each for each in pages] == [True] * 4
    assert Response.objects.get().status == Status.DRAFT


def test_changes_that_were_not_sent_in_time_leave_what_was_sent(client, arrive):
    """D7."""
    sent = hold(client, make_sent(authority="As sent"))
    sent.change(at=NOON)
    client.post(page("area"), {"authority": "Changed"})
    arrive(sent.deadline)

    shown = client.get(page("check")).text

    assert "Your changes were not sent" in shown
    assert "What you sent stands as it is" in shown
    assert "As sent" in client.get(page("copy")).text


@pytest.mark.parametrize("closes_at", [NOON + DAY, NOON], ids=["last hours", "closed"])
def test_who_has_sent_is_told_nothing_of_what_was_not(client, closes_at):
    hold(client, make_sent(make_survey(closes_at=closes_at), at=NOON - DAY))

    words = says(client)

    assert "by themselves" not in words
    assert "kept for 30 days" not in words


def test_an_extension_after_the_close_opens_it_to_everyone(client, arrive):
    """D5, D7: a newcomer too; and what had been begun goes on where it was."""
    survey = make_survey(closes_at=NOON - DAY)
    hold(client, make_response(survey, at=NOON - 2 * DAY, role="would"))
    assert "Your answers were not sent" in client.get(page("area")).text
    survey.extend(NOON + DAY, why="It was down.", by=None, at=NOON)

    newcomer = Client()
    newcomer.post(SURVEY, {"nonce": "new"})

    assert press(newcomer, page("you"), {"role": "would"}).url == page("area")
    assert press(client, page("area"), {"authority": "Leeds"}).url == page("obstacles")


@pytest.mark.parametrize("address", [SURVEY, page("area")])
def test_an_extension_shows_at_once_whatever_the_stamp_says(client, address):
    """D8."""
    hold(client, make_response(role="would"))
    said = [client.get(address).text]
    for told in [{"extended_from": NOON}, {"extended_from": NOON + DAY}, {"extended_why": "It was down."}]:
        Survey.objects.update(**told)
        said.append(client.get(address).text)

    words = [f"Extended from {TODAY}.", f"Extended from {TOMORROW}.", "It was down."]
    assert [[each in shown for each in words] for shown in said] == [
        [False, False, False],
        [True, False, False],
        [False, True, False],
        [False, True, True],
    ]


def test_an_extension_while_they_send_takes_nothing_from_it(client):
    """D9."""
    response = make_response(role="would")
    Survey.objects.get().extend(NOON + 10 * DAY, why="It was down.", by=None, at=NOON)

    response.send(number=1, at=NOON)

    assert Response.objects.get().status == Status.SENT


def test_the_last_hours_begin_by_the_microsecond(client, arrive):
    """D11: a page that is kept never says open afterwards."""
    survey = make_survey()
    hold(client, make_response(survey, role="would"))
    said = []
    for moment in [survey.closes_at - DAY - MOMENT, survey.closes_at - DAY, survey.closes_at - MOMENT, survey.closes_at]:
        arrive(moment)
        said.append(["Last hours" in client.get(address).text for address in [SURVEY, page("area"), "/survey/", "/"]])

    assert said == [[False] * 4, [True] * 4, [True] * 4, [False] * 4]


def test_the_browsers_clock_decides_nothing(client, arrive):
    """D1."""
    response = hold(client, make_response(role="would"))
    arrive(response.deadline)

    answer = client.post(page("area"), {"authority": "Late"}, headers={"Date": "Mon, 01 Jun 2026 12:00:00 GMT"})

    assert answer.status_code == 403
