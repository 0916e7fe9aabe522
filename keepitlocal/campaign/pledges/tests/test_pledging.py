"""Pledging support, from the form to the button behind the link by which it counts."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.tests.naughty import STRINGS
from keepitlocal import confirming
from keepitlocal.campaign.pledges.forms import PledgeForm
from keepitlocal.campaign.pledges.letters import LETTERS, NAME
from keepitlocal.campaign.pledges.models import Place, Pledge, Tally, pledge
from keepitlocal.campaign.pledges.tests.makers import DAY, NOON, make_pledge
from keepitlocal.honeypot import FILLED
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SAID = {"name": "Ada Okafor", "place": "Leeds", "email": "ada@example.org", "nonce": "n"}


def send(client, **said):
    return client.post("/pledge/", {**SAID, **said})


def path_of(pledge):
    return "/confirm/" + confirming.address(NAME, pledge.pk).rpartition("/confirm/")[2]


def press(client, pledge, do="confirm"):
    return client.post(path_of(pledge), {"do": do})


def counted():
    return getattr(Tally.objects.first(), "pledges", 0)


def page(client, address="/pledge/supporters/"):
    return client.get(address).text


def test_a_pledge_counts_once_its_address_is_confirmed(client):
    send(client, listed="on")
    made = Pledge.objects.get()
    before = counted()

    press(client, made)

    assert (before, counted()) == (0, 1)
    assert "Ada Okafor" in page(client)


def test_what_is_not_confirmed_is_neither_counted_nor_shown(client):
    send(client, listed="on")

    assert counted() == 0
    assert "Ada Okafor" not in page(client) + page(client, "/pledge/")


def test_the_count_is_on_the_form(client):
    for number in range(3):
        make_pledge(f"ada{number}@example.org")

    assert "<strong>3</strong> people have pledged their support" in page(client, "/pledge/")


def test_nothing_is_ticked_to_begin_with(client):
    assert "checked" not in page(client, "/pledge/")


def test_who_does_not_ask_to_be_listed_counts_and_is_not_shown(client):
    make_pledge(is_listed=False)

    assert counted() == 1
    assert "Ada Okafor" not in page(client)


def test_the_exact_words_of_the_agreement_are_kept(client):
    send(client, listed="on")

    agreed = Pledge.objects.get().agreed
    assert agreed.label == "Show my name in the list of supporters by place"
    assert "You can take this back at any time" in agreed.words


def test_whether_an_address_has_pledged_is_told_to_nobody(client):
    """A9."""
    make_pledge()

    known, unknown = send(client), send(Client(), email="ade@example.org")

    assert (known.status_code, unknown.status_code) == (302, 302)
    assert known["Location"] == unknown["Location"]
    assert page(client, known["Location"]) == page(client, unknown["Location"])


def test_what_is_done_costs_the_same_whether_or_not_an_address_has_pledged(client):
    """A9."""
    make_pledge()
    send(client, nonce="0")  # the statement, and whatever is prepared once, is there
    costs = []
    for nonce, email in [("1", "ada@example.org"), ("2", "new@example.org")]:
        with CaptureQueriesContext(connection) as queries:
            send(client, email=email, nonce=nonce)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_the_same_page_sent_twice_is_one_pledge_and_one_e_mail(client):
    """F10."""
    first, second = send(client), send(client)

    assert first["Location"] == second["Location"]
    assert (Pledge.objects.count(), Message.objects.count()) == (1, 1)


def test_the_same_page_sent_again_with_another_address_loses_nothing(client):
    """F11: who goes back and corrects their address is written to there."""
    send(client, email="ada@exmaple.org")
    send(client)

    assert list(Pledge.objects.order_by("pk").values_list("email", flat=True)) == ["ada@exmaple.org", "ada@example.org"]


def test_the_page_after_it_can_be_visited_again_and_says_no_name(client):
    """F11."""
    where = send(client)["Location"]

    again = page(Client(), where)
    assert "a…@example.org" in again
    assert ["Ada" in again, "ada@" in again] == [False, False]


@pytest.mark.parametrize("token", ["x", "1:x"])
def test_an_address_that_we_did_not_give_is_not_found(client, token):
    assert client.get(f"/pledge/sent/{token}/").status_code == 404


@pytest.mark.parametrize("name", ["Policy Officer", "Keep it Local", "Роlісу Tеаm", "Mary Jones"])
def test_nobody_pledges_under_a_name_of_ours(client, name):
    """C7."""
    make_officer(name="Mary Jones")

    answer = send(client, name=name)

    assert "could be taken for the policy team" in answer.text
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": " "}, "Enter your name"),
        ({"place": ""}, "Enter your village, town or city"),
        ({"place": "1!"}, "Enter a village, town or city"),
        ({"email": ""}, "Enter your email address. It is never shown"),
        ({"email": "ada@localhost"}, "Enter an email address in the correct format"),
        ({"name": "x" * 101}, "must be 100 characters or fewer"),
        ({"place": "x" * 61}, "must be 60 characters or fewer"),
        ({"words": "x" * 501}, "What you pledge must be 500 characters or fewer"),
        ({"name": "www.shop.example"}, "Leave out the web address"),
        ({"organisation": "Policy team"}, "cannot be taken for the policy team"),
        ({"website": "https://spam.example"}, FILLED),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, said, words):
    answer = send(client, **{"words": "Typed with care."} | said)

    assert (answer.status_code, Pledge.objects.count()) == (200, 0)
    assert words in answer.text
    assert "words" in said or "Typed with care." in answer.text


def test_names_stand_apart_from_what_is_beside_them(client):
    """C9."""
    make_pledge(name="عدا", organisation="שלום")

    assert "<bdi>שלום</bdi>" in page(client)
    assert re.search(r"<bdi[^>]*>عدا</bdi>", page(client))


def test_whatever_is_typed_is_kept_or_refused_and_shown_as_text(client):
    """F16, C1."""
    for number, text in enumerate(STRINGS):
        said = {"name": f"A {text}", "organisation": text, "place": f"Leeds {text}", "words": text, "listed": "on"}
        form = PledgeForm(said | {"email": f"ada{number}@example.org"})
        if form.is_valid():
            made = pledge(form.said(), email=form.cleaned_data["email"], at=NOON)
            made.confirm(at=NOON)
            made.approve(revision=1, by=None, at=NOON) if made.words else None

    shown = page(client) + "".join(page(client, f"/pledge/supporters/in/{each.pk}/") for each in Place.objects.all())
    assert Pledge.objects.count() > 200
    assert re.findall(r'<script(?! src=)|<img|(?:href|src)="javascript', shown) == []


def test_who_sends_faster_than_people_do_is_slowed_and_loses_nothing(client, settings):
    settings.PACE = 2

    answers = [send(client, words="Typed with care.", nonce=str(number)) for number in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Typed with care." in answers[2].text


def test_no_e_mail_carries_what_anybody_typed():
    """M13."""
    first = make_pledge(name="Quokka", organisation="Quokka", place="Quokka", words="Quokka")
    first.refuse(revision=1, words="Say it otherwise.", by=None, at=NOON)
    letters = [LETTERS[each.kind](each) for each in Message.objects.all()]
    first.approve(revision=1, by=None, at=NOON)
    first.hide(by=None, at=NOON + DAY)
    letters += [LETTERS[each.kind](each) for each in Message.objects.all()]
    first.restore(by=None, at=NOON + 2 * DAY)
    letters += [LETTERS[each.kind](each) for each in Message.objects.all()]
    first.withdraw(at=NOON + 3 * DAY)
    letters += [LETTERS[each.kind](each) for each in Message.objects.all()]
    make_pledge("new@example.org", name="Quokka", is_confirmed=False)
    letters += [LETTERS[each.kind](each) for each in Message.objects.all()]

    assert {"Quokka" in f"{each.subject} {each.body}" for each in filter(None, letters)} == {False}


def test_the_policy_team_is_told(settings):
    make_pledge()

    assert Message.objects.filter(kind="pledges.notice", to=settings.POLICY_EMAIL).count() == 1


def test_in_welsh_it_stays_in_welsh(client):
    answer = client.post("/cy/pledge/", SAID)

    assert answer["Location"].startswith("/cy/pledge/sent/")


def test_the_form_is_found_by_its_name():
    assert reverse("pledges:pledge") == "/pledge/"
