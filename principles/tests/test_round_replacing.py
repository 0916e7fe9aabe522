"""What officers have changed since a round was loaded is lost only when told; another consultation never comes in its place."""

import datetime

import pytest
from django.core.management import CommandError
from django.utils import timezone

from principles.models import Consultation, Principle
from principles.tests.makers import draft, make_author, make_comment, make_principle, reword
from principles.tests.test_round import ALL_FIRST, OPEN_NOW, WHY, WRITTEN, numbers, stored

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def test_what_was_drafted_at_the_desk_is_refused_and_replaced_only_when_told(load):
    load()
    principle = Principle.objects.get(number=2)
    draft(principle, "Mine", "Quite another.")

    with pytest.raises(CommandError, match="has been changed at the desk since it was loaded"):
        load()
    kept = Principle.objects.get(number=2).drafted.title
    load(replace=True)

    assert (kept, Principle.objects.get(number=2).drafted) == ("Mine", principle.content)
    assert numbers() == ALL_FIRST


def test_what_was_published_at_the_desk_is_replaced_only_when_told_and_with_a_reason(load):
    load()
    reword(Principle.objects.get(number=2), "Quite another.")

    with pytest.raises(CommandError, match="--replace"):
        load()
    with pytest.raises(CommandError, match="why is missing"):
        load(replace=True)
    load(WRITTEN.replace("title: Maximise local social value\n", f"title: Maximise local social value\n{WHY}"), replace=True)

    assert numbers() == ALL_FIRST | {2: [1, 2, 3]}


@pytest.mark.parametrize("change", ["words", "a principle"])
def test_what_else_was_changed_at_the_desk_is_refused(load, change):
    load()
    consultation = Consultation.objects.get()
    if change == "words":
        consultation.changed(by=None, at=consultation.opens_at)
    else:
        make_principle(6, is_published=False)

    with pytest.raises(CommandError, match="--replace"):
        load()


def test_comments_are_no_change_at_the_desk(load):
    load()
    principle = Principle.objects.get(number=1)
    make_comment(principle, author=make_author(), at=principle.latest.took_effect_at)

    assert "has not changed" in load()


def test_a_consultation_that_was_made_at_the_desk_is_replaced_only_when_told(load):
    at = timezone.now()
    Consultation.objects.create(slug="draft-principles", title="Mine", opens_at=at, closes_at=at + DAY)

    with pytest.raises(CommandError, match="Mine has been changed at the desk"):
        load()
    load(OPEN_NOW, replace=True)

    assert (Consultation.objects.get().title, numbers()) == ("Draft commissioning principles", ALL_FIRST)


def test_another_consultation_never_takes_the_place_of_the_one_there_is(load):
    load()
    before = stored()

    with pytest.raises(CommandError) as refused:
        load(WRITTEN.replace("slug: draft-principles", "slug: others"), replace=True)

    line = WRITTEN[: WRITTEN.index("slug:")].count("\n") + 1
    says = "Draft commissioning principles (draft-principles) is here already, and there is only one consultation."
    assert str(refused.value).startswith(f"principles.yaml, line {line}: {says}")
    assert stored() == before
