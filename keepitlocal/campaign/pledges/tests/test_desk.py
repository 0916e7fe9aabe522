"""Pledges at the desk: found, read, moved by the verbs alone, and exported."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.audit.models import Entry, named
from keepitlocal.campaign.pledges.models import Pledge, report
from keepitlocal.campaign.pledges.part import waiting
from keepitlocal.campaign.pledges.tests.makers import NOON, make_pledge
from keepitlocal.officers.groups import GROUPS, LEADS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LIST = "/admin/pledges/pledge/"
SAID = {
    "approve": ({"revision": 1}, {OFFICERS, LEADS}),
    "refuse": ({"revision": 1, "words": "Say it otherwise."}, {OFFICERS, LEADS}),
    "hide": ({}, {OFFICERS, LEADS}),
    "correct_place": ({"name": "Hull"}, {OFFICERS, LEADS}),
    "withdraw": ({"sure": "on"}, {OFFICERS, LEADS}),
    "erase": ({"sure": "on"}, {LEADS}),
}


def act(client, pledge, verb, **said):
    return client.post(f"{LIST}{pledge.pk}/moderate/", {"verb": verb, **said})


def page(client, pledge):
    return client.get(f"{LIST}{pledge.pk}/change/").text


def listed(client, query=""):
    return list(client.get(LIST + query).context["cl"].result_list)


def everything():
    return list(Pledge.objects.values())


@pytest.mark.parametrize("verb", SAID)
@pytest.mark.parametrize("group", [*GROUPS, None])
def test_each_verb_is_done_by_those_alone_who_may(client, group, verb):
    said, may = SAID[verb]
    who, pledge = make_officer(group), make_pledge(words="I will shop in town.")
    client.force_login(who)
    before = everything()

    answer = act(client, pledge, verb, **said)

    if group in may:
        assert (answer.status_code, everything() != before) == (302, True)
    else:
        assert (answer.status_code, everything()) == (403, before)
        assert Entry.objects.about(pledge).filter(did="was refused", by=named(who)).count() == 1


def test_what_was_changed_since_it_was_read_is_not_approved(client, officer):
    pledge = make_pledge(words="I will shop in town.")
    make_pledge(words="Something else.")

    answer = act(client, pledge, "approve", revision=1)

    assert "It has been changed since you read it" in answer.text
    assert 'name="revision" value="2"' in answer.text


def test_what_is_not_sure_is_not_done(client, officer):
    pledge = make_pledge()

    answer = act(client, pledge, "withdraw")

    assert "Tick this to take it back" in answer.text
    assert Pledge.objects.shown().exists()


def test_hidden_it_can_be_restored(client, officer):
    pledge = make_pledge()
    act(client, pledge, "hide")

    act(client, pledge, "restore")

    assert list(Pledge.objects.shown()) == [pledge]


def test_the_list_is_narrowed(client, officer):
    ada, bea = make_pledge(words="Waits."), make_pledge("bea@example.org", name="Bea", place="York", is_listed=False)
    waits = make_pledge("new@example.org", is_confirmed=False)

    assert set(listed(client)) == {ada, bea}
    assert listed(client, "?status=unconfirmed") == [waits]
    assert listed(client, "?words=waiting") == [ada]
    assert listed(client, "?shown=no") == [bea]
    assert listed(client, "?place=york") == [bea]
    assert listed(client, f"?q={bea.reference}") == [bea]
    assert listed(client, "?q=BEA@example.org") == [bea]


def test_the_address_is_not_on_its_page(client, officer):
    assert "ada@example.org" not in page(client, make_pledge())


def test_the_words_that_were_agreed_to_are_on_its_page(client, officer):
    assert "You can take this back at any time" in page(client, make_pledge())


def test_the_list_costs_the_same_at_one_and_at_three(client, officer):
    make_pledge()
    client.get(LIST)
    costs = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        costs.append(len(queries))
        make_pledge(f"{number}@example.org", place=f"Place {'AB'[number]}")

    assert costs[0] == costs[1]


def test_what_waits_is_on_the_front_page(officer):
    pledge = make_pledge(words="Waits.")
    report(pledge, says="No.", at=NOON)

    said = [(each.counted, each.words, each.is_urgent) for each in waiting(officer, NOON)]
    assert said == [("1", "complaint about a pledge to look into", True), ("1", "pledge with words to read", False)]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_holds_no_names_or_addresses_unless_a_lead_ticks_that(client, format):
    make_pledge()
    client.force_login(make_lead())

    bare = client.post(f"{LIST}export/", {"format": format})
    whole = client.post(f"{LIST}export/", {"format": format, "personal": "on"})

    assert ["personal-data" in each["Content-Disposition"] for each in [bare, whole]] == [False, True]
    assert Entry.objects.filter(did="pledges were exported").count() == 2
    if format == "csv":
        bare, whole = (each.getvalue().decode() for each in [bare, whole])
        assert [["Ada Okafor" in each, "ada@example.org" in each, "Leeds" in each] for each in [bare, whole]] == [
            [False, False, True],
            [True, True, True],
        ]


def test_an_officer_has_no_personal_data_by_any_form(client, officer):
    make_pledge()

    answer = client.post(f"{LIST}export/", {"format": "csv", "personal": "on"})

    assert "Ada Okafor" not in answer.getvalue().decode()


def test_one_press_hides_what_was_reported(client):
    """C10."""
    complaint = report(make_pledge(), says="It is not me.", at=NOON)
    client.force_login(make_lead())
    page = client.get(f"/admin/pledges/complaint/{complaint.pk}/change/").text

    client.post(f"/admin/pledges/complaint/{complaint.pk}/decide/", {"verb": "hide", "words": ""})

    assert re.findall(r'name="verb" value="(\w+)"', page) == ["hide", "uphold", "dismiss"]
    assert not Pledge.objects.shown().exists()


@pytest.mark.parametrize(("verb", "becomes"), [("uphold", "hidden"), ("dismiss", "confirmed")])
def test_a_complaint_is_decided(client, verb, becomes):
    """C10."""
    complaint = report(make_pledge(), says="It is not me.", email="rae@example.org", at=NOON)
    client.force_login(make_lead())

    client.post(f"/admin/pledges/complaint/{complaint.pk}/decide/", {"verb": verb, "words": "We looked."})

    assert Pledge.objects.get().status == becomes
