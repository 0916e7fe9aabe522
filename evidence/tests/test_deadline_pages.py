"""What pages say of the deadline, in each phase and from its first moment, to a stranger and to who has a draft."""

import re

import pytest
from django.test import Client

from evidence.models import Call
from evidence.tests.makers import DAY, MOMENT, NOON, YOURS, hold, make_call, make_draft, make_ready, make_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

CALL = "/evidence/keep-it-local/"
SECTION = f"{YOURS}section-1/"
BOX = re.compile(r'<div class="kil-deadline">(.*?)</div>', re.DOTALL)
KEPT = "A draft that was not sent is kept for 30 days after the close, to be read. Then it is deleted."
HEARD = "If you think that you should still be heard, write to policy@keepitlocal.example."
GRACE = "A draft begun by then can still be sent in the 15 minutes after."
TODAY = "1pm (UK time) on Monday 1 June 2026"
TOMORROW = "1pm (UK time) on Tuesday 2 June 2026"
YESTERDAY = "1pm (UK time) on Sunday 31 May 2026"
JULY = "1pm (UK time) on Wednesday 1 July 2026"


def says(client, address=CALL):
    """The words about the deadline on a page, the same wherever it stands there."""
    boxes = {" ".join(re.sub("<[^>]*>", "", box).split()) for box in BOX.findall(client.get(address).content.decode())}
    assert len(boxes) == 1
    return boxes.pop()


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (
            {"opens_at": NOON + DAY},
            f"This call opens at 1pm on Tuesday 2 June 2026 You can read the questions now and get ready. It closes at {JULY}.",
        ),
        ({}, f"Open until {JULY} {GRACE}"),
        ({"grace_minutes": 0}, f"Open until {JULY}"),
        (
            {"closes_at": NOON + DAY},
            f"Last hours Open until {TOMORROW} A draft is not sent by itself. Send yours before then. {GRACE}",
        ),
        ({"closes_at": NOON}, f"This call closed at {TODAY} It takes no more submissions. {KEPT} {HEARD}"),
        ({"closes_at": NOON - DAY}, f"This call closed at {YESTERDAY} It takes no more submissions. {KEPT} {HEARD}"),
        ({"extended_from": NOON}, f"Open until {JULY} Extended from {TODAY}. {GRACE}"),
        (
            {"extended_from": NOON, "extended_why": "The site was down."},
            f"Open until {JULY} Extended from {TODAY}. The site was down. {GRACE}",
        ),
        (
            {"closes_at": NOON, "extended_from": NOON - DAY, "extended_why": "The site was down."},
            f"This call closed at {TODAY} Extended from {YESTERDAY}. The site was down. "
            f"It takes no more submissions. {KEPT} {HEARD}",
        ),
    ],
    ids=["before", "open", "without grace", "last hours", "grace", "closed", "extended", "with a reason", "extended and closed"],
)
def test_a_stranger_reads_when_it_closes_and_what_then(client, window, words):
    make_call(**window)

    assert says(client) == words


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ({}, f"Open until {JULY} {GRACE}"),
        (
            {"closes_at": NOON, "extended_from": NOON - DAY, "extended_why": "The site was down."},
            "The call has closed. You began before it did, so you can still send your draft until "
            f"1:15pm (UK time) on Monday 1 June 2026 Extended from {YESTERDAY}. The site was down.",
        ),
        ({"closes_at": NOON - DAY}, f"This call closed at {YESTERDAY} It takes no more submissions. {KEPT} {HEARD}"),
    ],
    ids=["open", "grace", "closed"],
)
def test_every_page_of_a_draft_says_the_same(client, window, words):
    """D7: after the close too, when one page of it is left."""
    draft = hold(client, make_ready(make_call(**window), begun_at=NOON - 2 * DAY))
    tasks = ["section-1/", "reflections/", "documents/", "about-you/", "publication/", "check/"]
    addresses = [CALL, YOURS, *(f"{YOURS}{task}" for task in tasks if draft.can_be_written(NOON))]

    assert {says(client, address) for address in addresses} == {words}


@pytest.mark.parametrize("closes_at", [NOON + DAY, NOON], ids=["last hours", "closed"])
def test_who_has_sent_is_told_nothing_of_drafts(client, closes_at):
    hold(client, make_sent(make_call(closes_at=closes_at), at=NOON - DAY))

    words = says(client)

    assert "by itself" not in words
    assert "kept for 30 days" not in words


def test_in_the_last_hours_there_is_still_a_button_to_start_and_one_to_go_on(client):
    call = make_call(closes_at=NOON + DAY)
    hold(client, make_draft(call))

    assert "Start your submission" in Client().get(CALL).content.decode()
    assert "Go on with your draft" in client.get(CALL).content.decode()
    assert "Before you start" in client.get(CALL).content.decode()


def test_too_late_gives_both_moments_and_what_was_extended(client, arrive):
    call = make_call(closes_at=NOON, extended_from=NOON - DAY)
    hold(client, make_draft(call))
    arrive(call.grace_ends_at)

    page = client.post(f"{YOURS}section-1/", {"answer-1.1": "Late."}).content.decode()

    assert f"Extended from {YESTERDAY}" in page
    assert "after the last moment for your draft, 1:15pm (UK time) on Monday 1 June 2026" in page


@pytest.mark.parametrize("address", [CALL, SECTION])
def test_an_extension_shows_at_once_whatever_the_stamp_says(client, address):
    """D8."""
    hold(client, make_draft())
    said = [client.get(address).content.decode()]
    for told in [{"extended_from": NOON}, {"extended_from": NOON + DAY}, {"extended_why": "It was down."}]:
        Call.objects.update(**told)
        said.append(client.get(address).content.decode())

    words = [
        "Extended from 1pm (UK time) on Monday 1 June 2026.",
        "Extended from 1pm (UK time) on Tuesday 2 June",
        "It was down.",
    ]
    assert [[each in page for each in words] for page in said] == [
        [False, False, False],
        [True, False, False],
        [False, True, False],
        [False, True, True],
    ]


def test_the_last_hours_begin_by_the_microsecond(client, arrive):
    call = make_call()
    hold(client, make_draft(call))
    said = []
    for moment in [call.closes_at - DAY - MOMENT, call.closes_at - DAY, call.closes_at - MOMENT, call.closes_at]:
        arrive(moment)
        said.append(["Last hours" in client.get(address).content.decode() for address in [CALL, SECTION, "/evidence/", "/"]])

    assert said == [[False] * 4, [True] * 4, [True] * 4, [False] * 4]
