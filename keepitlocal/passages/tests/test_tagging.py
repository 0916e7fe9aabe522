"""What becomes of passages when tags are put on them, taken off, merged, renamed and deleted."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepitlocal.audit.models import Entry, named
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Tag, Tagging, forget, put
from keepitlocal.passages.tests.tags import NOON, make_passage, make_passages, make_tag, piece, rows, tags_on
from keepitlocal.passages.tests.told import SECRET, TOLD

pytestmark = pytest.mark.django_db
LATER = NOON.replace(hour=13)


@pytest.fixture
def ada():
    return make_officer()


def last_entry():
    entry = Entry.objects.first()
    return entry.did, entry.thing, entry.by, entry.details


def test_a_tag_is_put_on_each_passage_once(ada):
    one, other = make_passages(2)
    tag = make_tag(on=[one], by=ada)

    count = tag.put_on(rows(one, other), by=ada, at=LATER)

    assert (count, tags_on(one), tags_on(other)) == (1, ["Grants"], ["Grants"])


def test_a_tag_that_is_there_stays_whose_it_was(ada):
    passage = make_passage()
    tag = make_tag(on=[passage], by=ada)

    tag.put_on(rows(passage), by=make_officer(), at=LATER)

    assert Tagging.objects.values_list("by", "at").get() == (ada.pk, NOON)


def test_a_tag_is_taken_off_those_that_are_named_alone(ada):
    one, other = make_passages(2)
    tag = make_tag(on=[one, other], by=ada)

    assert (tag.take_off(rows(one)), tags_on(one), tags_on(other)) == (1, [], ["Grants"])


def test_tagging_leaves_no_line_in_the_record(ada):
    passage = make_passage()

    make_tag(on=[passage], by=ada).take_off(rows(passage))

    assert not Entry.objects.exists()


def test_a_merge_leaves_each_passage_the_other_tag_once(ada):
    one, both, other = make_passages(3)
    tag, into = make_tag("Comissioning", on=[one, both], by=ada), make_tag("Commissioning", on=[both, other], by=ada)

    tag.merge(into=into, by=ada, at=NOON)

    assert [tags_on(each) for each in [one, both, other]] == [["Commissioning"]] * 3
    assert list(Tag.objects.all()) == [into]


def test_a_merge_goes_on_the_record_with_how_many_had_it(ada):
    tag, into = make_tag("Comissioning", on=make_passages(2), by=ada), make_tag("Commissioning")
    gone = named(tag)

    tag.merge(into=into, by=ada, at=NOON)

    assert last_entry() == ("was merged into another tag", gone, named(ada), {"into": named(into), "count": 2})


def test_a_tag_is_not_merged_into_itself(ada):
    tag = make_tag()

    with pytest.raises(NotAllowed):
        tag.merge(into=Tag.objects.get(), by=ada, at=NOON)

    assert Tag.objects.get() == tag


@pytest.mark.parametrize("verb", ["merge", "into", "put_on", "remove", "change"])
def test_nothing_is_done_to_a_tag_that_is_gone(ada, verb):
    tag, other, passage = make_tag(), make_tag("Local"), make_passage()
    Tag.objects.filter(pk=tag.pk).delete()
    doings = {
        "merge": lambda: tag.merge(into=other, by=ada, at=NOON),
        "into": lambda: other.merge(into=tag, by=ada, at=NOON),
        "put_on": lambda: tag.put_on(rows(passage), by=ada, at=NOON),
        "remove": lambda: tag.remove(by=ada, at=NOON),
        "change": lambda: tag.change(name="Back", description="", by=ada, at=NOON),
    }

    with pytest.raises(AlreadyMoved):
        doings[verb]()

    assert (list(Tag.objects.all()), Entry.objects.count(), tags_on(passage)) == ([other], 0, [])


def test_deleting_a_tag_leaves_the_passages(ada):
    passages = make_passages(2)
    tag = make_tag(on=passages, by=ada)
    gone = named(tag)

    tag.remove(by=ada, at=NOON)

    assert (Passage.objects.count(), Tagging.objects.count()) == (2, 0)
    assert last_entry() == ("was deleted", gone, named(ada), {"count": 2})


def test_a_tag_is_renamed_and_the_record_has_neither_name(ada):
    tag = make_tag("Grant", description="Money.")

    tag.change(name="  Grants  and loans ", description="Money.", by=ada, at=NOON)

    assert Tag.objects.values_list("name", "description").get() == ("Grants and loans", "Money.")
    assert last_entry() == ("was renamed", named(tag), named(ada), {})


def test_a_tag_is_described_anew_and_the_record_quotes_nothing(ada):
    tag = make_tag(description="Money.")

    tag.change(name="Grants", description="Money that is given.", by=ada, at=NOON)

    assert last_entry() == ("was described", named(tag), named(ada), {})


def test_no_two_tags_have_one_name_however_its_letters_are_cased(ada):
    make_tag("Grants")
    other = make_tag("Loans")

    with pytest.raises(NotAllowed):
        Tag.objects.add(" gRANTS ", by=ada, at=NOON)
    with pytest.raises(NotAllowed):
        other.change(name="GRANTS", description="", by=ada, at=NOON)

    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Grants", "Loans"]


def test_a_tag_is_found_however_it_is_typed(ada):
    tag = make_tag("Local knowledge")

    assert Tag.objects.called_or_added("  LOCAL   knowledge ", by=ada, at=NOON) == tag


def test_what_is_forgotten_takes_its_tags_with_it(ada):
    kept, tag = make_passage(), make_tag()
    put(tag, [piece("one"), piece("two")])
    tag.put_on(Passage.objects.all(), by=ada, at=NOON)

    forget(tag)

    assert list(tag.passages.all()) == [kept]


def test_what_is_said_anew_keeps_its_tags_and_what_is_not_said_any_more_loses_them(ada):
    tag = make_tag()
    put(tag, [piece("one"), piece("two")])
    tag.put_on(Passage.objects.all(), by=ada, at=NOON)

    put(tag, [piece("two", text="Otherwise."), piece("three")])

    assert {each.place: tags_on(each) for each in Passage.objects.all()} == {"two": ["Grants"], "three": []}


def test_tags_are_counted_by_kind_as_the_passages_say(ada):
    tag = make_tag(on=[*make_passages(3), *make_passages(2, kind=SECRET)], by=ada)

    assert Tagging.objects.counts() == {(tag.pk, TOLD): 3, (tag.pk, SECRET): 2}


VERBS = st.lists(
    st.tuples(st.sampled_from(["put on", "take off", "merge"]), st.integers(0, 3), st.integers(0, 3), st.sets(st.integers(0, 4))),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VERBS)
def test_after_any_verbs_each_passage_has_the_tags_that_it_should_once(ada, verbs):
    Passage.objects.all().delete()
    Tag.objects.all().delete()
    passages, tags = make_passages(5), [make_tag(f"Tag {number}") for number in range(4)]
    should = {number: set() for number in range(4)}

    for verb, number, other, chosen in verbs:
        if number not in should or other not in should:
            continue
        if verb == "put on":
            tags[number].put_on(rows(*(passages[each] for each in chosen)), by=ada, at=NOON)
            should[number] |= chosen
        elif verb == "take off":
            tags[number].take_off(rows(*(passages[each] for each in chosen)))
            should[number] -= chosen
        elif number != other:
            tags[number].merge(into=tags[other], by=ada, at=NOON)
            should[other] |= should.pop(number)

    expected = Counter((tags[number].name, passages[each].pk) for number, those in should.items() for each in those)
    assert Counter(Tagging.objects.values_list("tag__name", "passage")) == expected
