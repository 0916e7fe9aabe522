"""Who is told of what comes, at the desk: found by their own address alone."""

import pytest

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_officer
from principles.models import Watch
from principles.tests.makers import NOON, make_comment, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
WATCHES = "/admin/principles/watch/"


def make(email="jo@example.org", **on):
    return Watch.objects.begin(email, **on, how="each", is_confirmed=True, at=NOON)


def listed(client, query=""):
    return list(client.get(WATCHES + query).context["cl"].result_list)


def test_without_an_address_the_list_is_empty(client, officer):
    make()

    assert [listed(client, query) for query in ["", "?q=", "?q=jo", "?q=@example.org", "?q=o@example.org"]] == [[]] * 5


def test_an_address_finds_everything_that_it_is_told_of(client, officer):
    principle = make_principle()
    watches = [make(), make(principle=principle), make(comment=make_comment())]
    make("somebody.else@example.org")

    assert listed(client, "?q=JO@example.org") == watches


@pytest.mark.parametrize("group", [OFFICERS, LEADS])
def test_officers_have_an_address_be_told_no_more(client, group):
    who, watch = make_officer(group), make()
    client.force_login(who)

    client.post(f"{WATCHES}?q=jo@example.org", {"action": "unsubscribe", "_selected_action": watch.pk})

    watch.refresh_from_db()
    assert watch.unsubscribed_at == NOON
    assert Entry.objects.about(watch).filter(did="was told to be quiet", by=named(who)).count() == 1


@pytest.mark.parametrize("group", [MODERATORS, None])
def test_nobody_else_sees_them(client, group):
    who = make_officer(group)
    client.force_login(who)

    assert client.get(WATCHES).status_code == 403
    assert Entry.objects.filter(did="was refused those who are told", by=named(who)).count() == 1


@pytest.mark.parametrize("lookup", ["email__startswith=j", "email=jo@example.org"])
def test_no_address_can_be_guessed_at(client, officer, lookup):
    make()

    assert client.get(f"{WATCHES}?{lookup}").status_code == 400


def test_there_is_no_page_behind_a_line(client, officer):
    assert client.get(f"{WATCHES}{make().pk}/change/").status_code == 404


def test_the_e_mail_that_asks_somebody_to_confirm_is_listed_and_leads_to_no_page(client, officer):
    watch = Watch.objects.begin("jo@example.org", how="each", is_confirmed=False, at=NOON)

    page = client.get("/admin/outbox/message/").content.decode()

    assert f'<td class="field-about">principles.watch/{watch.pk}</td>' in page
