import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from keepitlocal.officers import tasks
from keepitlocal.officers.digests import DIGEST, latest_morning, morning, promise_digests
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.models import How, Officer
from keepitlocal.officers.tests.makers import NOON, make_lead, make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import DAY, State
from keepitlocal.outbox.tests.makers import HOUR, MOMENT, sweep
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db
EIGHT = NOON + 20 * HOUR  # the next morning, in winter


def make_told(how=How.DAILY, *, chosen_at=NOON, **fields):
    officer = make_officer(**fields)
    officer.choose_telling({"bells": how}, at=chosen_at)
    return officer


def digests():
    return list(Message.objects.filter(kind=DIGEST).order_by("pk").values_list("to", "due_at"))


def read(mailoutbox):
    """The lines of each digest that was sent."""
    return [[line for line in mail.body.splitlines() if line.startswith("- ")] for mail in mailoutbox]


def test_what_came_is_told_at_eight_with_its_topic_and_count(rung, mailoutbox):
    officer = make_told()
    rung += [NOON, NOON + HOUR]

    promise_digests(EIGHT)
    sweep(EIGHT)

    assert [mail.to for mail in mailoutbox] == [[officer.email]]
    assert "Bells\n- Rung: 2\n" in mailoutbox[0].body
    assert "until 8am on Tuesday 3 March 2026" in mailoutbox[0].body
    assert "/admin/telling/" in mailoutbox[0].body


def test_a_moment_before_eight_nothing_is_told(rung):
    make_told()
    rung += [NOON]

    promise_digests(EIGHT - MOMENT)

    assert digests() == []


def test_where_nothing_came_nothing_is_told(rung):
    make_told()

    promise_digests(EIGHT)

    assert digests() == []


@pytest.mark.parametrize("how", [How.AT_ONCE, How.NOTHING])
def test_who_chose_otherwise_has_no_digest(rung, how):
    make_told(how)
    rung += [NOON]

    promise_digests(EIGHT)

    assert digests() == []


def test_it_is_promised_once_however_often_the_clockwork_runs(rung):
    officer = make_told()
    rung += [NOON]

    for minutes in range(0, 24 * 60, 15):
        promise_digests(EIGHT + datetime.timedelta(minutes=minutes))

    assert digests() == [(officer.email, EIGHT)]


@pytest.mark.django_db(transaction=True)
def test_it_is_promised_once_by_several_at_once(rung):
    officer = make_told()
    rung += [NOON]

    at_once(*[lambda: promise_digests(EIGHT)] * 4)

    assert digests() == [(officer.email, EIGHT)]


def test_the_next_tells_what_came_since(rung, mailoutbox):
    make_told()
    rung += [EIGHT - MOMENT, EIGHT, EIGHT + DAY - MOMENT, EIGHT + DAY]

    for at in [EIGHT, EIGHT + DAY, EIGHT + 2 * DAY]:
        promise_digests(at)
        sweep(at)

    assert read(mailoutbox) == [["- Rung: 1"], ["- Rung: 2"], ["- Rung: 1"]]


def test_after_days_without_the_clockwork_nothing_is_left_out(rung, mailoutbox):
    make_told()
    rung += [NOON, EIGHT + HOUR]

    promise_digests(EIGHT + 3 * DAY + 5 * HOUR)
    sweep(EIGHT + 3 * DAY + 5 * HOUR)

    assert read(mailoutbox) == [["- Rung: 2"]]


def test_what_came_before_they_chose_is_not_told(rung, mailoutbox):
    make_told(chosen_at=NOON + HOUR)
    rung += [NOON, NOON + HOUR]

    promise_digests(EIGHT)
    sweep(EIGHT)

    assert read(mailoutbox) == [["- Rung: 1"]]


@pytest.mark.parametrize(
    "change",
    [
        lambda officer: officer.deactivate(by=None, at=NOON),
        lambda officer: officer.groups.set(Group.objects.filter(name=MODERATORS)),
        lambda officer: officer.choose_telling({"bells": How.NOTHING}, at=NOON),
    ],
    ids=["who left", "who may no longer see it", "who chose otherwise"],
)
@pytest.mark.parametrize("when", ["before it is promised", "before it is written"])
def test_one_has_no_digest(rung, mailoutbox, change, when):
    officer = make_told()
    rung += [NOON]
    if when == "before it is written":
        promise_digests(EIGHT)
    change(Officer.objects.get(pk=officer.pk))

    promise_digests(EIGHT)
    sweep(EIGHT)

    assert mailoutbox == []
    assert set(Message.objects.values_list("status", flat=True)) <= {State.CANCELLED}


@pytest.mark.parametrize(
    ("day", "hour"),
    [((2026, 3, 28), 8), ((2026, 3, 29), 7), ((2026, 10, 24), 7), ((2026, 10, 25), 8)],
    ids=["before the clocks go forward", "after it", "before they go back", "after that"],
)
def test_eight_is_eight_on_peoples_clocks(day, hour):
    date = datetime.date(*day)

    assert morning(date) == datetime.datetime(*day, hour, tzinfo=datetime.UTC)
    assert [latest_morning(morning(date)), latest_morning(morning(date) - MOMENT)] == [date, date - DAY]


def test_the_clockwork_and_the_command_promise_it(rung):
    one = make_told()
    rung += [NOON]

    tasks.promise_digests()
    other = make_lead()
    other.choose_telling({"bells": How.DAILY}, at=NOON)
    call_command("promise_digests")

    assert {to for to, _ in digests()} == {one.email, other.email}
