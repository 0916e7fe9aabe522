import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import forgotten, second_factor
from keepitlocal.officers.failures import LIMIT
from keepitlocal.officers.models import Officer
from keepitlocal.officers.tests.makers import NOON, PASSWORD, make_app, make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.sending import sweep

pytestmark = pytest.mark.django_db
ASK, NEW = "/admin/forgotten/", "eight quiet otters"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def ada():
    return make_officer(email="ada@example.org", password=PASSWORD)


def choose(client, officer, path=None):
    form = client.get(path or urlsplit(forgotten.link(officer)).path)
    return client.post(form["Location"], {"new_password1": NEW, "new_password2": NEW}) if form.status_code == 302 else form


def written():
    return list(Entry.objects.order_by("pk").values_list("did", "thing"))


def test_the_page_that_asks_for_a_password_leads_there(client):
    assert f'href="{ASK}"' in client.get("/admin/login/").content.decode()


def test_asking_looks_the_same_whether_or_not_there_is_such_an_officer(ada):
    """A9: the same words but for what was typed, and the same statements, so the same time."""
    make_officer(email="gone@example.org", is_active=False)
    seen = []

    for address in ["ada@example.org", "zoe@example.org", "gone@example.org"]:
        with CaptureQueriesContext(connection) as captured:
            page = Client().post(ASK, {"email": address})
        statements = [re.sub(r"'[^']*'|\d+", "…", each["sql"]) for each in captured]
        seen.append((page.status_code, page.content.decode().replace(address, "…"), statements))

    assert seen[0] == seen[1] == seen[2]


def test_only_an_active_officer_is_sent_the_link(client, ada, mailoutbox, arrive):
    """A9, A15"""
    arrive(NOON)
    make_officer(email="gone@example.org", is_active=False)

    for address in ["ADA@example.org", "zoe@example.org", "gone@example.org"]:
        client.post(ASK, {"email": address})
    sweep(lambda: NOON)

    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_the_link_goes_to_the_address_that_the_officer_has_here(client, mailoutbox, arrive):
    """A Kelvin sign folds to a k, and may be another's address."""
    arrive(NOON)
    make_officer(email="kit@example.org")

    client.post(ASK, {"email": "\u212ait@example.org"})
    sweep(lambda: NOON)

    assert [mail.to for mail in mailoutbox if mail.to != ["kit@example.org"]] == []


def test_asking_again_and_again_sends_one_e_mail(client, ada, arrive):
    """M13"""
    for minute in range(15):
        arrive(NOON + minute * MINUTE)
        client.post(ASK, {"email": ada.email})

    assert Message.objects.count() == 1


def test_asking_is_recorded(client, ada):
    client.post(ASK, {"email": ada.email})
    client.post(ASK, {"email": "zoe@example.org"})

    assert written() == [("asked for a new password", named(ada)), ("asked for a new password", "officers.officer/None")]


def test_the_link_is_blanked_at_the_desk(client, officer, ada):
    """A12"""
    client.post(ASK, {"email": ada.email})

    page = client.get(f"/admin/outbox/message/{Message.objects.get().pk}/change/").content.decode()

    assert re.findall(r"/admin/new-password/[\w-]+/[\w-]{10,}", page) == []


def test_opening_the_link_changes_nothing(client, ada):
    """A5"""
    before = Officer.objects.values().get(pk=ada.pk)

    client.get(urlsplit(forgotten.link(ada)).path, follow=True)

    assert (Officer.objects.values().get(pk=ada.pk), written()) == (before, [])


def test_a_new_password_is_chosen_and_recorded(client, ada):
    choose(client, ada)

    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert written() == [("chose a password", named(ada)), ("signed in", named(ada))]


def test_a_link_works_once(client, ada):
    path = urlsplit(forgotten.link(ada)).path
    choose(client, ada, path)

    assert "works once" in choose(Client(), ada, path).content.decode()


@pytest.mark.parametrize(("minutes", "works"), [(60, True), (61, False)])
def test_a_link_holds_for_an_hour(ada, monkeypatch, minutes, works):
    token = forgotten.tokens.make_token(ada)
    later = forgotten.tokens._now() + minutes * MINUTE

    monkeypatch.setattr(forgotten.Tokens, "_now", lambda tokens: later.replace(microsecond=0))

    assert bool(forgotten.tokens.check_token(ada, token)) is works


def test_an_invitations_token_is_no_password_links(client, ada):
    from django.contrib.auth.tokens import default_token_generator

    assert not forgotten.tokens.check_token(ada, default_token_generator.make_token(ada))


def test_a_link_dies_when_its_officer_is_deactivated(client, ada):
    """A15"""
    path = urlsplit(forgotten.link(ada)).path

    ada.deactivate(by=None, at=NOON)

    assert choose(client, ada, path).status_code == 200


def test_a_new_password_does_not_take_the_second_factor_away(client, ada):
    make_app(ada)

    choose(client, ada)

    assert second_factor.is_enrolled(ada)
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/admin/second-factor/"


def test_a_new_password_lifts_the_lock(client, ada):
    """A10"""
    for number in range(LIMIT):
        Client().post("/admin/login/", {"username": ada.email, "password": "a guess"}, REMOTE_ADDR=f"192.0.2.{number}")

    choose(client, ada)
    client.logout()
    client.post("/admin/login/", {"username": ada.email, "password": NEW})

    assert "_auth_user_id" in client.session


def test_a_new_password_ends_every_other_session(client, ada):
    """A11"""
    other = Client()
    other.force_login(ada)

    choose(client, ada)

    assert other.get("/admin/")["Location"].startswith("/admin/login/")


def test_a_link_that_was_bent_says_what_to_do(client, ada):
    page = client.get(urlsplit(forgotten.link(ada)).path + "more/still")

    assert "ask for a new link" in page.content.decode()


def test_an_officer_changes_their_own_password_on_the_record(client, ada):
    client.force_login(ada)

    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert written() == [("chose a password", named(ada))]
    assert client.get("/admin/").status_code == 200
