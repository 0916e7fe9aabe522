"""Enquiries at the desk."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.audit.models import Entry
from keepitlocal.campaign.enquiries.models import Enquiry, Status
from keepitlocal.campaign.enquiries.tests.makers import DAY, NOON, make_answered, make_closed, make_enquiry, texts
from keepitlocal.officers import front
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
ENQUIRIES = "/admin/enquiries/enquiry/"
HANDLING = {"answer", "claim", "assign", "note", "close"}
EVERY = HANDLING | {"reopen", "erase"}
MAY = {OFFICERS: HANDLING, LEADS: HANDLING | {"erase"}, MODERATORS: set()}


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


def page_of(enquiry):
    return f"{ENQUIRIES}{enquiry.pk}/change/"


def act(client, enquiry, verb, **said):
    return client.post(f"{ENQUIRIES}{enquiry.pk}/handle/", {"verb": verb, **said})


def words(response):
    return " ".join(response.content.decode().split())


def offered(client, enquiry):
    return set(re.findall(r'name="verb" value="(\w+)"', client.get(page_of(enquiry)).content.decode()))


def listed(client, query=""):
    return list(client.get(ENQUIRIES + query).context["cl"].result_list)


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_is_offered_what_it_may_do(client, group):
    """A12."""
    enquiry = make_enquiry()
    client.force_login(make_officer(group))

    assert offered(client, enquiry) == MAY[group]


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_does_what_they_are_not_offered(client, group):
    """A12."""
    enquiry = make_enquiry()
    client.force_login(make_officer(group))
    refused = {verb for verb in EVERY if act(client, enquiry, verb).status_code == 403}

    assert refused == EVERY - MAY[group] - ({"reopen"} if MAY[group] else set())


def test_being_refused_goes_on_the_record(client):
    enquiry, moderator = make_enquiry(), make_officer(MODERATORS)
    client.force_login(moderator)
    client.get(page_of(enquiry))

    assert Entry.objects.about(enquiry).filter(did="was refused").count() == 1


@pytest.mark.parametrize(
    ("make", "verbs"),
    [
        (make_enquiry, HANDLING),
        (make_answered, HANDLING),
        (make_closed, {"claim", "assign", "note", "reopen"}),
    ],
    ids=["open", "answered", "closed"],
)
def test_what_can_be_done_depends_on_where_it_stands(client, officer, make, verbs):
    assert offered(client, make()) == verbs


def test_an_answer_is_written_at_the_desk(client, officer):
    enquiry = make_enquiry()

    act(client, enquiry, "answer", text="Do <come>.", seen=1, nonce="x")

    assert texts(enquiry)[1:] == ["Do <come>."]
    assert Message.objects.filter(kind="enquiries.answer", to="ann@example.org").count() == 1
    assert "Do &lt;come&gt;." in words(client.get(page_of(enquiry)))


def test_an_answer_that_is_sent_twice_goes_once(client, officer):
    """F10."""
    enquiry = make_enquiry()
    for _ in range(2):
        act(client, enquiry, "answer", text="Do come.", seen=1, nonce="x")

    assert texts(enquiry)[1:] == ["Do come."]


def test_an_answer_to_what_was_not_read_comes_back_below_it(client, officer):
    enquiry = make_enquiry()
    enquiry.write("It is on fire.", at=NOON)
    page = words(act(client, enquiry, "answer", text="Do <come>.", seen=1, nonce="x"))

    assert ["It is on fire." in page, "Do &lt;come&gt;." in page, "Something was written here" in page] == [True] * 3
    assert 'name="seen" value="2"' in page


def test_an_empty_answer_is_refused_in_words(client, officer):
    page = words(act(client, make_enquiry(), "answer", text="", seen=1))

    assert "Write your answer" in page


def test_it_is_given_to_another_officer(client, officer):
    enquiry, other = make_enquiry(), make_lead()

    act(client, enquiry, "assign", to=other.pk)

    assert Enquiry.objects.get().assigned_to == other


def test_a_note_stands_on_its_page(client, officer):
    enquiry = make_enquiry()

    act(client, enquiry, "note", text="She <rang>.")

    assert "She &lt;rang&gt;." in words(client.get(page_of(enquiry)))


def test_it_is_closed_and_opened_again(client, officer):
    enquiry = make_enquiry()
    act(client, enquiry, "close")
    closed = Enquiry.objects.get().status
    act(client, enquiry, "reopen")

    assert (closed, Enquiry.objects.get().status) == (Status.CLOSED, Status.OPEN)


def test_a_lead_erases_it_once_they_are_sure(client):
    """P1."""
    enquiry = make_enquiry()
    client.force_login(make_lead())
    act(client, enquiry, "erase")
    before = Enquiry.objects.get().status
    act(client, enquiry, "erase", sure="on")

    assert (before, Enquiry.objects.get().status) == (Status.OPEN, Status.ERASED)
    assert "Its words have been erased" in words(client.get(page_of(enquiry)))


def test_a_verb_that_there_is_not_is_a_bad_request(client, officer):
    """F7."""
    assert act(client, make_enquiry(), "publish").status_code == 400


def test_the_list_shows_what_waits_the_longest_first(client, officer):
    later, sooner = make_enquiry(at=NOON + DAY), make_enquiry()
    make_closed()

    assert listed(client) == [sooner, later]


@pytest.mark.parametrize(
    ("query", "found"),
    [("?status=answered", "answered"), ("?status=closed", "closed"), ("?status=all&assigned=me", "answered")],
)
def test_the_list_is_narrowed(client, officer, query, found):
    make_enquiry()
    made = {"answered": make_answered(by=officer), "closed": make_closed()}

    assert listed(client, query) == [made[found]]


@pytest.mark.parametrize("typed", ["{reference}", "O'Neill", "ANN@example.org"])
def test_it_is_found_by_reference_name_and_whole_address(client, officer, typed):
    enquiry = make_enquiry()
    make_enquiry(name="Bo Lin", email="bo@example.org")

    assert listed(client, f"?q={typed.format(reference=enquiry.reference)}") == [enquiry]


@pytest.mark.parametrize("typed", ["nn@example.org", "hall"])
def test_it_is_not_found_by_part_of_an_address_nor_by_its_words_in_the_list(client, officer, typed):
    make_enquiry()

    assert listed(client, f"?q={typed}") == []


def test_the_list_costs_the_same_at_one_and_at_three(client, officer):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(ENQUIRIES)
        return len(counted)

    make_enquiry()
    queries()
    one = queries()
    make_enquiry()
    make_enquiry()

    assert queries() == one


@pytest.mark.parametrize(("group", "waits"), [(OFFICERS, ["1"]), (MODERATORS, [])])
def test_what_waits_is_on_the_front_page_of_whoever_may_answer(group, waits):
    make_enquiry()
    make_answered()
    page = front.page(make_officer(group), NOON)

    assert [each.counted for each in page["waiting"] if "enquir" in each.words] == waits


def test_others_from_the_same_address_are_named(client, officer):
    enquiry, other = make_enquiry(), make_enquiry(email="Ann@Example.org")
    stranger = make_enquiry(email="bo@example.org")
    page = words(client.get(page_of(enquiry)))

    assert (other.reference in page, stranger.reference in page) == (True, False)
