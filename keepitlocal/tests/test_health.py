import datetime

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from keepitlocal import health
from keepitlocal.outbox.models import Heartbeat, Pause
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, MOMENT, NOON, make_message

pytestmark = pytest.mark.django_db
MILLISECOND = datetime.timedelta(milliseconds=1)
KIND = "officers.invitation"  # one that the portal writes


@pytest.fixture
def well(monkeypatch):
    """A portal in which everything works, at noon."""
    monkeypatch.setattr(health, "database_time", lambda: NOON)
    for name in ["worker", "beat"]:
        Heartbeat.objects.beat(name, NOON)


def test_a_portal_that_is_well_has_no_troubles(well):
    make_message(KIND)
    make_message(KIND, status=State.SENT)

    assert health.troubles(NOON) == []


@pytest.mark.parametrize("apart", [1, -1])
def test_clocks_may_differ_by_a_second(well, monkeypatch, apart):
    """D10"""
    second = datetime.timedelta(seconds=apart)
    monkeypatch.setattr(health, "database_time", lambda: NOON + second)
    assert health.troubles(NOON) == []

    monkeypatch.setattr(health, "database_time", lambda: NOON + second + MOMENT * apart)

    assert health.troubles(NOON) == ["The database's clock and this machine's differ by more than a second."]


def test_the_database_is_asked_for_its_time():
    """D10"""
    before = timezone.now()

    found = health.database_time()

    assert before - MILLISECOND <= found <= timezone.now() + MILLISECOND  # which is as finely as SQLite tells it


def test_mail_that_waits_for_ten_minutes_is_trouble(well):
    make_message(KIND, at=NOON - 10 * MINUTE + MOMENT)
    assert health.troubles(NOON) == []

    make_message(KIND, at=NOON - 11 * MINUTE)

    assert health.troubles(NOON) == ["An e-mail has been waiting to be sent for 11 minutes."]


@pytest.mark.parametrize(
    "columns",
    [
        {"due_at": NOON + HOUR, "failing_since": NOON - HOUR},
        {"due_at": NOON - HOUR, "status": State.SENDING, "lease_until": NOON - MOMENT},
    ],
    ids=["the mail server has been down", "its sender was killed"],
)
def test_mail_that_is_late_through_our_own_fault_is_trouble(well, columns):
    make_message(KIND, **columns)

    assert health.troubles(NOON) == ["An e-mail has been waiting to be sent for 60 minutes."]


@pytest.mark.parametrize(
    "columns",
    [
        {"due_at": NOON + HOUR, "failing_since": NOON - HOUR, "reply": 452},
        {"due_at": NOON + HOUR, "created_at": NOON - HOUR, "held": True},
        {"due_at": NOON - HOUR, "status": State.SENDING, "lease_until": NOON},
        {"due_at": NOON - HOUR, "status": State.CANCELLED},
    ],
    ids=["a full mailbox", "held to be combined", "being sent", "cancelled"],
)
def test_mail_that_waits_for_good_reason_is_none(well, columns):
    make_message(KIND, **columns)

    assert health.troubles(NOON) == []


def test_a_refused_sign_in_is_trouble(well):
    """M6"""
    Pause.objects.create(pk=1, until=NOON - MINUTE, why="The mail server refuses us (535).")

    assert health.troubles(NOON) == ["The mail server refuses us (535). No e-mail is sent until that is mended."]


@pytest.mark.parametrize("name", health.CLOCKWORK)
def test_a_heartbeat_that_stops_is_trouble_after_ten_minutes(well, name):
    """M10"""
    Heartbeat.objects.filter(name=name).update(at=NOON - 10 * MINUTE)
    assert health.troubles(NOON) == []

    Heartbeat.objects.filter(name=name).update(at=NOON - 10 * MINUTE - MOMENT)

    assert health.troubles(NOON) == [f"{health.CLOCKWORK[name]} was last seen at work 10 minutes ago."]


@pytest.mark.parametrize("name", health.CLOCKWORK)
def test_a_heartbeat_that_never_was_is_trouble(well, name):
    """M10"""
    Heartbeat.objects.filter(name=name).delete()

    assert health.troubles(NOON) == [f"{health.CLOCKWORK[name]} has never been seen at work."]


def test_undelivered_mail_is_trouble_for_officers_alone(well):
    make_message(KIND, status=State.DEAD)
    assert health.troubles(NOON) == ["1 e-mail could not be delivered."]

    make_message(KIND, status=State.DEAD)

    assert health.troubles(NOON) == ["2 e-mails could not be delivered."]
    assert health.outages(NOON) == []


def test_healthz_says_that_all_is_well(client):
    for name in health.CLOCKWORK:
        Heartbeat.objects.beat(name, timezone.now())

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"ok": True, "troubles": []})
    assert response["Cache-Control"] == "no-store"


def test_healthz_says_what_is_wrong(client):
    never = [f"{each} has never been seen at work." for each in health.CLOCKWORK.values()]

    response = client.get("/healthz")

    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert response.json() == {"ok": False, "troubles": never}


def test_healthz_answers_when_the_database_does_not(client, monkeypatch):
    def down(*query):
        raise OperationalError("could not connect to server: portal@10.0.0.1")

    monkeypatch.setattr(connection, "cursor", down)

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (503, {"ok": False, "troubles": ["The database does not answer."]})


@pytest.mark.parametrize(
    ("minutes", "words"), [(11, "11 minutes"), (119, "119 minutes"), (120, "2 hours"), (2879, "47 hours"), (2880, "2 days")]
)
def test_how_long_something_lasts_is_said_as_people_say_it(minutes, words):
    assert health.lasted(datetime.timedelta(minutes=minutes)) == words
