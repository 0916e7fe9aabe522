import hashlib

import pytest
from django.db import IntegrityError, transaction

from keepitlocal.consent.models import Purpose, Statement, fingerprint

WORDS = (Purpose.PUBLICATION, "named", "With my name", "You may publish this with my name.")


def test_a_fingerprint_is_the_sha256_of_the_words_in_their_order():
    assert fingerprint("You may", "publish") == hashlib.sha256(b"You may\x1fpublish").hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        ("You may publis", "h"),
        ("publish", "You may"),
        ("You may", "publish "),
        ("You may", "Publish"),
        ("You may\u00a0", "publish"),
    ],
    ids=["cut elsewhere", "other order", "one space more", "other case", "another space"],
)
def test_other_words_have_another_fingerprint(other):
    assert fingerprint(*other) != fingerprint("You may", "publish")


@pytest.mark.django_db
def test_the_same_words_are_one_statement():
    assert Statement.objects.worded(*WORDS) == Statement.objects.worded(*WORDS)


@pytest.mark.django_db
@pytest.mark.parametrize("place", [1, 2, 3], ids=["code", "label", "words"])
def test_changed_words_are_another_statement_and_the_first_stays_as_it_was_read(place):
    first = Statement.objects.worded(*WORDS)
    changed = [word + "!" if number == place else word for number, word in enumerate(WORDS)]

    second = Statement.objects.worded(*changed)

    first.refresh_from_db()
    assert second != first
    assert (first.purpose, first.code, first.label, first.words) == WORDS


@pytest.mark.django_db
def test_the_database_refuses_the_same_fingerprint_twice():
    first = Statement.objects.worded(*WORDS)

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(purpose=Purpose.PUBLICATION, code="x", label="x", words="x", fingerprint=first.fingerprint)


@pytest.mark.django_db
def test_the_database_refuses_a_purpose_that_we_do_not_have():
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.worded("amusement", "code", "label", "words")
