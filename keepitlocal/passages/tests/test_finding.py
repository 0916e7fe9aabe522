import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages import finding, likes
from keepitlocal.passages.asking import read
from keepitlocal.passages.finding import by_reference, find, kinds_for
from keepitlocal.passages.models import Passage, forget, put, put_all
from keepitlocal.passages.stems import stems_of
from keepitlocal.passages.tests.conftest import changed
from keepitlocal.passages.tests.makers import make_passage, make_passages, passage
from keepitlocal.passages.tests.part import ANSWER, REMARK

pytestmark = pytest.mark.django_db

TEXTS = [
    "The local trust runs a day centre.",
    "A bank, and a local trust beside it.",
    "Trust is local; banks are not.",
    "Commissioners never came to the Café.",
    "E-mail us at the centre, day or night.",
    "",
]
WORDS = ["local", "trust", "trusts", "bank", "day", "centre", "cafe", "commissioning", "the", "e-mail", "night", "nobody"]


def every(kind=ANSWER):
    return {kind: Passage.objects.filter(kind=kind)}


def found(typed, within=None, **said):
    """The keys of what is found, the newest first."""
    return [passage.pk for passage in find(read(typed), within or every(), **said).passages]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("trust", [2, 1, 0]),
        ("TRUSTS", [2, 1, 0]),
        ("trust bank", [2, 1]),
        ('"local trust"', [1, 0]),
        ('"trust local"', []),
        ("trust -bank", [0]),
        ('trust -"local trust"', [2]),
        ("comm*", [3]),
        ("-trust -comm*", [5, 4]),
        ("café", [3]),
        ("e-mail", [4]),
        ('"day centre" e-mail', []),
        ("the trust", [2, 1, 0]),
    ],
)
def test_what_has_all_that_is_asked_is_found_the_newest_first(typed, expected):
    keys = make_passages(*TEXTS)

    assert found(typed) == [keys[place] for place in expected]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(asked=st.lists(st.tuples(*map(st.sampled_from, [["", "-"], WORDS, ["", *WORDS], ["", "*"]])), min_size=1, max_size=4))
def test_both_databases_find_what_reading_everything_finds(asked):
    if not Passage.objects.exists():
        make_passages(*TEXTS)
    pieces = [f'{minus}"{word} {beside}"' if beside else f"{minus}{word}{star}" for minus, word, beside, star in asked]
    ask = read(" ".join(pieces))

    assert finding._newest(ask, every(), None) == [row.pk for row in Passage.objects.all() if has(row, ask)]


def has(row, ask):
    stems = stems_of(row.text).split()
    wanted, unwanted = ([bool(list(term.places(stems))) for term in terms] for terms in [ask.wanted, ask.unwanted])
    return all(wanted) and not any(unwanted)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(typed=st.text() | st.text(alphabet="a\"'*-:()&|!<>\\%\x00 🙂^{}~+ﷺ½"))
def test_whatever_is_typed_is_answered(typed):
    """F16: no operator, quote or character of a database's own makes an error."""
    find(read(typed), every())
    by_reference(typed, [ANSWER])


def test_ten_thousand_characters_are_answered():
    assert found("local " * 2_000) == found('"' * 10_000) == found("-" * 10_000) == found("x" * 10_000) == []


def test_a_name_finds_what_its_bearer_sent():
    made = make_passage("", names="Ada Okafor\nExample Community Trust")

    assert found("okafor") == found("example trust") == [made.pk]


def test_pages_show_everything_once_and_the_newest_first(monkeypatch):
    monkeypatch.setattr(finding, "PAGE", 2)
    keys = make_passages(*["A local trust."] * 5)

    pages, before = [], None
    while True:
        page = find(read("trust"), every(), before=before)
        pages.append([passage.pk for passage in page.passages])
        if not (before := page.before):
            break

    assert pages == [[keys[4], keys[3]], [keys[2], keys[1]], [keys[0]]]


def test_what_is_rare_is_found_however_old_it_is(monkeypatch):
    monkeypatch.setattr(finding, "NEAR", 2)
    keys = make_passages("A rare bird.", *["A local trust."] * 5, "Another rare bird.")

    assert found("bird") == [keys[6], keys[0]]


@pytest.mark.parametrize("near", [1, 2, 7, 60, 1_000])
@pytest.mark.parametrize(("common", "rare"), [(1, 40), (2, 3), (40, 1)], ids=["of one kind", "of both", "of the other"])
def test_of_two_kinds_the_newest_are_found_whichever_has_more(monkeypatch, near, common, rare):
    """The page is the same however far each kind is looked through before its index is asked."""
    monkeypatch.setattr(finding, "NEAR", near)
    put_all(
        [
            passage("A trust." if number % divisor == 0 else "A bank.", kind=kind)
            for number in range(80)
            for kind, divisor in [(ANSWER, common), (REMARK, rare)]
        ]
    )
    keys = Passage.objects.filter(text="A trust.").order_by("-pk").values_list("pk", flat=True)

    assert found("trust", every() | every(REMARK)) == list(keys[: finding.PAGE])


def test_what_is_older_than_a_full_page_is_not_asked_for(monkeypatch, django_assert_num_queries):
    """Of a kind that does not have it, the index would have been asked for all that others have."""
    monkeypatch.setattr(finding, "NEAR", 30)
    put_all([passage("A bank.", kind=REMARK) for _ in range(40)])
    put_all([passage("A trust.") for _ in range(40)])

    with django_assert_num_queries(6):  # where the newest end and what is among them, twice; their rows, and the tags on these
        found("trust", every() | every(REMARK))


def test_the_kinds_are_one_list():
    old, new = make_passages("A trust.", "A trust."), make_passages("A trust.", kind=REMARK)

    assert found("trust", every() | every(REMARK)) == [*new, *reversed(old)]


def test_a_changed_passage_is_found_by_what_it_says_now():
    made = make_passage("A trust.")
    made.text = "A bank."
    put_all([made])

    assert (found("trust"), found("bank")) == ([], [made.pk])


@pytest.mark.parametrize("typed", ["KIL-7QX4-M2PT", "kil 7qx4 m2pt", " kil-7qx4-m2pt "])
def test_a_reference_finds_each_thing_with_it_once_however_it_is_typed(typed):
    whole = make_passage(thing="tests.thing/a", reference="KIL-7QX4-M2PT")
    make_passage(thing="tests.thing/a", place="question-1", reference="KIL-7QX4-M2PT")
    other = make_passage(thing="tests.thing/b", place="question-1", reference="KIL-7QX4-M2PT")

    assert by_reference(typed, [ANSWER]) == [whole, other]


def test_a_reference_of_a_kind_that_may_not_be_read_finds_nothing():
    make_passage(reference="KIL-7QX4-M2PT")

    assert by_reference("KIL-7QX4-M2PT", [REMARK]) == []


@pytest.mark.usefixtures("two_kinds")
def test_officers_find_the_kinds_that_they_may_read():
    assert set(kinds_for(make_officer())) == {ANSWER, REMARK}
    assert set(kinds_for(make_officer(MODERATORS))) == {REMARK}
    assert set(kinds_for(make_officer(None))) == set(kinds_for(AnonymousUser())) == set()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("comissioning", "The commissioning of care"),
        ("Smith", "Mr Smyth came"),
        ("Okafer", "Okafor"),
        ("organistion", "organisation"),
    ],
)
def test_a_word_that_nothing_has_finds_what_is_like_it(typed, said):
    made = make_passage(said)
    make_passage("The bank.")
    changed()

    page = find(read(typed), every())

    assert page.passages == [made]
    assert page.missing == (typed,)


def test_of_several_words_those_stand_in_that_nothing_has():
    make_passage("A trust, well commissioned.")
    make_passage("A bank, well commissioned.")
    changed()

    page = find(read("trust comissioned"), every())

    assert [passage.text for passage in page.passages] == ["A trust, well commissioned."]
    assert page.missing == ("comissioned",)


def test_what_stands_in_for_a_word_does_on_every_page(monkeypatch):
    monkeypatch.setattr(finding, "PAGE", 1)
    older, newer = make_passages("Well commissioned.", "Commissioned well.")
    changed()

    page = find(read("comissioned"), every())

    assert [passage.pk for passage in page.passages] == [newer]
    assert found("comissioned", before=page.before) == [older]


def test_nothing_stands_in_for_a_word_that_something_has():
    make_passage("A trust, well commissioned.")
    make_passage("A comission.")
    changed()

    page = find(read("trust comission"), every())

    assert (page.passages, page.missing) == ([], ())


def test_nobody_learns_that_a_word_is_where_they_may_not_read():
    """A14: what stands in for a word is of what may be found alone, and so is the word's being there."""
    make_passage("The commissioning of care", kind=REMARK)
    changed()

    page = find(read("comissioning"), every(ANSWER))
    other = find(read("commissioning"), every(ANSWER))

    assert (page.passages, page.missing, other.passages, other.missing) == ([], (), [], ())


def test_a_word_that_nothing_is_like_finds_nothing():
    make_passage("The bank.")
    changed()

    page = find(read("xylophone"), every())

    assert (page.passages, page.missing) == ([], ())


def test_what_is_erased_is_found_by_nothing():
    """P1: neither by its words nor by words like them."""
    officer = make_officer()
    piece = passage("Commissioning", names="Okafor")
    put(officer, [piece])
    changed()

    forget(officer)
    changed()

    assert found("commissioning") == found("comissioning") == found("okafor") == found("-bank") == []
    assert likes.like("comiss") == likes.like("okafer") == ()
