import datetime

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from keepitlocal.audit.models import Entry, named
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.officers.models import Officer
from keepitlocal.officers.tests.makers import NOON, PASSWORD, make_lead, make_officer, make_superuser
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db


def written():
    """What the record says was done, oldest first."""
    return list(Entry.objects.order_by("pk").values_list("did", "thing", "by", "at", "details"))


def test_the_database_refuses_one_address_twice_however_it_is_cased():
    make_officer(email="ada@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_officer(email="ADA@example.org")


def test_a_form_says_that_an_address_is_taken_however_it_is_cased():
    make_officer(email="ada@example.org")

    with pytest.raises(ValidationError) as refusal:
        Officer(email="ADA@example.org", name="Ada", password="!").full_clean()

    assert refusal.value.messages == ["An officer has this address already."]


def test_an_officer_signs_in_however_they_case_their_address():
    officer = make_officer(email="ada@example.org", password=PASSWORD)

    assert authenticate(username="Ada@Example.Org", password=PASSWORD) == officer


def test_a_new_officer_cannot_be_signed_in_as_before_they_choose_a_password():
    officer = make_officer()

    assert not officer.has_usable_password()


def test_the_moment_of_joining_can_be_given():
    assert make_officer(joined_at=NOON).joined_at == NOON


def test_a_superuser_can_be_made_by_command():
    officer = Officer.objects.create_superuser("sam@example.org", "Sam Root", PASSWORD)

    assert (officer.is_superuser, officer.is_staff, officer.check_password(PASSWORD)) == (True, True, True)


def test_an_invitation_is_promised_and_recorded():
    lead, officer = make_lead(), make_officer()

    officer.invite(by=lead, at=NOON)

    message = Message.objects.get()
    assert (message.kind, message.about, message.to) == ("officers.invitation", named(officer), officer.email)
    assert written() == [("was invited", named(officer), named(lead), NOON, {"time": 1})]


def test_inviting_again_promises_a_second_message():
    officer = make_officer()

    officer.invite(by=None, at=NOON)
    officer.invite(by=None, at=NOON)

    assert Message.objects.count() == 2


def test_of_two_leads_who_invite_at_once_both_promise_a_message():
    officer = make_officer()
    same = Officer.objects.get(pk=officer.pk)

    officer.invite(by=None, at=NOON)
    same.invite(by=None, at=NOON)

    assert Message.objects.count() == 2


def test_an_officer_who_is_not_active_is_not_invited():
    officer = make_officer(is_active=False)

    with pytest.raises(NotAllowed):
        officer.invite(by=None, at=NOON)

    assert (Message.objects.count(), written()) == (0, [])


def test_groups_are_given_exactly_and_recorded():
    lead, officer, other = make_lead(), make_officer("Policy officers"), make_officer("Moderators")

    officer.assign(other.groups.all(), by=lead, at=NOON)

    assert [group.name for group in officer.groups.all()] == ["Moderators"]
    assert written() == [("was given groups", named(officer), named(lead), NOON, {"groups": ["Moderators"]})]


@pytest.mark.parametrize("verb", ["assign", "deactivate", "reactivate"])
@pytest.mark.parametrize("who", ["themselves", "a superuser"])
def test_nobody_decides_about_themselves_and_no_lead_about_a_superuser(verb, who):
    """A12"""
    lead = make_lead()
    officer = lead if who == "themselves" else make_superuser()
    before = (officer.is_active, officer.password, list(officer.groups.all()))

    with pytest.raises(NotAllowed):
        getattr(officer, verb)(*([[]] if verb == "assign" else []), by=lead, at=NOON)

    officer = Officer.objects.get(pk=officer.pk)
    assert (officer.is_active, officer.password, list(officer.groups.all())) == before
    assert written() == []


def test_a_superuser_decides_about_a_superuser():
    officer = make_superuser()

    officer.deactivate(by=make_superuser(), at=NOON)

    assert not Officer.objects.get(pk=officer.pk).is_active


def test_deactivating_is_recorded():
    lead, officer = make_lead(), make_officer(password=PASSWORD)

    officer.deactivate(by=lead, at=NOON)

    assert written() == [("was deactivated", named(officer), named(lead), NOON, {})]


def test_an_officer_who_is_deactivated_is_signed_out_at_their_next_request(client):
    """A15"""
    officer = make_officer(password=PASSWORD)
    client.force_login(officer)
    assert client.get(reverse("admin:index")).status_code == 200

    officer.deactivate(by=None, at=NOON)

    assert client.get(reverse("admin:index")).status_code == 302
    assert authenticate(username=officer.email, password=PASSWORD) is None


def test_an_old_session_stays_dead_when_its_officer_is_made_active_again(client):
    """A15"""
    officer = make_officer(password=PASSWORD)
    client.force_login(officer)
    officer.deactivate(by=None, at=NOON)

    officer.reactivate(by=None, at=NOON)

    assert client.get(reverse("admin:index")).status_code == 302


def test_making_an_officer_active_again_invites_them():
    officer = make_officer(is_active=False)

    officer.reactivate(by=None, at=NOON + datetime.timedelta(days=1))

    assert [did for did, *_ in written()] == ["was made active again", "was invited"]
    assert Message.objects.get().to == officer.email


def test_a_changed_password_ends_the_sessions_begun_with_the_old_one(client):
    """A15"""
    officer = make_officer(password=PASSWORD)
    client.force_login(officer)

    officer.set_password("eight quiet otters")
    officer.save()

    assert client.get(reverse("admin:index")).status_code == 302
