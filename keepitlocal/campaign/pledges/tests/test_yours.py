"""Changing a pledge, and taking it back, by the link that was sent to its address; the list of supporters; reporting one."""

import re

import pytest
from django.test import Client

from keepitlocal.campaign.pledges import links
from keepitlocal.campaign.pledges.letters import LETTERS
from keepitlocal.campaign.pledges.models import Complaint, Place, Pledge, Tally
from keepitlocal.campaign.pledges.tests.makers import NOON, make_pledge
from keepitlocal.campaign.pledges.views.supporters import FEW, PEOPLE, PLACES
from keepitlocal.outbox.models import Message
from keepitlocal.ways_in import without_ways_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SUPPORTERS = "/pledge/supporters/"


def address_of(pledge):
    return f"/pledge/change/{links.token(pledge)}/"


def change(client, pledge, **said):
    return client.post(
        address_of(pledge), {"name": "Ada O.", "place": "York", "revision": pledge.revision, "do": "change"} | said
    )


def text(client, address=SUPPORTERS):
    return client.get(address).text


def test_the_link_is_in_the_acknowledgement():
    pledge = make_pledge()

    letter = LETTERS["pledges.receipt"](Message.objects.get(kind="pledges.receipt"))

    assert address_of(pledge) in letter.body
    assert pledge.reference in letter.subject


def test_opening_the_link_changes_nothing(client):
    pledge = make_pledge()

    client.get(address_of(pledge))

    assert list(Pledge.objects.shown()) == [pledge]


def test_what_is_changed_is_shown_at_once(client):
    pledge = make_pledge()
    text(client)

    change(client, pledge, listed="on")

    assert ["Ada O.<" in text(client), "York" in text(client), "Leeds" in text(client)] == [True, True, False]


def test_who_no_longer_ticks_it_is_listed_no_more_and_still_counts(client):
    pledge = make_pledge()
    text(client)

    change(client, pledge)

    assert "Ada O" not in text(client)
    assert Tally.objects.get().pledges == 1


def test_what_was_changed_meanwhile_is_not_written_over_unasked(client):
    pledge = make_pledge()
    make_pledge(name="From the other tab")

    answer = change(client, pledge)

    assert "It has been changed since you opened this page" in answer.text
    assert Pledge.objects.get(pk=pledge.pk).name == "From the other tab"


def test_taken_back_it_is_gone_from_page_and_list_at_once(client):
    pledge = make_pledge()
    before = [text(client), text(client, "/pledge/")]

    client.post(address_of(pledge), {"do": "withdraw"})

    assert ["Ada Okafor" in before[0], "has pledged" in before[1]] == [True, True]
    assert ["Ada Okafor" in text(client), "has pledged" in text(client, "/pledge/")] == [False, False]


def test_taking_it_back_twice_is_taking_it_back(client):
    pledge = make_pledge()

    answers = [client.post(address_of(pledge), {"do": "withdraw"}, follow=True) for _ in range(2)]

    assert ["Your pledge is taken back" in each.text for each in answers] == [True, True]


@pytest.mark.parametrize("state", ["unconfirmed", "erased"])
def test_a_link_to_what_is_not_there_says_so(client, state):
    pledge = make_pledge(is_confirmed=state != "unconfirmed")
    if state == "erased":
        pledge.erase(by=None, at=NOON)

    assert client.get(address_of(pledge)).status_code == 410


def test_a_link_that_we_did_not_make_opens_nothing(client):
    assert client.get("/pledge/change/1:x/").status_code == 410


def test_its_page_is_kept_by_no_browser(client):
    assert client.get(address_of(make_pledge()))["Cache-Control"] == "no-store"


def test_no_log_holds_the_link():
    assert links.token(make_pledge()) not in without_ways_in(f"Not Found: /cy{address_of(make_pledge())}")


def test_the_list_is_sent_again_only_where_it_changed(client, django_assert_num_queries):
    make_pledge()
    first = client.get(SUPPORTERS)

    with django_assert_num_queries(1):
        again = client.get(SUPPORTERS, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_the_form_costs_one_query(client, django_assert_num_queries):
    client.get("/pledge/")

    with django_assert_num_queries(1):
        client.get("/pledge/")


def test_each_page_of_the_form_has_its_own_nonce(client):
    nonces = {re.search(r'name="nonce" value="([^"]+)"', text(client, "/pledge/"))[1] for _ in range(3)}

    assert len(nonces) == 3


def test_words_are_in_the_list_once_they_are_approved(client):
    pledge = make_pledge(words="I will shop in town.")
    before = text(client)

    pledge.approve(revision=1, by=None, at=NOON)

    assert ["I will shop" in before, "I will shop" in text(client)] == [False, True]


def test_places_come_in_the_order_of_the_alphabet_whoever_has_more(client):
    for number, place in enumerate(["York", "York", "Leeds"]):
        make_pledge(f"ada{number}@example.org", place=place)

    assert re.findall(r"<bdi>(York|Leeds)</bdi></a></h2>", text(client)) == ["Leeds", "York"]


def test_no_place_is_ranked_or_counted(client):
    for number in range(3):
        make_pledge(f"ada{number}@example.org")

    words = re.sub(r"<[^>]*>", " ", text(client).partition("<main")[2].partition("</main")[0])
    assert re.findall(r"%|winning|most|\d+", words) == ["3"]  # all of them together


def test_places_are_paged(client):
    for number in range(PLACES + 1):
        make_pledge(f"ada{number}@example.org", place=f"Place {chr(65 + number)}")

    following = re.search(r'href="(\?after=\d+)"', text(client))[1]
    assert re.findall(r"<h2.*<bdi>(.*)</bdi>", text(client, SUPPORTERS + following)) == [f"Place {chr(65 + PLACES)}"]


def test_of_a_place_with_many_the_first_are_shown_and_the_others_on_its_page(client):
    for number in range(FEW + 1):
        make_pledge(f"ada{number}@example.org", name=f"Ada {number:02}")

    shown, everybody = (
        re.findall(r"Ada \d\d(?=</bdi>)", each)
        for each in [text(client), text(client, f"{SUPPORTERS}in/{Place.objects.get().pk}/")]
    )
    assert [len(set(shown)), len(set(everybody))] == [FEW, FEW + 1]


def test_people_of_a_place_are_paged(client, monkeypatch):
    monkeypatch.setattr("keepitlocal.campaign.pledges.views.supporters.PEOPLE", 2)
    for number in range(3):
        make_pledge(f"ada{number}@example.org", name=f"Ada {number}")
    address = f"{SUPPORTERS}in/{Place.objects.get().pk}/"

    following = re.search(r'href="(\?after=\d+)"', text(client, address))[1]
    assert PEOPLE > 2
    assert set(re.findall(r"Ada \d", text(client, address + following))) == {"Ada 2"}


@pytest.mark.parametrize("address", ["?after=9", "?after=x", "?after=", "in/9/", "9/report/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(SUPPORTERS + address).status_code == 404


def test_whoever_reports_a_pledge_gets_a_reference_and_hides_nothing(client):
    """C10."""
    pledge = make_pledge()

    answer = client.post(f"{SUPPORTERS}{pledge.pk}/report/", {"says": "It is not me.", "nonce": "n"})

    complaint = Complaint.objects.get()
    assert (complaint.pledge, complaint.says) == (pledge, "It is not me.")
    assert complaint.reference in text(Client(), answer["Location"])
    assert "Ada Okafor" in text(client)


def test_those_who_decide_are_told_at_once(client, settings):
    """C10."""
    client.post(f"{SUPPORTERS}{make_pledge().pk}/report/", {"says": "It is not me.", "email": "rae@example.org"})

    kinds = dict(Message.objects.filter(kind__startswith="pledges.complaint").values_list("kind", "to"))
    assert kinds == {"pledges.complaint": "rae@example.org", "pledges.complaint_notice": settings.POLICY_EMAIL}
    assert "pledge" in LETTERS["pledges.complaint"](Message.objects.get(kind="pledges.complaint")).body


@pytest.mark.parametrize("verb", ["hide", "withdraw", "erase"])
def test_what_is_shown_no_more_cannot_be_reported_and_the_words_are_given_back(client, verb):
    pledge = make_pledge()
    getattr(pledge, verb)(by=None, at=NOON)

    answer = client.post(f"{SUPPORTERS}{pledge.pk}/report/", {"says": "Words with care."})

    assert (answer.status_code, Complaint.objects.count()) == (409, 0)
    assert "Words with care." in answer.text


def test_nobody_is_listed_yet_says_so(client):
    assert "Nobody is named here yet" in text(client)
