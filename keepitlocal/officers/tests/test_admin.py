import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.models import Officer
from keepitlocal.officers.tests.makers import PASSWORD, make_lead, make_officer, make_superuser
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/officers/officer/", "/admin/officers/officer/add/"


def page_of(officer):
    return reverse("admin:officers_officer_change", args=[officer.pk])


def group(name):
    return Group.objects.get(name=name).pk


def act(client, action, *officers):
    return client.post(LIST, {"action": action, "_selected_action": [officer.pk for officer in officers]}, follow=True)


def as_stored(officer):
    row = Officer.objects.values().get(pk=officer.pk)
    return row | {"groups": list(officer.groups.order_by("name").values_list("name", flat=True))}


@pytest.fixture
def lead(client):
    officer = make_lead()
    client.force_login(officer)
    return officer


def test_a_lead_invites_an_officer(client, lead):
    client.post(ADD, {"email": "new@example.org", "name": "Noor Shah", "groups": [group("Moderators")]})

    officer = Officer.objects.get(email="new@example.org")
    did = Entry.objects.order_by("pk").values_list("did", "thing", "by")
    assert [each.name for each in officer.groups.all()] == ["Moderators"]
    assert not officer.has_usable_password()
    assert Message.objects.get().about == named(officer)
    assert list(did) == [("was given groups", named(officer), named(lead)), ("was invited", named(officer), named(lead))]


def test_inviting_an_address_that_is_taken_says_so(client, lead):
    officer = make_officer()

    response = client.post(ADD, {"email": officer.email.upper(), "name": "Noor Shah", "groups": [group("Moderators")]})

    assert "An officer has this address already." in response.content.decode()
    assert Message.objects.count() == 0


@pytest.mark.parametrize("address", [LIST, ADD], ids=["list", "add"])
@pytest.mark.parametrize("name", ["Policy officers", "Moderators"])
def test_only_leads_see_officers(client, name, address):
    client.force_login(make_officer(name))

    assert client.get(address).status_code == 403


@pytest.mark.parametrize("action", ["invite_again", "deactivate", "reactivate"])
@pytest.mark.parametrize("name", ["Policy officers", "Moderators"])
def test_only_leads_act_on_officers(client, name, action):
    """A12"""
    client.force_login(make_officer(name))
    other = make_officer()
    before = as_stored(other)

    response = act(client, action, other)

    assert response.status_code == 403
    assert as_stored(other) == before


@pytest.mark.parametrize("action", ["invite_again", "deactivate", "reactivate"])
def test_who_may_only_look_at_officers_cannot_act_on_them(client, action):
    """A12"""
    reader, other = make_officer(), make_officer()
    reader.user_permissions.add(Permission.objects.get(codename="view_officer"))
    client.force_login(reader)
    before = as_stored(other)

    act(client, action, other)

    assert as_stored(other) == before
    assert Entry.objects.count() == 0


def test_a_lead_changes_an_officers_name_and_groups(client, lead):
    officer = make_officer()

    client.post(page_of(officer), {"name": "Ada Marsh", "groups": [group("Moderators"), group("Policy officers")]})

    assert as_stored(officer)["name"] == "Ada Marsh"
    assert as_stored(officer)["groups"] == ["Moderators", "Policy officers"]
    assert [entry.did for entry in Entry.objects.order_by("pk")] == ["was renamed", "was given groups"]


FORGED = {
    "is_superuser": "on",
    "is_active": "",
    "is_staff": "",
    "password": "pbkdf2_sha256$1$a$b",
    "email": "thief@example.com",
    "invitations": "9",
    "last_login_0": "2026-01-01",
}


@pytest.mark.parametrize("field", FORGED)
def test_a_forged_field_changes_nothing(client, lead, field):
    """A12"""
    officer = make_officer(password=PASSWORD)
    before = as_stored(officer)

    response = client.post(page_of(officer), {"name": officer.name, "groups": [group("Policy officers")], field: FORGED[field]})

    assert response.status_code == 302
    assert as_stored(officer) == before


@pytest.mark.parametrize("who", ["lead", "superuser"])
def test_nobody_sees_or_sets_single_permissions(client, who):
    """A12"""
    client.force_login(make_lead() if who == "lead" else make_superuser())
    officer = make_officer()
    post = {"name": officer.name, "groups": [group("Policy officers")], "is_superuser": "on"}

    page = client.get(page_of(officer)).content.decode()
    client.post(page_of(officer), post | {"user_permissions": [Permission.objects.first().pk]})

    assert ("user_permissions" in page, "is_superuser" in page) == (False, False)
    assert list(officer.user_permissions.all()) == []
    assert as_stored(officer)["is_superuser"] is False


def test_a_new_officer_cannot_be_made_a_superuser(client, lead):
    """A12"""
    client.post(ADD, {"email": "new@example.org", "name": "Noor", "groups": [group("Moderators")], "is_superuser": "on"})

    assert Officer.objects.get(email="new@example.org").is_superuser is False


@pytest.mark.parametrize("who", ["lead", "superuser"])
def test_nobody_changes_their_own_groups(client, who):
    """A12"""
    officer = make_lead() if who == "lead" else make_superuser()
    client.force_login(officer)
    before = as_stored(officer)["groups"]

    client.post(page_of(officer), {"name": "A new name", "groups": [group("Moderators")]})

    assert as_stored(officer)["name"] == "A new name"
    assert as_stored(officer)["groups"] == before


def test_nobody_deactivates_themselves(client, lead):
    """A12"""
    response = act(client, "deactivate", lead)

    assert "may not decide what" in response.content.decode()
    assert as_stored(lead)["is_active"] is True


def test_a_lead_cannot_change_a_superuser(client, lead):
    """A12"""
    officer = make_superuser()
    before = as_stored(officer)

    response = client.post(page_of(officer), {"name": "Somebody", "groups": [group("Moderators")]})

    assert response.status_code == 403
    assert as_stored(officer) == before


def test_a_lead_cannot_deactivate_a_superuser(client, lead):
    """A12"""
    officer = make_superuser()

    response = act(client, "deactivate", officer)

    assert "may not decide what" in response.content.decode()
    assert as_stored(officer)["is_active"] is True


def test_a_lead_deactivates_several_and_is_told_of_the_one_that_was_refused(client, lead):
    officer = make_officer()

    act(client, "deactivate", officer, lead)

    assert (as_stored(officer)["is_active"], as_stored(lead)["is_active"]) == (False, True)


def test_a_lead_lets_an_officer_back_in(client, lead):
    officer = make_officer(is_active=False)

    act(client, "reactivate", officer)

    assert as_stored(officer)["is_active"] is True
    assert Message.objects.get().to == officer.email


def test_a_lead_invites_again(client, lead):
    officer = make_officer()

    act(client, "invite_again", officer)
    act(client, "invite_again", officer)

    assert Message.objects.filter(about=named(officer)).count() == 2


def test_an_officer_cannot_be_deleted(client):
    client.force_login(make_superuser())
    officer = make_officer()

    response = client.post(f"{LIST}{officer.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert "delete_selected" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("lookup", ["password__startswith=p", "password=p", "sign_outs=0", "name__regex=(((", "name__exact=%00"])
def test_what_the_list_does_not_show_cannot_be_guessed_at_through_it(client, lead, lookup):
    """A12"""
    assert client.get(f"{LIST}?{lookup}").status_code == 400


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(LIST).status_code == 200
    return len(captured)


def test_the_list_asks_no_more_of_the_database_for_three_officers_than_for_one(client, lead):
    at_one = queries(client)

    make_officer()
    make_officer()

    assert queries(client) == at_one
