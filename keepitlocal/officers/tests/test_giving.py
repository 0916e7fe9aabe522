import datetime
import re

import django_otp
import pytest
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import second_factor
from keepitlocal.officers.tests.makers import NOON, PASSWORD, code_of, make_app, make_officer, shown_by

pytestmark = pytest.mark.django_db
GIVE, SET_UP, PICTURE = "/admin/second-factor/", "/admin/second-factor/set-up/", "/admin/second-factor/picture.svg"
YOURS, KEPT = "/admin/second-factor/yours/", "/admin/second-factor/kept/"
PRINTED = re.compile(r"<code>(\w{4}-\w{4})</code>")


def half_signed_in(client, officer):
    client.post("/admin/login/", {"username": officer.email, "password": PASSWORD})
    return officer


@pytest.fixture
def newcomer(client):
    """An officer who has given their password for the first time."""
    return half_signed_in(client, make_officer(password=PASSWORD))


@pytest.fixture
def enrolled(client):
    """An officer with an app, who has given their password."""
    officer = make_officer(password=PASSWORD)
    make_app(officer)
    return half_signed_in(client, officer)


def is_at_the_desk(client):
    return client.get("/admin/").status_code == 200


def written():
    return [did for did in Entry.objects.order_by("pk").values_list("did", flat=True) if did != "signed in"]


def set_up(client, address=SET_UP, **said):
    client.get(SET_UP)
    key = client.session["second factor to be"]
    return client.post(address, {"first": shown_by(key), **said})


def test_a_newcomer_is_led_to_set_up_their_second_factor(client, newcomer):
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == SET_UP


def test_setting_up_leads_to_the_desk(client, newcomer):
    set_up(client)

    assert is_at_the_desk(client)


def test_setting_up_shows_ten_printed_codes(client, newcomer):
    codes = PRINTED.findall(set_up(client).content.decode())

    assert len(set(codes)) == 10


def test_setting_up_is_recorded(client, newcomer):
    set_up(client)

    assert written() == ["set up the second factor", "made printed codes"]


def test_the_key_on_the_page_is_what_the_picture_says(client, newcomer):
    page = client.get(SET_UP)

    assert page.context["key"] == second_factor.in_fours(client.session["second factor to be"])


def test_the_key_stays_the_same_when_the_page_is_opened_again(client, newcomer):
    assert client.get(SET_UP).context["key"] == client.get(SET_UP).context["key"]


def test_the_picture_is_an_image_that_nobody_stores(client, newcomer):
    client.get(SET_UP)

    response = client.get(PICTURE)

    assert (response["Content-Type"], response["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert response.content.startswith(b"<svg")


def test_there_is_no_picture_where_nothing_is_set_up(client, enrolled):
    assert client.get(PICTURE).status_code == 404


@pytest.mark.parametrize("code", ["000000", "words", "-1", "٣٣٣٣٣٣"])
def test_a_wrong_first_code_sets_nothing_up(client, newcomer, code):
    response = set_up(client, first=code)

    assert "does not show that now" in response.content.decode()
    assert TOTPDevice.objects.count() == 0


def test_who_has_an_app_cannot_set_up_another_by_the_password_alone(client, enrolled):
    response = client.get(SET_UP)

    assert response["Location"] == f"{GIVE}?next=%2Fadmin%2F"


def test_of_two_browsers_that_set_up_at_once_the_later_must_give_the_earlier_ones_code(client, newcomer):
    later = Client()
    half_signed_in(later, newcomer)
    later.get(SET_UP)
    key = later.session["second factor to be"]
    step = second_factor.step_of(key, shown_by(key), at=datetime.datetime.now(datetime.UTC))
    set_up(client)

    assert second_factor.enrol(newcomer, key, step, replaces=False, at=NOON) is None


def test_a_code_leads_on_to_where_they_were_going(client, enrolled):
    response = client.post(f"{GIVE}?next=/admin/telling/", {"code": code_of(enrolled)})

    assert response["Location"] == "/admin/telling/"
    assert is_at_the_desk(client)


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_a_code_leads_to_no_other_site(client, enrolled, address):
    """H8"""
    assert client.post(f"{GIVE}?next={address}", {"code": code_of(enrolled)})["Location"] == "/admin/"


def test_giving_a_code_is_recorded(client, enrolled):
    client.post(GIVE, {"code": code_of(enrolled)})

    entry = Entry.objects.first()
    assert (entry.did, entry.thing, entry.by, entry.details) == (
        "gave the second factor",
        named(enrolled),
        named(enrolled),
        {"way": "app"},
    )


def test_the_session_key_and_the_forms_token_change_with_the_code(client, enrolled):
    """A11"""
    client.get(GIVE)
    before = client.session.session_key, client.cookies["csrftoken"].value

    client.post(GIVE, {"code": code_of(enrolled)})

    assert client.session.session_key != before[0]
    assert client.cookies["csrftoken"].value != before[1]


def test_a_wrong_code_leads_nowhere_and_is_recorded(client, enrolled):
    response = client.post(GIVE, {"code": "12345"})

    assert "That code is not right" in response.content.decode()
    assert (is_at_the_desk(client), written()) == (False, ["failed to give the second factor"])


def test_a_code_works_once(client, enrolled):
    code, other = code_of(enrolled), Client()
    client.post(GIVE, {"code": code})
    half_signed_in(other, enrolled)

    other.post(GIVE, {"code": code})

    assert not is_at_the_desk(other)


def test_another_officers_code_is_no_code(client, enrolled):
    other = make_officer()
    make_app(other)

    client.post(GIVE, {"code": code_of(other)})

    assert not is_at_the_desk(client)


@pytest.mark.parametrize("wrong", ["000000", "AAAA-AAAA"], ids=["of an app", "printed"])
def test_after_a_wrong_code_the_right_one_need_not_wait(client, enrolled, wrong):
    second_factor.print_codes(enrolled, at=NOON)
    client.post(GIVE, {"code": wrong})

    client.post(GIVE, {"code": code_of(enrolled)})

    assert is_at_the_desk(client)


@pytest.mark.parametrize("typed", ["{}", "{} ", " {}"], ids=["plain", "with a space after", "before"])
def test_a_printed_code_works_in_place_of_the_app(client, enrolled, typed):
    code = second_factor.print_codes(enrolled, at=NOON)[3]

    client.post(GIVE, {"code": typed.format(code.lower().replace("-", ""))})

    assert is_at_the_desk(client)
    assert Entry.objects.first().details == {"way": "printed code"}


def test_a_printed_code_works_once(client, enrolled):
    code, other = second_factor.print_codes(enrolled, at=NOON)[0], Client()
    client.post(GIVE, {"code": code})
    half_signed_in(other, enrolled)

    other.post(GIVE, {"code": code})

    assert (is_at_the_desk(other), second_factor.printed_left(enrolled)) == (False, 9)


def test_printed_codes_are_not_kept_as_they_are(enrolled):
    codes = {code.replace("-", "") for code in second_factor.print_codes(enrolled, at=NOON)}

    assert codes & set(StaticToken.objects.values_list("token", flat=True)) == set()


def test_in_a_trial_nobody_needs_a_second_factor(client, newcomer, settings):
    settings.SECOND_FACTOR = False

    assert is_at_the_desk(client)
    assert "Set one up" in client.get(YOURS).content.decode()


def test_in_a_trial_whoever_has_a_second_factor_gives_it(client, enrolled, settings):
    settings.SECOND_FACTOR = False

    assert not is_at_the_desk(client)


def test_a_device_of_somebody_else_is_not_theirs_in_a_session(client, enrolled):
    other = make_app(make_officer())
    session = client.session
    session[django_otp.DEVICE_ID_SESSION_KEY] = other.persistent_id
    session.save()

    assert not is_at_the_desk(client)
