"""Several people, or one in several browsers, at the same moment."""

import pytest

from keepitlocal.campaign.pledges import keeping
from keepitlocal.campaign.pledges.models import Place, Pledge, Status, Tally, pledge
from keepitlocal.campaign.pledges.tests.makers import NOON, make_pledge
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]
ROUNDS = range(4)


def counts():
    return Tally.objects.get().pledges, list(Place.objects.values_list("pledges", "shown"))


def confirming(made):
    mine = Pledge.objects.get(pk=made.pk)
    return lambda: mine.confirm(at=NOON)


@pytest.mark.parametrize("_", ROUNDS)
def test_confirmed_four_times_at_once_it_counts_once(_):
    made = make_pledge(is_confirmed=False)

    at_once(*(confirming(made) for _ in range(4)))

    assert counts() == (1, [(1, 1)])
    assert Message.objects.filter(kind="pledges.receipt").count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_four_pledges_of_one_address_confirmed_at_once_are_one(_):
    made = [make_pledge(email, is_confirmed=False) for email in ["ada@example.org", "ADA@example.org"] * 2]

    at_once(*(confirming(each) for each in made))

    assert counts() == (1, [(1, 1)])
    assert Pledge.objects.filter(status=Status.CONFIRMED).count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_four_addresses_confirmed_at_once_are_four_of_one_place(_):
    made = [make_pledge(f"ada{number}@example.org", is_confirmed=False) for number in range(4)]

    at_once(*(confirming(each) for each in made))

    assert counts() == (4, [(4, 4)])


@pytest.mark.parametrize("_", ROUNDS)
def test_one_page_sent_four_times_at_once_is_one_pledge(_):
    """F10."""
    said = {"name": "Ada", "organisation": "", "place": "Leeds", "words": "", "asks_candidates": False, "agreed": None}

    at_once(*(lambda: pledge(said, email="ada@example.org", begun_with="page", at=NOON) for _ in range(4)))

    assert (Pledge.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_confirmed_while_it_is_purged_it_is_one_or_the_other(_, settings):
    made = make_pledge(is_confirmed=False)
    late = NOON + settings.PLEDGES_UNCONFIRMED_KEPT

    at_once(confirming(made), lambda: keeping.keep_promises(late))

    stands = Pledge.objects.filter(status=Status.CONFIRMED).count()
    assert (Pledge.objects.count(), Tally.objects.get().pledges) == (stands, stands)


@pytest.mark.parametrize("_", ROUNDS)
def test_taken_back_and_hidden_at_once_it_counts_no_more(_):
    made = make_pledge()
    mine = [Pledge.objects.get(pk=made.pk) for _ in range(2)]

    at_once(
        lambda: mine[0].withdraw(at=NOON),
        lambda: mine[1].hide(by=None, at=NOON),
    )

    assert counts() == (0, [])
