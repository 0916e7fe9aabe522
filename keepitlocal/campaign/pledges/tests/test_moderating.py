"""What officers do to pledges: to the words in them, to where they are from, and to whether they are shown."""

import pytest

from keepitlocal.campaign.pledges.models import Place, Pledge, Status, Tally, report
from keepitlocal.campaign.pledges.tests.makers import NOON, make_pledge
from keepitlocal.lifecycle import AlreadyMoved
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


def test_its_words_are_shown_once_an_officer_has_approved_them():
    pledge = make_pledge(words="I will shop in town.")
    before = pledge.shown_words

    pledge.approve(revision=1, by=None, at=NOON)

    assert (before, now(pledge).shown_words) == ("", "I will shop in town.")


def test_nobody_approves_what_they_did_not_read():
    pledge = make_pledge(words="I will shop in town.")
    make_pledge(words="Something else.")

    with pytest.raises(AlreadyMoved):
        now(pledge).approve(revision=1, by=None, at=NOON)

    assert now(pledge).shown_words == ""


def test_words_that_are_the_same_need_not_be_read_again():
    pledge = make_pledge(words="I will shop in town.")
    pledge.approve(revision=1, by=None, at=NOON)

    make_pledge(words="I will shop in town.", place="York")

    assert now(pledge).shown_words == "I will shop in town."


def test_words_are_found_by_officers_until_they_are_refused():
    pledge = make_pledge(words="I will shop in town.")
    waiting = visibility()
    pledge.approve(revision=1, by=None, at=NOON)
    approved = visibility()
    pledge.refuse(revision=1, by=None, at=NOON)

    assert (waiting, approved, visibility()) == (
        [("I will shop in town.", "officers")],
        [("I will shop in town.", "public")],
        [],
    )


def test_a_place_is_corrected_for_one_alone():
    one = make_pledge("a@example.org", place="Leads")
    make_pledge("b@example.org", place="Leads")

    one.correct_place(name="Leeds", by=None, at=NOON)

    assert places() == [("Leads", 1, 1), ("Leeds", 1, 1)]


def test_a_place_is_corrected_for_all_that_say_the_same():
    one = make_pledge("a@example.org", place="leads")
    make_pledge("b@example.org", place="Leads")

    one.correct_place(name="Leeds", every=True, by=None, at=NOON)

    assert places() == [("Leeds", 2, 2)]


def test_a_spelling_is_corrected_for_the_place_itself():
    one = make_pledge(place="MCDUFFTOWN")

    one.correct_place(name="McDufftown", by=None, at=NOON)

    assert places() == [("McDufftown", 1, 1)]


def test_complaints_alone_hide_nothing():
    """C10."""
    pledge = make_pledge()

    for _ in range(20):
        report(pledge, says="It is not me.", at=NOON)

    assert listed() == ["Ada Okafor"]


def test_upheld_it_is_hidden():
    """C10."""
    pledge = make_pledge()
    complaint = report(pledge, says="It is not me.", email="rae@example.org", at=NOON)

    complaint.uphold(words="You are right.", by=None, at=NOON)

    assert (now(pledge).status, counted()) == (Status.HIDDEN, 0)


def test_dismissed_what_was_hidden_is_shown_again():
    """C10."""
    pledge = make_pledge()
    complaint = report(pledge, says="No.", at=NOON)
    now(pledge).hide(by=None, at=NOON)

    complaint.dismiss(by=None, at=NOON)

    assert listed() == ["Ada Okafor"]


def test_what_was_upheld_stays_hidden_when_another_complaint_is_dismissed():
    """C10."""
    pledge = make_pledge()
    right, wrong = (report(pledge, says="No.", at=NOON) for _ in range(2))
    right.uphold(by=None, at=NOON)

    wrong.dismiss(by=None, at=NOON)

    assert listed() == []
