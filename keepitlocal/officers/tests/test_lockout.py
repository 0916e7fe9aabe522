import datetime
import logging

import pytest

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import lockout
from keepitlocal.officers.failures import COOL_OFF, LIMIT, Failure
from keepitlocal.officers.models import OfficerManager
from keepitlocal.officers.tasks import forget_failures
from keepitlocal.officers.tests.makers import NOON, PASSWORD, code_of, make_app, make_lead, make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
SIGN_IN, GIVE = "/admin/login/", "/admin/second-factor/"
MOMENT = datetime.timedelta(microseconds=1)
STRANGER = "somebody.else@example.com"


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


@pytest.fixture
def ada():
    return make_officer(email="ada@example.org", password=PASSWORD)


def sign_in(client, email, password="a guess at it", address="192.0.2.1"):
    return client.post(SIGN_IN, {"username": email, "password": password}, REMOTE_ADDR=address)


def fail(client, email, times=LIMIT, address=None):
    """From one address, or each time from another."""
    for number in range(times):
        sign_in(client, email, address=address or f"198.51.100.{number}")


def is_let_in(client, officer, address="192.0.2.1"):
    sign_in(client, officer.email, PASSWORD, address)
    return "_auth_user_id" in client.session


def lockouts():
    return list(Entry.objects.filter(did="was locked out").values_list("thing", flat=True))


def test_four_failures_lock_nobody_out(client, ada):
    fail(client, ada.email, LIMIT - 1)

    assert is_let_in(client, ada)


def test_after_five_failures_of_an_account_the_right_password_is_refused_alike(client, ada):
    """A10: from wherever they came."""
    fail(client, ada.email)

    wrong, right = (sign_in(client, ada.email, password).content for password in ["a guess at it", PASSWORD])

    assert b"for 15 minutes nothing more is looked at" in wrong
    assert [len(wrong), "_auth_user_id" in client.session] == [len(right), False]


def test_after_five_failures_from_an_address_nobody_is_let_in_from_there(client, ada):
    """A10: of whatever accounts."""
    for number in range(LIMIT):
        sign_in(client, f"officer{number}@example.org")

    assert (is_let_in(client, ada), is_let_in(client, ada, "192.0.2.2")) == (False, True)


@pytest.mark.parametrize("email", [" ADA@EXAMPLE.ORG", "ada@example.org"])
def test_an_account_is_one_however_its_address_is_typed(client, ada, email):
    fail(client, email)

    assert not is_let_in(client, ada)


def test_whatever_a_database_takes_for_an_officers_address_is_one_account_with_it(client, ada, monkeypatch):
    """A10: which letters are the same is for its locale to say, and Python may say otherwise."""
    monkeypatch.setattr(OfficerManager, "known_as", lambda officers, email: ada)

    fail(client, "\u00e5da@example.org")

    assert not is_let_in(client, ada)


def test_a_stranger_is_told_the_same_as_an_officer(client, ada):
    """A9: an account that is not there is locked like one that is."""
    pages = []
    for email in [ada.email, STRANGER]:
        fail(client, email, address="192.0.2.1")
        pages.append(sign_in(client, email).content.decode().count("nothing more is looked at"))
        Failure.objects.all().delete()

    assert pages == [1, 1]


@pytest.mark.parametrize(("later", "let_in"), [(COOL_OFF - MOMENT, False), (COOL_OFF, True)], ids=["a moment before", "then"])
def test_the_lock_ends_fifteen_minutes_after_the_last_failure(client, ada, arrive, later, let_in):
    fail(client, ada.email, LIMIT - 1)
    arrive(last := NOON + datetime.timedelta(minutes=10))
    fail(client, ada.email, 1)

    arrive(last + later)

    assert is_let_in(client, ada) is let_in


def test_guessing_on_during_the_lock_makes_nobody_wait_for_longer(client, ada, arrive):
    fail(client, ada.email)
    arrive(NOON + COOL_OFF - MOMENT)
    fail(client, ada.email, 20)

    arrive(NOON + COOL_OFF)

    assert is_let_in(client, ada)


def test_failures_that_are_far_apart_do_not_add_up(client, ada, arrive):
    for number in range(2 * LIMIT):
        arrive(NOON + number * COOL_OFF / 4)
        fail(client, ada.email, 1)

    assert lockouts() == []


def test_whoever_is_let_in_starts_afresh(client, ada):
    fail(client, ada.email, LIMIT - 1, address="192.0.2.1")

    is_let_in(client, ada)

    assert Failure.objects.count() == 0


def test_a_lockout_is_recorded_once_and_told_to_leads_and_the_team(client, ada):
    """A10"""
    lead = make_lead()

    fail(client, ada.email, 3 * LIMIT)

    assert lockouts() == [named(ada)]
    assert sorted(Message.objects.values_list("to", flat=True)) == sorted([lead.email, "policy@keepitlocal.example"])


def test_a_lockout_of_strangers_says_nothing_of_what_they_typed(client):
    fail(client, STRANGER, address="192.0.2.1")

    assert lockouts() == ["officers.officer/None"]
    assert lockout.written(Message.objects.get()).body.count("one address was locked at midday on Monday 2 March 2026") == 1


def test_the_letter_names_who_was_locked_out(client, ada):
    fail(client, ada.email)

    assert "Signing in as Ada Okafor was locked" in lockout.written(Message.objects.get()).body


def test_nothing_typed_and_no_address_is_kept_or_logged(client, caplog):
    """A4"""
    caplog.set_level(logging.DEBUG)

    fail(client, STRANGER, address="192.0.2.1")

    kept = str([*Failure.objects.values(), *Entry.objects.values(), *Message.objects.values()]) + caplog.text
    assert (STRANGER in kept, "192.0.2.1" in kept) == (False, False)


@pytest.mark.parametrize("address", [None, "192.0.2.1"], ids=["who failed anywhere", "who failed where they are"])
def test_a_lead_lets_an_officer_in_again(client, ada, address):
    fail(client, ada.email, address=address)

    ada.let_in_again(by=make_lead(), at=NOON)

    assert is_let_in(client, ada)
    assert Entry.objects.filter(did="was let in again", thing=named(ada)).count() == 1


def test_a_lead_does_not_lift_what_others_did_from_the_same_address(client, ada):
    fail(client, STRANGER, address="192.0.2.1")

    ada.let_in_again(by=make_lead(), at=NOON)

    assert not is_let_in(client, ada)


def test_behind_a_proxy_the_address_is_what_the_proxy_says(client, ada, settings):
    settings.BEHIND_PROXY = True
    for number in range(LIMIT):
        claimed = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}, 192.0.2.9"}
        client.post(SIGN_IN, {"username": f"officer{number}@example.org", "password": "a guess"}, **claimed)

    client.post(SIGN_IN, {"username": ada.email, "password": PASSWORD}, HTTP_X_FORWARDED_FOR="203.0.113.77, 192.0.2.9")

    assert "_auth_user_id" not in client.session


def test_of_many_tries_at_once_no_more_than_five_are_looked_at(rf, ada):
    request = rf.get("/")
    request.at, looked_at, begun = NOON, 0, []
    for _ in range(2 * LIMIT):
        one = lockout.Try(Failure.of_password(ada.email), request, ada)
        try:
            begun.append(one.__enter__())
            looked_at += 1
        except lockout.Locked:
            pass

    for one in begun:
        one.__exit__(None)

    assert (looked_at, lockouts()) == (LIMIT, [named(ada)])


def test_five_wrong_codes_lock_the_second_factor_too(client, ada):
    """A10: and the password's failures are counted apart."""
    make_app(ada)
    is_let_in(client, ada)
    for _ in range(LIMIT):
        client.post(GIVE, {"code": "000000"})

    page = client.post(GIVE, {"code": code_of(ada)}).content.decode()

    assert "nothing more is looked at" in page
    assert lockouts() == [named(ada)]


def test_who_was_locked_out_by_wrong_codes_is_let_in_again_at_once(client, ada):
    make_app(ada)
    is_let_in(client, ada)
    for _ in range(2 * LIMIT):
        client.post(GIVE, {"code": "000000"})

    ada.let_in_again(by=make_lead(), at=NOON)
    client.post(GIVE, {"code": code_of(ada)}, REMOTE_ADDR="192.0.2.2")

    assert client.get("/admin/").status_code == 200


def test_whoever_guesses_on_keeps_its_owner_out_for_no_longer_than_a_lock_lasts(client, ada, arrive):
    """A10: no wait grows with each wrong code."""
    make_app(ada)
    is_let_in(client, ada)
    for turn in range(4):
        arrive(NOON + turn * COOL_OFF)
        for _ in range(LIMIT):
            client.post(GIVE, {"code": "000000"})

    arrive(NOON + 4 * COOL_OFF)
    client.post(GIVE, {"code": code_of(ada)})

    assert client.get("/admin/").status_code == 200


def test_five_wrong_passwords_at_the_desk_lock_like_those_at_its_door(client, ada):
    """A10: whoever sits down at somebody else's desk does not guess without end."""
    client.force_login(ada)
    new = {"new_password1": "eight quiet otters", "new_password2": "eight quiet otters"}
    for _ in range(LIMIT):
        client.post("/admin/password_change/", {"old_password": "a guess at it", **new})

    page = client.post("/admin/password_change/", {"old_password": PASSWORD, **new}).content.decode()

    ada.refresh_from_db()
    assert "nothing more is looked at" in page
    assert (ada.check_password(PASSWORD), lockouts()) == (True, [named(ada)])


def test_failures_are_forgotten_once_they_no_longer_count():
    now = datetime.datetime.now(datetime.UTC)
    Failure.objects.create(key="past", account="past", counts_until=now - COOL_OFF)
    Failure.objects.create(key="counts", account="counts", counts_until=now + COOL_OFF)

    forget_failures()

    assert [failure.key for failure in Failure.objects.all()] == ["counts"]
