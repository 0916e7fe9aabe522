"""F15: two things done to tags at the same moment, on two connections that start together."""

import pytest

from keepitlocal.lifecycle import AlreadyMoved
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Tag, Tagging, forget, put
from keepitlocal.passages.tests.tags import NOON, make_passages, make_tag, piece, rows, tags_on
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(5)


@pytest.fixture
def ada():
    return make_officer()


def refused(done):
    return [each for each in done if isinstance(each, AlreadyMoved)]


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_officers_who_put_on_one_tag_one_does(ada, _):
    [passage], tag = make_passages(1), make_tag()

    done = at_once(*[lambda: tag.put_on(rows(passage), by=ada, at=NOON)] * 2)

    assert (sorted(done), tags_on(passage)) == ([0, 1], ["Grants"])


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_officers_who_type_one_new_name_both_get_the_one_tag(ada, _):
    found = at_once(*(lambda name=name: Tag.objects.called_or_added(name, by=ada, at=NOON) for name in ["Grants", "grants"]))

    assert found == [Tag.objects.get()] * 2


@pytest.mark.parametrize("_", ROUNDS)
def test_of_a_merge_and_a_tagging_at_once_no_tag_is_lost_but_with_a_refusal(ada, _):
    passages, tag, into = make_passages(3), make_tag("Comissioning"), make_tag("Commissioning")

    done = at_once(
        lambda: tag.merge(into=into, by=ada, at=NOON),
        lambda: tag.put_on(rows(*passages), by=ada, at=NOON),
        lambda: into.put_on(rows(passages[0]), by=ada, at=NOON),
    )

    expected = [["Commissioning"], [], []] if refused(done) else [["Commissioning"]] * 3
    assert [tags_on(each) for each in passages] == expected
    assert Tag.objects.get() == into


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_tags_merged_into_each_other_one_stays_on_everything(ada, _):
    passages = make_passages(3)
    tags = [make_tag("Local", on=passages[:2], by=ada), make_tag("Locality", on=passages[1:], by=ada)]

    done = at_once(lambda: tags[0].merge(into=tags[1], by=ada, at=NOON), lambda: tags[1].merge(into=tags[0], by=ada, at=NOON))

    [stays] = Tag.objects.all()
    assert len(refused(done)) == 1
    assert [tags_on(each) for each in passages] == [[stays.name]] * 3


@pytest.mark.parametrize("_", ROUNDS)
def test_what_is_forgotten_while_it_is_tagged_and_merged_is_gone(ada, _):
    into, tag = make_tag("Commissioning"), make_tag("Comissioning")
    put(ada, [piece(str(number)) for number in range(5)])
    tag.put_on(Passage.objects.all(), by=ada, at=NOON)

    at_once(
        lambda: forget(ada),
        lambda: tag.merge(into=into, by=ada, at=NOON),
        lambda: into.put_on(Passage.objects.all(), by=ada, at=NOON),
    )

    assert (Passage.objects.count(), Tagging.objects.count()) == (0, 0)


@pytest.mark.parametrize("_", ROUNDS)
def test_what_is_sent_anew_while_it_is_tagged_keeps_its_tags(ada, _):
    tag = make_tag()
    put(ada, [piece("one"), piece("two")])

    at_once(
        lambda: put(ada, [piece("two", text="Otherwise."), piece("three")]),
        lambda: tag.put_on(Passage.objects.filter(place__in=["one", "two"]), by=ada, at=NOON),
    )

    assert {each.place: tags_on(each) for each in Passage.objects.all()} == {"two": ["Grants"], "three": []}
