"""Versions of the front door's pages: written one after the other, never over one another, and seen when published."""

import pytest

from keepitlocal import lifecycle
from keepitlocal.audit.models import Entry
from keepitlocal.campaign.content import Written
from keepitlocal.campaign.models import Page, Version
from keepitlocal.campaign.tests.makers import NOON, make_version
from keepitlocal.officers.tests.makers import make_officer

pytestmark = pytest.mark.django_db


def write(said, *, after):
    return Version.objects.write(Page.ABOUT, said, after=after, by=None, at=NOON)


def test_what_was_written_is_what_is_read_back():
    version = make_version(Page.CAMPAIGN, so_far=("evidence.submissions",))

    assert Version.objects.get(pk=version.pk).says == version.says


def test_a_version_comes_after_another_and_leaves_it_as_it_was():
    first = make_version(title="One")

    second = make_version(title="Two")

    assert [(each.number, each.says.title) for each in [Version.objects.get(pk=first.pk), second]] == [(1, "One"), (2, "Two")]


def test_a_version_cannot_be_written_over():
    with pytest.raises(TypeError):
        make_version().save()


def test_who_writes_after_a_version_that_is_no_longer_the_latest_is_refused():
    make_version(title="One")
    theirs = make_version(title="Two", is_published=False)

    with pytest.raises(lifecycle.AlreadyMoved):
        write(Written(title="Three"), after=1)

    assert Version.objects.of(Page.ABOUT).first() == theirs


def test_what_is_sent_twice_is_saved_once():
    version = make_version()

    assert write(version.says, after=0) == version
    assert Version.objects.count() == 1


def test_going_back_makes_a_new_version_of_what_was_said():
    first = make_version(title="One")
    make_version(title="Two")

    back = first.bring_back(after=2, by=None, at=NOON)

    assert (back.number, back.says, back.is_published) == (3, first.says, False)


def test_an_earlier_version_is_not_published_once_a_later_one_is():
    first = make_version(title="One", is_published=False)
    make_version(title="Two")

    with pytest.raises(lifecycle.NotAllowed):
        first.publish(by=None, at=NOON)


def test_a_version_is_published_once():
    version = make_version()

    with pytest.raises(lifecycle.AlreadyMoved):
        version.publish(by=None, at=NOON)


def test_writing_and_publishing_go_on_the_record():
    officer = make_officer()

    version = make_version(by=officer)

    assert [(each.did, each.by) for each in Entry.objects.about(version).order_by("pk")] == [
        ("changed", f"officers.officer/{officer.pk}"),
        ("published", f"officers.officer/{officer.pk}"),
    ]
