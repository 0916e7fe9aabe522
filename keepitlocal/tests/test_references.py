import re

import pytest
from django.db import IntegrityError, transaction

from evidence.models import Call, Submission
from keepitlocal import references
from keepitlocal.officers.tests.makers import NOON
from keepitlocal.windows import day_ends


def make_submission():
    """Something that can have a reference."""
    window = {"opens_at": NOON, "closes_at": day_ends(NOON.date())}
    call = Call.objects.get_or_create(slug="care", defaults={"title": "Care", "reference_prefix": "KIL", **window})[0]
    return Submission.objects.create(call=call, begun_at=NOON, status_since=NOON)


def one_after_another(monkeypatch, *numbers):
    """What chance deals next."""
    deck = iter(numbers)
    monkeypatch.setattr(references, "new", lambda prefix: next(deck))
    return deck


def test_a_reference_is_a_prefix_and_two_groups_of_four():
    assert re.fullmatch(r"KIL-[346789CFGHJKMPQRTVWX]{4}-[346789CFGHJKMPQRTVWX]{4}", references.new("KIL"))


def test_no_reference_can_spell_a_word():
    assert set("AEIOUY") & set(references.ALPHABET) == set()


@pytest.mark.parametrize("alike", ["0OD", "1IL", "2Z", "5S", "8B", "UV", "MN"])
def test_of_letters_and_figures_that_look_alike_there_is_at_most_one(alike):
    assert len(set(alike) & set(references.ALPHABET)) <= 1


def test_the_alphabet_gives_the_odds_that_are_claimed():
    assert len(set(references.ALPHABET)) ** 8 == 25_600_000_000


def test_the_longest_prefix_leaves_room_in_the_column():
    longest = Call._meta.get_field("reference_prefix").max_length

    assert len(references.new("K" * longest)) <= references.LONGEST


@pytest.mark.parametrize("typed", ["KIL-7QX4-M2PT", "kil-7qx4-m2pt", " KIL 7QX4 M2PT ", "kil  7qx4 - m2pt\n", "KIL--7QX4-M2PT"])
def test_what_people_type_is_found_as_it_was_stored(typed):
    assert references.tidy(typed) == "KIL-7QX4-M2PT"


@pytest.mark.django_db
def test_a_thing_is_given_its_reference_and_keeps_it():
    submission = make_submission()

    references.give(submission, "KIL")

    assert Submission.objects.get().reference == submission.reference
    assert submission.reference.startswith("KIL-")


@pytest.mark.django_db
def test_the_database_refuses_a_reference_that_is_taken():
    Submission.objects.filter(pk=make_submission().pk).update(reference="KIL-CCCC-CCCC")
    second = make_submission()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=second.pk).update(reference="KIL-CCCC-CCCC")


@pytest.mark.django_db
def test_a_reference_that_is_taken_is_dealt_again(monkeypatch):
    one_after_another(monkeypatch, "KIL-CCCC-CCCC", "KIL-CCCC-CCCC", "KIL-FFFF-FFFF")
    first, second = make_submission(), make_submission()

    references.give(first, "KIL")
    references.give(second, "KIL")

    assert (first.reference, second.reference) == ("KIL-CCCC-CCCC", "KIL-FFFF-FFFF")


@pytest.mark.django_db
def test_when_every_try_is_taken_it_fails_loudly_and_asks_no_more(monkeypatch):
    deck = one_after_another(monkeypatch, *["KIL-CCCC-CCCC"] * 6, "the next")
    references.give(make_submission(), "KIL")

    with pytest.raises(IntegrityError), transaction.atomic():
        references.give(make_submission(), "KIL", tries=5)

    assert next(deck) == "the next"


@pytest.mark.django_db
def test_a_try_that_fails_leaves_the_callers_transaction_whole(monkeypatch):
    one_after_another(monkeypatch, "KIL-CCCC-CCCC", "KIL-CCCC-CCCC", "KIL-FFFF-FFFF")
    references.give(make_submission(), "KIL")

    with transaction.atomic():
        second = make_submission()
        references.give(second, "KIL")

    assert Submission.objects.filter(reference="KIL-FFFF-FFFF").get() == second
