import datetime

import pytest
from django.urls import reverse

from evidence.models import Call
from keepitlocal.officers import front
from keepitlocal.officers.front import Coming, Waiting, found
from keepitlocal.officers.models import Officer
from keepitlocal.officers.tests.makers import NOON, make_lead, make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import make_message

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)


@pytest.fixture(autouse=True)
def _at_noon(arrive):
    arrive(NOON)


def coming(closes_at=NOON + 30 * DAY, opens_at=NOON - 30 * DAY, at=NOON, days=None):
    window = Call(opens_at=opens_at, closes_at=closes_at)
    return Coming("A call", "/", window, total=1, words="came", drafts=[], days=days or {}, at=at, counted_at=at)


def waits(officer, at=NOON):
    return [(each.counted, each.words) for each in front.page(officer, at)["waiting"]]


def test_no_rows_are_nothing_that_waits():
    assert found(Officer.objects.none(), "officer", "officers", "/") == []


def test_one_waits_in_other_words_than_many():
    make_officer()

    assert [each.words for each in found(Officer.objects.all(), "officer", "officers", "/")] == ["officer"]


def test_so_many_are_counted_and_no_more(monkeypatch):
    monkeypatch.setattr(front, "COUNTED", 2)
    for _ in range(2):
        make_officer()
    (two,) = found(Officer.objects.all(), "officer", "officers", "/")
    make_officer()

    (three,) = found(Officer.objects.all(), "officer", "officers", "/")

    assert [two.counted, three.counted] == ["2", "More than 2"]


def test_what_is_urgent_comes_first(monkeypatch, settings):
    calm, urgent = Waiting(1, "calm", "/"), Waiting(1, "urgent", "/", is_urgent=True)
    part = type("Part", (), {"waiting": staticmethod(lambda officer, at: [calm, urgent])})
    monkeypatch.setattr(front.parts, "all_parts", lambda: [part])

    assert front.page(make_officer(), NOON)["waiting"] == [urgent, calm]


def test_an_officer_is_told_of_emails_that_could_not_be_delivered():
    make_message("officers.invitation", status=State.DEAD)

    assert waits(make_officer()) == [("1", "e-mail that could not be delivered")]


def test_an_officer_is_told_of_emails_that_are_late():
    make_message("officers.invitation", at=NOON - DAY)

    assert waits(make_officer()) == [("1", "e-mail is late")]


def test_a_moderator_is_told_of_no_email():
    make_message("officers.invitation", status=State.DEAD)

    assert waits(make_officer("Moderators")) == []


def test_every_line_leads_to_a_list_of_just_that(client):
    dead = make_message("officers.invitation", status=State.DEAD)
    make_message("officers.invitation", at=NOON + DAY)
    officer = make_officer()
    client.force_login(officer)
    (waiting,) = front.page(officer, NOON)["waiting"]

    listed = client.get(waiting.address).context["cl"].queryset

    assert list(listed) == [dead] == list(Message.objects.dead())


def test_an_officer_for_whom_nothing_waits_is_told_so(client, officer):
    assert "Nothing waits for you." in client.get(reverse("admin:index")).content.decode()


def test_an_officer_in_no_group_is_told_whom_to_ask(client):
    make_lead(name="Lena Marsh")
    make_lead(name="Gone Away", is_active=False)
    client.force_login(make_officer(None))

    assert client.get(reverse("admin:index")).context["leads"] == ["Lena Marsh"]


def test_the_work_comes_before_everything_else_at_the_desk(client, officer):
    page = client.get(reverse("admin:index")).content.decode()

    assert page.index("What waits for you") < page.index("Everything at the desk")


@pytest.mark.parametrize(
    ("closes_at", "says"),
    [
        (NOON + datetime.timedelta(hours=1), "Closes today"),
        (MIDNIGHT + DAY, "Closes today"),
        (NOON + DAY, "Closes tomorrow"),
        (NOON + 3 * DAY, "Closes in 3 days"),
        (NOON, "Closed today"),
        (NOON - DAY, "Closed 1 day ago"),
    ],
    ids=["in an hour", "at midnight", "tomorrow", "in three days", "now", "yesterday"],
)
def test_how_long_is_left_is_said_in_days(closes_at, says):
    assert coming(closes_at).left == says


def test_the_last_fourteen_days_are_shown_newest_first():
    days = [row.label for row in coming().rows]

    assert (len(days), days[0], days[-1]) == (14, "Mon 2 Mar", "Tue 17 Feb")


def test_no_day_before_the_opening_is_shown():
    assert [row.note for row in coming(opens_at=NOON - DAY).rows] == ["", "opened"]


def test_a_day_before_the_opening_on_which_something_came_is_shown():
    early = coming(opens_at=NOON, days={(NOON - DAY).date(): 1})

    assert [row.count for row in early.rows] == [0, 1]


def test_no_day_after_the_last_is_shown():
    closed = coming(closes_at=NOON - 5 * DAY)

    assert [(row.label, row.note) for row in closed.rows][0] == ("Wed 25 Feb", "last day")


def test_each_day_is_drawn_against_the_busiest():
    busy = coming(opens_at=NOON - DAY, days={NOON.date(): 1, (NOON - DAY).date(): 4})

    assert [row.percent for row in busy.rows] == ["25.0%", "100.0%"]
