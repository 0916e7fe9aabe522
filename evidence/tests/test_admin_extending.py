"""Extending at the desk: one page, for leads alone, for one call or several."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evidence.models import Call
from evidence.tests.makers import DAY, MOMENT, NOON, make_call
from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

CALLS = "/admin/evidence/call/"
HOUR = datetime.timedelta(hours=1)
WHY = "The site could not be reached in the last hour."


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def page_for(*calls):
    return f"{CALLS}extend/?{'&'.join(f'call={call.pk}' for call in calls)}"


def press(client, *calls, day="2026-06-03", time="17:00", why=WHY):
    return client.post(page_for(*calls), {"until_0": day, "until_1": time, "why": why})


def window(call):
    found = Call.objects.get(pk=call.pk)
    return found.closes_at, found.extended_from, found.extended_why


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def test_after_an_outage_a_lead_reopens_what_had_closed_in_one_action(client, lead):
    """D12: from the list, both calls at once."""
    calls = [make_call(closes_at=NOON - MOMENT, slug=slug) for slug in ["one", "two"]]

    chosen = client.post(CALLS, {"action": "extend", "_selected_action": [call.pk for call in calls]})
    page = client.get(chosen.url)
    done = client.post(chosen.url, {"until_0": "2026-06-03", "until_1": "17:00", "why": WHY})

    assert (chosen.status_code, page.status_code, done.url) == (302, 200, CALLS)
    assert {window(call) for call in calls} == {(NOON + 2 * DAY + 4 * HOUR, NOON - MOMENT, WHY)}
    assert Entry.objects.filter(did="was extended", by=f"officers.officer/{lead.pk}").count() == 2


def test_the_page_of_a_published_call_leads_there_and_back(client, lead):
    call = make_call()
    address = f"{CALLS}{call.pk}/change/"

    offered = f'href="{page_for(call)}"' in client.get(address).content.decode()
    done = press(client, call, day="2026-07-31", time="")

    assert (offered, done.url) == (True, address)
    assert "Done: Call for evidence." in told(done)
    assert f"From 1pm (UK time) on Wednesday 1 July 2026. {WHY}" in client.get(address).content.decode()


def test_a_call_that_is_not_published_is_not_offered_to_be_extended(client, lead):
    call = make_call(published=False)

    page = client.get(f"{CALLS}{call.pk}/change/").content.decode()
    refused = press(client, call)

    assert "extend/?call" not in page
    assert "It is not published" in told(refused)


def test_an_officer_who_is_no_lead_is_not_offered_it(client, officer):
    call = make_call()

    client.post(CALLS, {"action": "extend", "_selected_action": call.pk})

    assert "extend/" not in client.get(f"{CALLS}{call.pk}/change/").content.decode()
    assert 'value="extend"' not in client.get(CALLS).content.decode()


@pytest.mark.parametrize("group", [OFFICERS, MODERATORS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_publish_is_refused_and_it_goes_on_the_record(client, group, method):
    call, other = make_call(), make_officer(group)
    client.force_login(other)

    page = client.get(page_for(call)) if method == "get" else press(client, call)

    assert page.status_code == 403
    assert window(call) == (NOON + 30 * DAY, None, "")
    assert Entry.objects.about(call).filter(did="was refused", by=f"officers.officer/{other.pk}").count() == 1


def test_a_stranger_is_asked_to_sign_in():
    call = make_call()

    assert press(Client(), call).url.startswith("/admin/login/")
    assert window(call) == (NOON + 30 * DAY, None, "")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"why": "  "}, "This is empty. Fill it in"),
        ({"why": "x" * 301}, "at most 300 characters"),
        ({"day": "", "time": ""}, "This is empty. Fill it in"),
        ({"day": "2026-10-25", "time": "01:30"}, "happens twice"),
        ({"day": "2027-03-28", "time": "01:30"}, "does not exist"),
    ],
    ids=["no reason", "a long reason", "no day", "a time that is twice", "a time that never is"],
)
def test_what_is_wrong_is_said_beside_it_and_changes_nothing(client, lead, said, says):
    """D3, D4."""
    call = make_call()

    page = press(client, call, **said)

    assert says in page.content.decode()
    assert window(call) == (NOON + 30 * DAY, None, "")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"day": "2026-06-01", "time": "13:00"}, "past already"),
        ({"day": "2026-07-01", "time": "13:00"}, "only be made longer"),
        ({"day": "2026-06-20", "time": ""}, "only be made longer"),
    ],
    ids=["now", "the same", "earlier"],
)
def test_what_is_refused_is_told_and_keeps_what_was_typed(client, lead, said, says):
    call = make_call()

    page = press(client, call, **said)

    assert page.status_code == 200
    assert says in page.content.decode()
    assert WHY in page.content.decode()
    assert window(call) == (NOON + 30 * DAY, None, "")


def test_of_several_calls_only_those_refused_are_left_on_the_page(client, lead):
    short, long = make_call(slug="short", title="Short", closes_at=NOON), make_call(slug="long", title="Long")

    page = press(client, short, long)

    assert [call for call, *_ in page.context["things"]] == [long]
    assert "Done: Short." in page.content.decode()
    assert "Long: It closes then or later already." in page.content.decode()
    assert window(short)[1] == NOON


def test_pressing_twice_extends_once(client, lead):
    call = make_call(closes_at=NOON)

    press(client, call)
    press(client, call)

    assert Entry.objects.about(call).filter(did="was extended").count() == 1


@pytest.mark.parametrize("query", ["", "?call=", "?call=x", "?call=99999999999999999999", "?call=-1", "?call=0"])
def test_calls_that_there_are_not_are_not_found(client, lead, query):
    assert client.get(f"{CALLS}extend/{query}").status_code == 404


def test_the_page_costs_the_same_for_one_call_and_for_three(client, lead):
    calls = [make_call(slug=slug) for slug in ["one", "two", "three"]]
    costs = []
    for chosen in [calls[:1], calls]:
        with CaptureQueriesContext(connection) as captured:
            client.get(page_for(*chosen))
        costs.append(len(captured))

    assert costs[0] == costs[1]
