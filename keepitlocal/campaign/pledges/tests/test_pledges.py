"""Pledges in the database: one for each address, counted and listed while they stand."""

import pytest

from keepitlocal.audit.models import Entry
from keepitlocal.campaign.news.models import Follower
from keepitlocal.campaign.pledges import keeping
from keepitlocal.campaign.pledges.models import Place, Pledge, Status, Tally, report, statuses
from keepitlocal.campaign.pledges.part import SO_FAR, public
from keepitlocal.campaign.pledges.places import key_of, spelt
from keepitlocal.campaign.pledges.tests.makers import DAY, MOMENT, NOON, make_pledge
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, TooLate
from keepitlocal.outbox.models import Message
from keepitlocal.passages.models import Passage

pytestmark = pytest.mark.django_db


def counted():
    return getattr(Tally.objects.first(), "pledges", 0)


def places():
    return [(each.name, each.pledges, each.shown) for each in Place.objects.all()]


def listed():
    return sorted(Pledge.objects.shown().values_list("name", flat=True))


def now(pledge):
    return Pledge.objects.get(pk=pledge.pk)


def visibility():
    return list(Passage.objects.values_list("text", "visibility"))


def test_every_verb_of_officers_has_its_statuses():
    assert {status for those in statuses.DONE_TO.values() for status in those} <= set(Status)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("is_listed", [True, False])
def test_what_is_public_is_so_asked_of_one_or_of_all(status, is_listed):
    pledge = make_pledge(is_listed=is_listed)
    Pledge.objects.filter(pk=pledge.pk).update(status=status)

    assert now(pledge).is_public is Pledge.objects.shown().exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("leeds", "Leeds"),
        ("LEEDS ", "Leeds"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("St. Helens", "st helens"),
        ("Bishop’s Castle", "Bishops Castle"),
        ("Ynys Môn", "ynys mon"),
        ("Tyne & Wear", "Tyne and Wear"),
    ],
)
def test_a_place_is_one_however_it_is_written(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("leeds", "Leeds"),
        ("LEEDS", "Leeds"),
        ("stoke-on-trent", "Stoke-on-Trent"),
        ("newcastle upon tyne", "Newcastle upon Tyne"),
        ("the lizard", "The Lizard"),
        ("McDuff", "McDuff"),
    ],
)
def test_a_place_has_great_letters_where_nobody_wrote_any(typed, shown):
    assert spelt(typed) == shown


def test_pledges_from_one_place_are_listed_together():
    make_pledge("a@example.org", place="Leeds")
    make_pledge("b@example.org", place="leeds")
    make_pledge("c@example.org", place="York", is_listed=False)

    assert places() == [("Leeds", 2, 2), ("York", 1, 0)]


@pytest.mark.parametrize("verb", ["withdraw", "erase", "hide"])
def test_what_goes_is_at_once_neither_counted_nor_listed(verb):
    pledge = make_pledge()

    getattr(pledge, verb)(by=None, at=NOON)

    assert (counted(), places(), listed()) == (0, [], [])
    assert [each.address for each in public(NOON)] == ["/pledge/", "/pledge/supporters/"]


def test_what_was_hidden_and_is_restored_counts_again():
    pledge = make_pledge()
    pledge.hide(by=None, at=NOON)

    pledge.restore(by=None, at=NOON)

    assert (counted(), places(), listed()) == (1, [("Leeds", 1, 1)], ["Ada Okafor"])


def test_every_place_with_somebody_listed_is_public():
    make_pledge()

    assert [each.address for each in public(NOON)][-1] == f"/pledge/supporters/in/{Place.objects.get().pk}/"


def test_how_many_there_are_is_told_so_far():
    make_pledge()

    assert (SO_FAR["pledges.pledges"].count(), SO_FAR["pledges.pledges"].says(1)) == (1, "pledge of support")


def test_whoever_took_it_back_can_pledge_again_under_the_same_reference():
    first = make_pledge()
    first.withdraw(at=NOON)

    again = make_pledge(name="Ada O.")

    assert (again.pk, again.reference, counted(), listed()) == (first.pk, first.reference, 1, ["Ada O."])


@pytest.mark.parametrize("is_taken_back", [True, False])
def test_what_officers_hid_is_not_shown_by_pledging_again(is_taken_back):
    first = make_pledge()
    first.hide(by=None, at=NOON)
    if is_taken_back:
        first.withdraw(at=NOON)

    make_pledge(name="Ada O.")

    assert (now(first).status, counted(), listed()) == (Status.HIDDEN, 0, [])


@pytest.mark.parametrize("verb", ["withdraw", "erase"])
def test_words_are_found_no_more_once_it_is_gone(verb):
    """P1."""
    pledge = make_pledge(words="I will shop in town.")

    getattr(pledge, verb)(by=None, at=NOON)

    assert visibility() == []


def test_erasing_leaves_nothing_of_whoever_made_it():
    """P1."""
    pledge = make_pledge(name="Quokka", organisation="Quokka", place="Quokka", words="Quokka", email="quokka@example.org")
    report(pledge, says="Quokka", at=NOON)

    pledge.erase(by=None, at=NOON)

    rows = [*Pledge.objects.values(), *pledge.complaints.values("says"), *Message.objects.values(), *Entry.objects.values()]
    rows += [*Place.objects.values(), *Passage.objects.values()]
    assert "quokka" not in str(rows).lower()


def test_what_is_erased_is_not_erased_again():
    pledge = make_pledge()
    pledge.erase(by=None, at=NOON)

    with pytest.raises(NotAllowed):
        pledge.erase(by=None, at=NOON)


def test_what_became_part_of_another_holds_nothing_of_whoever_made_it():
    """P1."""
    make_pledge()
    make_pledge(name="Quokka")

    assert list(Pledge.objects.filter(status=Status.MERGED).values_list("name", "email", "place")) == [("", "", "")]


def test_a_pledge_that_nobody_confirmed_goes_at_the_exact_moment(settings):
    made = make_pledge(is_confirmed=False)
    until = NOON + settings.PLEDGES_UNCONFIRMED_KEPT

    early = keeping.keep_promises(until - MOMENT).erased
    late = keeping.keep_promises(until).erased

    assert (early, late, Pledge.objects.count()) == (0, 1, 0)
    assert not Message.objects.filter(to="ada@example.org").exists()
    with pytest.raises(AlreadyMoved):
        made.confirm(at=until - MOMENT)


def test_it_is_too_late_to_confirm_at_that_moment(settings):
    made = make_pledge(is_confirmed=False)

    with pytest.raises(TooLate):
        made.confirm(at=NOON + settings.PLEDGES_UNCONFIRMED_KEPT)

    assert counted() == 0


def test_a_confirmed_pledge_is_kept(settings):
    make_pledge()

    keeping.keep_promises(NOON + 1000 * DAY)

    assert counted() == 1


def test_what_was_taken_back_is_erased_at_the_exact_moment(settings):
    """P1."""
    pledge = make_pledge()
    pledge.withdraw(at=NOON)

    keeping.keep_promises(NOON + settings.WITHDRAWN_KEPT - MOMENT)
    early = now(pledge).status
    keeping.keep_promises(NOON + settings.WITHDRAWN_KEPT)

    assert (early, now(pledge).status, now(pledge).name) == (Status.WITHDRAWN, Status.ERASED, "")


@pytest.mark.parametrize("news", [True, False])
def test_who_asks_for_news_is_told_once_the_address_is_confirmed(news):
    made = make_pledge(news=news, is_confirmed=False)
    before = Follower.objects.count()

    made.confirm(at=NOON)

    assert (before, list(Follower.objects.values_list("email", flat=True))) == (0, ["ada@example.org"] if news else [])
    assert not Message.objects.filter(kind__startswith="news.").exists()
