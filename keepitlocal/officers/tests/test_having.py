"""What an officer has of the second factor: printed codes, another app, and what becomes of it."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import second_factor
from keepitlocal.officers.tests.makers import NOON, PASSWORD, code_of, make_lead, shown_by

pytestmark = pytest.mark.django_db
GIVE, SET_UP, PICTURE = "/admin/second-factor/", "/admin/second-factor/set-up/", "/admin/second-factor/picture.svg"
YOURS, KEPT = "/admin/second-factor/yours/", "/admin/second-factor/kept/"
PRINTED = re.compile(r"<code>(\w{4}-\w{4})</code>")


def written():
    return [did for did in Entry.objects.order_by("pk").values_list("did", flat=True) if did != "signed in"]


def set_up(client, address=SET_UP, **said):
    client.get(SET_UP)
    key = client.session["second factor to be"]
    return client.post(address, {"first": shown_by(key), **said})


def test_officers_see_how_many_printed_codes_are_left(client, officer):
    second_factor.print_codes(officer, at=NOON)

    assert "You have 10 that you have not used." in client.get(YOURS).content.decode()


def test_ten_new_codes_take_the_place_of_those_before(client, officer):
    before = second_factor.print_codes(officer, at=NOON)

    page = client.post(YOURS, {"code": code_of(officer)})

    assert len(PRINTED.findall(page.content.decode())) == 10
    assert second_factor.way_of(officer, before[0]) is None


def test_ten_new_codes_take_a_code_that_works(client, officer):
    client.post(YOURS, {"code": "000000"})

    assert StaticDevice.objects.count() == 0


def test_who_says_that_the_codes_are_kept_goes_on(client, officer):
    assert client.post(f"{KEPT}?next=/admin/telling/", {"kept": "on"})["Location"] == "/admin/telling/"


def test_who_does_not_say_so_is_told_what_to_do(client, officer):
    assert "make ten new ones" in client.post(KEPT, follow=True).content.decode()


def test_a_new_app_takes_the_place_of_the_one_before(client, officer):
    before = TOTPDevice.objects.get()

    set_up(client, code=code_of(officer))

    assert TOTPDevice.objects.get().key != before.key
    assert client.get("/admin/").status_code == 200
    assert written() == ["gave the second factor", "replaced the second factor"]


def test_a_new_app_takes_a_code_that_works(client, officer):
    before = TOTPDevice.objects.get()

    set_up(client, code="000000")

    assert TOTPDevice.objects.get().key == before.key


def test_with_a_new_app_every_other_session_is_asked_for_a_code(client, officer):
    other = Client()
    other.force_login(officer)

    set_up(client, code=code_of(officer))

    assert other.get("/admin/", follow=True).request["PATH_INFO"] == GIVE


def test_a_lead_forgets_the_second_factor_of_who_lost_their_phone(client, officer):
    """A15: every session of theirs ends, and they set up another."""
    lead, browser = make_lead(), Client()
    browser.force_login(lead)

    browser.post("/admin/officers/officer/", {"action": "forget_second_factor", "_selected_action": [officer.pk]})

    assert client.get("/admin/second-factor/")["Location"].startswith("/admin/login/")
    assert not second_factor.is_enrolled(officer)
    assert (Entry.objects.first().did, Entry.objects.first().by) == ("second factor was forgotten", named(lead))


def test_nobody_forgets_their_own_second_factor(client):
    """A12"""
    lead = make_lead()
    client.force_login(lead)

    client.post("/admin/officers/officer/", {"action": "forget_second_factor", "_selected_action": [lead.pk]})

    assert second_factor.is_enrolled(lead)


def test_deactivating_forgets_the_second_factor(officer):
    """A15"""
    officer.deactivate(by=None, at=NOON)

    assert not second_factor.is_enrolled(officer)


def test_a_session_ends_when_its_officers_password_changes_elsewhere(client, officer):
    """A11"""
    officer.set_password(PASSWORD)
    officer.save()

    assert client.get(GIVE)["Location"].startswith("/admin/login/")


def test_a_second_factor_is_forgotten_on_the_command_line_too(officer):
    call_command("forget_second_factor", officer.email.upper())

    assert not second_factor.is_enrolled(officer)


def test_the_command_says_when_there_is_no_such_officer():
    with pytest.raises(CommandError, match=r"No officer has this address\."):
        call_command("forget_second_factor", "nobody@example.org")
