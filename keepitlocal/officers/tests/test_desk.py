import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.urls import reverse

from keepitlocal import health
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import desk
from keepitlocal.officers.desk import ORDER
from keepitlocal.officers.tests.makers import NOON, PASSWORD, make_lead, make_officer, make_superuser

pytestmark = pytest.mark.django_db
SIGN_IN = "/admin/login/"


def sign_in(client, email, password=PASSWORD):
    return client.post(SIGN_IN, {"username": email, "password": password})


def written():
    return list(Entry.objects.order_by("pk").values_list("did", "thing", "by", "details"))


def test_the_desk_says_whose_it_is(client):
    context = client.get(SIGN_IN).context

    assert context["site_header"] == "Keep it Local: the officers' desk"


def test_signing_in_asks_for_an_email_address(client):
    page = client.get(SIGN_IN).content.decode()

    assert ">Email address:</label>" in page


def test_every_list_is_called_by_what_is_in_it(client):
    client.force_login(make_superuser())
    lists = [each for app in client.get("/admin/").context["available_apps"] for each in app["models"]]
    titles = [client.get(each["admin_url"]).context["title"] for each in lists]

    assert ("Submissions" in titles, [title for title in titles if title.startswith("Select ")]) == (True, [])


def test_what_is_wrong_is_shown_to_an_officer(client, monkeypatch):
    monkeypatch.setattr(health, "troubles", lambda at: ["No e-mail has been sent for an hour."])
    client.force_login(make_officer())

    response = client.get(reverse("admin:index"))

    assert response.context["troubles"] == ["No e-mail has been sent for an hour."]


@pytest.mark.parametrize(("seconds", "shown"), [(9.999999, "the first"), (10, "the second")])
def test_what_is_wrong_is_asked_for_once_in_ten_seconds(client, monkeypatch, arrive, seconds, shown):
    monkeypatch.setattr(desk.troubles, "often", desk.OFTEN)
    client.force_login(make_officer())
    arrive(NOON)
    monkeypatch.setattr(health, "troubles", lambda at: ["the first"])
    client.get(reverse("admin:index"))
    arrive(NOON + datetime.timedelta(seconds=seconds))
    monkeypatch.setattr(health, "troubles", lambda at: ["the second"])

    assert client.get(reverse("admin:index")).context["troubles"] == [shown]


def test_what_is_wrong_is_not_shown_to_a_stranger(client, monkeypatch):
    monkeypatch.setattr(health, "troubles", lambda at: ["No e-mail has been sent for an hour."])

    response = client.get(SIGN_IN)

    assert response.context["troubles"] == []
    assert "for an hour" not in response.content.decode()


@pytest.mark.parametrize("trial", [True, False], ids=["in a trial", "for real"])
def test_every_page_knows_whether_this_is_a_trial(client, settings, trial):
    settings.TRIAL = trial

    assert client.get(SIGN_IN).context["trial"] is trial


def test_the_work_comes_first(client):
    client.force_login(make_superuser())

    shown = [app["app_label"] for app in client.get(reverse("admin:index")).context["app_list"]]

    assert shown == [label for label in ORDER if label in shown]


def test_groups_cannot_be_changed_at_the_desk(client):
    """A12"""
    client.force_login(make_superuser())

    assert client.get(f"/admin/auth/group/{Group.objects.first().pk}/change/").status_code == 404


def test_signing_in_is_recorded(client):
    officer = make_officer(password=PASSWORD)

    sign_in(client, officer.email)

    assert written() == [("signed in", named(officer), named(officer), {})]


def test_signing_in_with_the_wrong_password_is_recorded_against_the_officer(client):
    officer = make_officer(password=PASSWORD)

    sign_in(client, officer.email.upper(), "a guess at it")

    assert written() == [("failed to sign in", named(officer), "", {})]


def test_an_officer_who_is_not_active_fails_to_sign_in(client):
    officer = make_officer(password=PASSWORD, is_active=False)

    sign_in(client, officer.email)

    assert written() == [("failed to sign in", named(officer), "", {})]


def test_what_a_stranger_typed_is_not_recorded(client):
    sign_in(client, "somebody.else@example.com")

    assert written() == [("failed to sign in", "officers.officer/None", "", {})]


def test_signing_out_is_recorded(client):
    officer = make_officer(password=PASSWORD)
    sign_in(client, officer.email)

    client.post("/admin/logout/")

    assert [did for did, *_ in written()] == ["signed in", "signed out"]


def test_the_session_key_changes_when_an_officer_signs_in(client):
    """A11"""
    client.get(SIGN_IN)
    session = client.session
    session["seen"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    sign_in(client, make_officer(password=PASSWORD).email)

    assert client.session.session_key != before


def test_an_officer_can_change_their_own_password(client):
    officer = make_officer(password=PASSWORD)
    client.force_login(officer)
    new = "eight quiet otters"

    client.post("/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    officer.refresh_from_db()
    assert officer.check_password(new)


def test_django_keeps_its_own_log_beside_the_record(client):
    client.force_login(make_lead())

    client.post(
        "/admin/officers/officer/add/", {"email": "new@example.org", "name": "Noor Shah", "groups": [Group.objects.first().pk]}
    )

    assert (LogEntry.objects.count(), Entry.objects.count()) == (1, 2)
