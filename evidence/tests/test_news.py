"""What came, for officers' digests; and their notices."""

import pytest

from evidence import emails, news, promises
from evidence.tests.changes import changed
from evidence.tests.makers import DAY, MOMENT, NOON, make_call, make_draft, make_sent, send
from keepitlocal.officers.models import How
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
TEAM = "policy@keepitlocal.example"


def came(since=NOON, until=NOON + DAY):
    return news.digest(since, until)


def test_where_nothing_came_there_is_nothing_to_say():
    make_draft()

    assert came() == []


def test_what_was_sent_is_counted_and_named():
    call = make_call()
    one, other = make_sent(call), make_sent(call)

    assert came() == [f"New: 2 ({one.reference}, {other.reference})"]


def test_what_was_changed_twice_is_named_once():
    sent = make_sent()
    for number, text in [(2, "Otherwise."), (3, "And otherwise again.")]:
        send(changed(sent, text), number=number, at=NOON + MOMENT)

    assert came(NOON + MOMENT) == [f"Changed by their senders: 1 ({sent.reference})"]


def test_what_was_withdrawn_is_named():
    sent = make_sent()
    sent.withdraw(at=NOON + MOMENT)

    assert came(NOON + MOMENT) == [f"Withdrawn: 1 ({sent.reference})"]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [(NOON, NOON + MOMENT, 1), (NOON + MOMENT, NOON + DAY, 0), (NOON - DAY, NOON, 0)],
    ids=["from its first moment", "not after", "not at its end"],
)
def test_a_digest_holds_what_came_in_its_span(since, until, told):
    make_sent()

    assert len(came(since, until)) == told


def test_what_officers_did_is_no_news():
    officer = make_officer()
    sent = make_sent()
    sent.take_up(by=officer, at=NOON + MOMENT)

    assert came(NOON + MOMENT) == []


def test_many_are_counted_and_the_first_of_them_named(monkeypatch):
    monkeypatch.setattr("keepitlocal.officers.news.SHOWN", 1)
    call = make_call()
    first, *_ = [make_sent(call) for _ in range(3)]

    assert came() == [f"New: 3 ({first.reference}, and 2 more)"]


def test_a_digest_carries_nobodys_words():
    make_sent(text="quokka-7731", email="quokka@example.org").withdraw(why="quokka", at=NOON)

    assert "quokka" not in str(came())


def test_the_digest_costs_the_same_whatever_it_tells(django_assert_num_queries):
    call = make_call()
    for _ in range(5):
        make_sent(call)

    with django_assert_num_queries(2):
        came()


def test_an_officer_who_chose_so_is_told_of_each_sending_and_withdrawal():
    officer = make_officer()
    officer.choose_telling({promises.TOPIC: How.AT_ONCE}, at=NOON)
    make_sent().withdraw(at=NOON)

    told = Message.objects.filter(kind__in=[promises.NOTICE, promises.WITHDRAWAL_NOTICE], to_officers=True)
    assert set(told.values_list("kind", "to")) == {
        (kind, to) for kind in ["evidence.notice", "evidence.withdrawal_notice"] for to in [TEAM, officer.email]
    }


def test_an_officer_reads_what_the_team_reads():
    officer = make_officer()
    officer.choose_telling({promises.TOPIC: How.AT_ONCE}, at=NOON)
    make_sent()

    team, own = (emails.LETTERS[promises.NOTICE](Message.objects.get(to=to)) for to in [TEAM, officer.email])

    assert own == team
