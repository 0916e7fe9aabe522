import logging
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from keepitlocal import parts
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import invitations
from keepitlocal.officers.models import Officer
from keepitlocal.officers.tests.makers import NOON, PASSWORD, make_lead, make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State

pytestmark = pytest.mark.django_db


def path_of(officer):
    return urlsplit(invitations.link(officer)).path


def choose(client, officer, password=PASSWORD):
    """Open the link and press the button."""
    form = client.get(path_of(officer))["Location"]
    return client.post(form, {"new_password1": password, "new_password2": password})


def letter_to(officer):
    officer.invite(by=None, at=NOON)
    return parts.letters()["officers.invitation"](Message.objects.get())


def test_the_letter_links_to_the_portals_own_address(settings):
    settings.PORTAL_URL = "https://keepitlocal.example"

    letter = letter_to(make_officer())

    assert re.search(r"^https://keepitlocal\.example/admin/invitation/[\w-]+/[\w-]+/$", letter.body, re.MULTILINE)


def test_the_letter_greets_an_officer_in_their_own_letters():
    letter = letter_to(make_officer(name="Aoife O'Neill & Co"))

    assert "Dear Aoife O'Neill & Co," in letter.body


@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "not asked for"])
def test_the_letter_tells_of_the_second_factor_where_one_is_asked_for(settings, asked):
    settings.SECOND_FACTOR = asked

    assert ("Have your phone at hand" in letter_to(make_officer()).body) is asked


def test_there_is_no_letter_to_somebody_who_is_no_longer_an_officer():
    officer = make_officer()
    officer.invite(by=None, at=NOON)

    officer.deactivate(by=None, at=NOON)

    assert invitations.letter(Message.objects.get()) is None


@pytest.mark.parametrize("status", State.values)
def test_who_reads_the_e_mail_at_the_desk_gets_no_way_in(client, status):
    """A12"""
    make_lead().invite(by=None, at=NOON)
    Message.objects.update(status=status)
    client.force_login(make_officer())

    page = client.get(reverse("admin:outbox_message_change", args=[Message.objects.get().pk])).content.decode()

    assert "Choose your password" in page
    assert re.findall(r"/admin/invitation/[\w-]+/[\w-]{10,}", page) == []


def test_opening_the_link_changes_nothing(client):
    officer = make_officer()
    before = Officer.objects.values().get(pk=officer.pk)
    path = path_of(officer)

    pages = [client.get(path, follow=True) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert Officer.objects.values().get(pk=officer.pk) == before
    assert Entry.objects.count() == 0


def test_the_page_of_the_form_has_no_token_in_its_address(client):
    officer = make_officer()

    page = client.get(path_of(officer), follow=True)

    assert page.request["PATH_INFO"].endswith("/set-password/")
    assert f"you sign in as {officer.email}" in page.content.decode()


def test_choosing_a_password_signs_in_as_far_as_the_second_factor(client):
    officer = make_officer()

    response = choose(client, officer)

    officer.refresh_from_db()
    assert response["Location"] == reverse("admin:index")
    assert officer.check_password(PASSWORD)
    assert client.get(reverse("admin:index"), follow=True).request["PATH_INFO"] == "/admin/second-factor/set-up/"


def test_choosing_a_password_is_recorded(client):
    officer = make_officer()

    choose(client, officer)

    lines = Entry.objects.order_by("pk").values_list("did", "thing", "by")
    assert list(lines) == [("chose a password", named(officer), named(officer)), ("signed in", named(officer), named(officer))]


@pytest.mark.parametrize("password", ["short", "password1234"], ids=["too short", "too common"])
def test_a_weak_password_is_refused_with_a_sentence(client, password):
    officer = make_officer()

    response = choose(client, officer, password)

    officer.refresh_from_db()
    assert "This password is too" in response.content.decode()
    assert not officer.has_usable_password()


def test_a_link_that_was_used_says_what_to_do(client):
    officer = make_officer()
    path = path_of(officer)
    choose(client, officer)
    client.logout()

    page = client.get(path).content.decode()

    assert "ask a policy lead to invite you again" in page


def test_a_link_that_has_expired_says_what_to_do(client, settings):
    path = path_of(make_officer())
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "ask a policy lead to invite you again" in client.get(path).content.decode()


def test_a_link_holds_for_seven_days_and_no_longer(settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 7 * 24 * 60 * 60
    assert invitations.DAYS == 7


def test_a_link_dies_when_its_officer_is_deactivated(client):
    """A15"""
    officer = make_officer()
    path = path_of(officer)

    officer.deactivate(by=None, at=NOON)

    assert "ask a policy lead" in client.get(path).content.decode()


def test_an_officer_who_was_switched_off_by_hand_cannot_take_up_a_link(client):
    """A15"""
    officer = make_officer()
    path = path_of(officer)

    Officer.objects.filter(pk=officer.pk).update(is_active=False)

    assert "ask a policy lead" in client.get(path).content.decode()


@pytest.mark.parametrize("ending", ["", ">", "x/", "/more", "="], ids=["whole", "bracket", "letter", "more", "wrapped"])
def test_a_bent_link_says_what_to_do_and_its_token_is_not_logged(client, caplog, ending):
    caplog.set_level(logging.DEBUG)
    officer = make_officer()
    who, token = path_of(officer).strip("/").split("/")[-2:]
    logging.getLogger("django").propagate = True

    response = client.get(f"/admin/invitation/{who}/{token}{ending}", follow=True)

    logging.getLogger("django").propagate = False
    assert response.status_code == 200
    assert ("ask a policy lead" in response.content.decode()) is (ending != "")
    assert token not in caplog.text


def test_the_token_is_no_other_officers(client):
    mine, theirs = make_officer(), make_officer()
    who = path_of(theirs).strip("/").split("/")[-2]
    token = PasswordResetTokenGenerator().make_token(mine)

    assert "ask a policy lead" in client.get(f"/admin/invitation/{who}/{token}/").content.decode()
