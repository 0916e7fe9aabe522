"""Translations from a round's file, and as one."""

import pytest
from django.conf import settings

from keepitlocal import rounds
from keepitlocal.audit.models import Entry
from keepitlocal.languages import part
from keepitlocal.languages.models import Translation
from keepitlocal.languages.tests.makers import NOON, WELSH, make_translation
from keepitlocal.officers.tests.makers import make_officer

pytestmark = pytest.mark.django_db
ONE = "language: cy\ntexts:\n  - text: One\n    words: Un\n    where: A place\n"


def load(said=ONE, **terms):
    return part.load(rounds.parsed(said, "welsh.yaml"), terms=rounds.Terms(at=NOON, **terms))


def said():
    return dict(Translation.objects.values_list("text", "words"))


def test_a_file_is_loaded_and_said_on_the_record():
    assert load() == ["Words in cy: 1 loaded, 0 as they were."]
    assert said() == {"One": "Un"}
    assert Entry.objects.get().details == {"language": WELSH, "count": 1}


def test_a_file_that_is_loaded_again_changes_nothing():
    load()

    assert load() == ["Words in cy: 0 loaded, 1 as they were."]


def test_a_file_takes_the_place_of_what_a_file_said():
    load()
    load(ONE.replace("Un", "Uno"))

    assert said() == {"One": "Uno"}


def test_what_officers_have_said_otherwise_stays():
    make_translation("One", "Unig", by=make_officer())

    assert load()[1] == "Words in cy: 1 left as officers have them. To lose those, add --replace."
    assert said() == {"One": "Unig"}


def test_what_officers_have_said_otherwise_is_replaced_where_that_is_asked_for():
    make_translation("One", "Unig", by=make_officer())
    load(replace=True)

    assert said() == {"One": "Un"}


def test_what_is_dumped_loads_as_it_was():
    make_translation("One\n\n- two\n- three: {reference}", "Un\n\n- dau\n- tri: {reference}", where="A place: text")
    make_translation("Gone", "")
    before = said()
    content, left_out = part.dump()
    Translation.objects.all().delete()
    load(rounds.written(content))

    assert (said(), left_out) == ({text: words for text, words in before.items() if words}, [])


def test_where_nothing_is_translated_there_is_nothing_to_dump():
    assert part.dump() == (None, [])


def test_there_is_a_round_once_anything_is_translated():
    before = part.has_round()
    load()

    assert (before, part.has_round()) == (False, True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("language: fr\ntexts: []\n", "welsh.yaml, line 1: language must be cy."),
        (f"{ONE}  - text: One\n    words: Dau\n", "welsh.yaml, line 6: text 'One' is here twice."),
        (
            "language: cy\ntexts:\n  - text: Of {x}\n    words: O\n",
            "welsh.yaml, line 4: {x} must be in the words as often as in the text.",
        ),
        ("language: cy\ntexts:\n  - words: Un\n", "welsh.yaml, line 3: text is missing."),
    ],
    ids=["another language", "the same text twice", "a lost place", "no text"],
)
def test_a_mistake_is_said_with_its_line_and_loads_nothing(wrong, sentence):
    with pytest.raises(rounds.RoundError) as mistake:
        load(wrong)

    assert str(mistake.value) == sentence
    assert said() == {}


def test_the_rounds_own_words_load():
    part.load(rounds.read(settings.ROOT / "content" / "welsh.yaml"), terms=rounds.Terms(at=NOON))

    assert said()["Call for evidence"] == "Galwad am dystiolaeth"
