"""Extending a call: it only ever becomes longer, people are told, and what had closed is open again to everyone."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from evidence.models import Call, Revision, Status, Submission
from evidence.tests.makers import DAY, MOMENT, NOON, YOURS, hold, latest, make_call, make_draft, make_ready, send, texts
from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import NotAllowed, NotReady, TooLate
from keepitlocal.officers.tests.makers import make_lead
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db

CALL = "/evidence/keep-it-local/"
GRACE = datetime.timedelta(minutes=15)
WHY = "The site could not be reached in the last hour."


@pytest.fixture
def lead():
    return make_lead()


def extend(call, until, *, why=WHY, by=None, at=NOON):
    call.extend(until, why=why, by=by, at=at)
    return call


def window(call):
    found = Call.objects.get(pk=call.pk)
    return found.closes_at, found.extended_from, found.extended_why


def test_an_extension_closes_later_and_keeps_what_was_said_first_and_why():
    call = extend(make_call(closes_at=NOON), NOON + DAY)

    assert (call.closes_at, call.extended_from, call.extended_why) == window(call) == (NOON + DAY, NOON, WHY)


def test_a_second_extension_keeps_the_close_that_was_said_first_and_gives_its_own_reason():
    call = extend(make_call(closes_at=NOON), NOON + DAY)

    extend(call, NOON + 2 * DAY, why="Twice.")

    assert window(call) == (NOON + 2 * DAY, NOON, "Twice.")


def test_an_extension_goes_on_the_record_once_and_makes_the_pages_anew(lead):
    """D8: recorded."""
    call = extend(make_call(closes_at=NOON), NOON + DAY, by=lead)

    entry = Entry.objects.about(call).get()
    assert (entry.did, entry.by, entry.at) == ("was extended", f"officers.officer/{lead.pk}", NOON)
    assert entry.details == {"was": "2026-06-01T12:00:00+00:00", "until": "2026-06-02T12:00:00+00:00", "why": WHY}
    assert call.stamp == Call.objects.get().stamp == 2


@pytest.mark.parametrize("until", [NOON + DAY, NOON + DAY - MOMENT], ids=["the same", "a moment earlier"])
def test_a_close_is_never_made_earlier(until):
    call = make_call(closes_at=NOON + DAY)

    with pytest.raises(NotAllowed, match="only be made longer"):
        extend(call, until)

    assert window(call) == (NOON + DAY, None, "")
    assert (call.stamp, Entry.objects.count()) == (1, 0)


def test_a_moment_longer_is_longer():
    call = extend(make_call(closes_at=NOON + DAY), NOON + DAY + MOMENT)

    assert window(call) == (NOON + DAY + MOMENT, NOON + DAY, WHY)


def test_a_close_that_is_past_already_is_refused():
    call = make_call(closes_at=NOON - DAY)

    with pytest.raises(NotAllowed, match="past already"):
        extend(call, NOON)

    assert window(call) == (NOON - DAY, None, "")
    assert extend(call, NOON + MOMENT).is_open(NOON)


@pytest.mark.parametrize("why", ["", " \n\t"], ids=["empty", "blank"])
def test_people_are_told_the_reason(why):
    call = make_call()

    with pytest.raises(NotReady, match="reason"):
        extend(call, NOON + 60 * DAY, why=why)

    assert window(call) == (NOON + 30 * DAY, None, "")


def test_a_reason_is_bounded_below_the_form_too():
    """F2: SQLite would store it."""
    call = make_call()

    with pytest.raises(ValidationError):
        extend(call, NOON + 60 * DAY, why="x" * 301)

    assert window(call) == (NOON + 30 * DAY, None, "")


def test_a_reason_is_kept_on_one_line():
    assert extend(make_call(), NOON + 60 * DAY, why=" It was\r\n\n down. ").extended_why == "It was down."


def test_a_call_that_nobody_was_told_of_is_not_extended():
    call = make_call(published=False)

    with pytest.raises(NotAllowed, match="not published"):
        extend(call, NOON + 60 * DAY)

    assert window(call) == (NOON + 30 * DAY, None, "")


def test_an_extension_after_the_close_reopens_to_everyone(client, arrive):
    """D5: to who had begun, and to newcomers, also long after the grace."""
    draft, newcomer = hold(client, make_ready(make_call(closes_at=NOON))), Client()
    arrive(NOON + 2 * DAY)
    assert "This call closed at" in newcomer.get(CALL).content.decode()
    newcomer.post(YOURS, {"nonce": "one"})

    extend(draft.call, NOON + 3 * DAY, at=NOON + 2 * DAY)

    assert "Start your submission" in newcomer.get(CALL).content.decode()
    assert newcomer.post(YOURS, {"nonce": "two"}, follow=True).redirect_chain == [(YOURS, 302)]
    assert newcomer.post(f"{YOURS}section-1/", {"answer-1.1": "New."}).status_code == 302
    assert client.post(f"{YOURS}check/", {"number": 1}).url == f"{YOURS}sent/"
    assert {submission.status for submission in Submission.objects.all()} == {Status.DRAFT, Status.SUBMITTED}


def test_what_is_begun_after_the_first_close_has_the_grace_of_the_new_one():
    """D5, D6."""
    call = extend(make_call(closes_at=NOON), NOON + 2 * DAY, at=NOON + DAY)

    newcomers = make_draft(call, begun_at=NOON + DAY)

    assert newcomers.deadline == NOON + 2 * DAY + GRACE


def test_who_types_while_it_is_extended_can_save_with_their_next_request(client, arrive):
    """D8: it takes effect on the next request."""
    draft = hold(client, make_draft(make_call(closes_at=NOON)))
    arrive(NOON + GRACE)
    late = client.post(f"{YOURS}section-1/", {"answer-1.1": "Typed meanwhile."})

    extend(draft.call, NOON + DAY, at=NOON + GRACE)
    saved = client.post(f"{YOURS}section-1/", {"answer-1.1": "Typed meanwhile."})

    assert (late.status_code, saved.status_code) == (403, 302)
    assert texts(draft) == {"1.1": "Typed meanwhile."}


@pytest.mark.parametrize(("at", "status"), [(NOON - MOMENT, 302), (NOON, 403)], ids=["in time", "too late"])
@pytest.mark.parametrize("claimed", ["Mon, 01 Jan 2018 00:00:00 GMT", "Fri, 01 Jan 2038 00:00:00 GMT"], ids=["behind", "ahead"])
def test_the_browsers_clock_decides_nothing(client, arrive, claimed, at, status):
    """D1: whatever a request says of its time, the moment it arrived decides."""
    hold(client, make_ready(make_call(closes_at=NOON, grace_minutes=0)))
    arrive(at)
    headers = {"Date": claimed, "If-Modified-Since": claimed, "If-Unmodified-Since": claimed}

    page = client.post(f"{YOURS}check/?at={claimed}", {"number": 1, "at": claimed, "sent_at": claimed}, headers=headers)

    assert page.status_code == status
    assert [revision.sent_at for revision in Revision.objects.all()] == ([at] if status == 302 else [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_of_officers_who_extend_at_once_the_longest_wins_and_nothing_is_shortened(turn):
    """D9."""
    call = make_call(closes_at=NOON)
    days = [1, 4, 2, 3]

    def extending(number):
        mine = Call.objects.get(pk=call.pk)
        return lambda: extend(mine, NOON + number * DAY, why=f"{number} days.").closes_at

    outcomes = at_once(*map(extending, days[turn:] + days[:turn]))

    lines = [entry.details for entry in Entry.objects.about(call).order_by("pk")]
    assert window(call) == (NOON + 4 * DAY, NOON, "4 days.")
    assert all(isinstance(each, NotAllowed) for each in outcomes if not isinstance(each, datetime.datetime))
    # Each began where the one before it ended, and ended later.
    assert [line["was"] for line in lines] == [NOON.isoformat(), *(line["until"] for line in lines[:-1])]
    assert [line["until"] for line in lines] == sorted(line["until"] for line in lines)
    assert Call.objects.get().stamp == 1 + len(lines)


@pytest.mark.django_db(transaction=True)
def test_an_extension_takes_nothing_from_what_is_sent_in_time_meanwhile():
    """D9."""
    call = make_call(closes_at=NOON)
    drafts = [Submission.objects.get(pk=make_ready(call).pk) for _ in range(3)]
    mine = Call.objects.get()

    at_once(
        lambda: extend(mine, NOON + DAY, at=NOON - MOMENT),
        *(lambda draft=draft: send(draft, at=NOON - MOMENT) for draft in drafts),
    )

    assert {(each.status, bool(each.reference)) for each in Submission.objects.all()} == {(Status.SUBMITTED, True)}
    assert (Revision.objects.count(), window(call)) == (3, (NOON + DAY, NOON, WHY))


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_late_while_it_is_extended_is_sent_whole_or_still_a_draft():
    """D9: and a draft can be sent with the next press."""
    draft = make_ready(make_call(closes_at=NOON), text="Mine.")
    mine, call = Submission.objects.get(), Call.objects.get()
    late = NOON + GRACE

    _, outcome = at_once(lambda: extend(call, NOON + DAY, at=late), lambda: send(mine, at=late))

    again = latest()
    assert (again.status == Status.DRAFT) == isinstance(outcome, TooLate) == (again.reference is None)
    assert texts(draft) == {"1.1": "Mine."}
    assert send(again, at=late).status == Status.SUBMITTED
    assert Revision.objects.count() == 1
