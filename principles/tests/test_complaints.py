"""C10: complaints. Reports alone hide nothing; one verb of an officer's does."""

import pytest

from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady
from keepitlocal.outbox.models import Message
from principles.models import Complaint, ComplaintStatus, Status, complaints, report
from principles.tests.kept import now, recorded, shown, told
from principles.tests.makers import NOON, make_comment

pytestmark = pytest.mark.django_db


def complain(comment, *, email="rae@example.org", **fields):
    return report(comment, says="This is about my neighbour.", email=email, at=NOON, **fields)


def test_the_table_of_moves_names_every_status():
    assert set(complaints.MOVES) == set(ComplaintStatus)


def test_a_complaint_has_a_reference_and_whoever_made_it_and_those_who_decide_are_told():
    """C10."""
    comment = make_comment()

    complaint = complain(comment)

    assert now(complaint).reference.startswith("KIL-")
    assert told(complaint, to="rae@example.org") == ["complaint"]
    assert told(complaint, to="policy@keepitlocal.example") == ["complaint_notice"]
    assert recorded(comment)[-1] == "was reported"


def test_any_number_of_complaints_hides_nothing():
    """C10."""
    comment = make_comment(text="Stands.")

    for _ in range(20):
        complain(comment)

    assert shown() == ["Stands."]


def test_the_same_page_sent_twice_is_one_complaint():
    """C10."""
    comment = make_comment()
    before = Message.objects.count()

    first, second = (complain(comment, begun_with="page") for _ in range(2))

    assert (first.pk, first.reference) == (second.pk, second.reference)
    assert (Complaint.objects.count(), Message.objects.count() - before) == (1, 2)


def test_without_an_address_nobody_is_told_but_those_who_decide():
    """C10."""
    complaint = complain(make_comment(), email="")

    complaint.dismiss(by=None, at=NOON)

    assert list(Message.objects.about(complaint).values_list("kind", flat=True)) == ["principles.complaint_notice"]


@pytest.mark.parametrize("is_hidden", [True, False], ids=["hidden", "still shown"])
def test_upheld_the_comment_is_not_shown_and_both_are_told(is_hidden):
    """C10."""
    comment = make_comment()
    complaint = complain(comment)
    if is_hidden:
        comment.hide(reason="unlawful", by=None, at=NOON)

    complaint.uphold(reason="private", words="You are right.", by=None, at=NOON)

    assert (now(comment).status, now(comment).reason, shown()) == (Status.REJECTED, "private", [])
    assert (now(complaint).status, now(complaint).words) == (ComplaintStatus.UPHELD, "You are right.")
    assert (told(comment)[-1], told(complaint, to="rae@example.org")[-1]) == ("rejected", "complaint_decided")


def test_what_is_gone_already_stays_as_it_is_when_a_complaint_is_upheld():
    """C10."""
    comment = make_comment()
    complaint = complain(comment)
    now(comment).take_back(at=NOON)

    complaint.uphold(reason="private", words="It is gone.", by=None, at=NOON)

    assert (now(comment).status, now(complaint).status) == (Status.WITHDRAWN, ComplaintStatus.UPHELD)


def test_dismissed_what_was_hidden_is_shown_again():
    """C10."""
    comment = make_comment(text="Stands.")
    complaint = complain(comment)
    now(comment).hide(reason="unlawful", by=None, at=NOON)

    complaint.dismiss(words="It is an opinion.", by=None, at=NOON)

    assert (shown(), now(complaint).status) == (["Stands."], ComplaintStatus.DISMISSED)


def test_what_was_hidden_is_shown_with_the_last_complaint_that_is_dismissed():
    """C10."""
    comment = make_comment(text="Stands.")
    one, other = complain(comment), complain(comment)
    now(comment).hide(reason="unlawful", by=None, at=NOON)

    one.dismiss(words="No.", by=None, at=NOON)
    assert shown() == []
    other.dismiss(words="No.", by=None, at=NOON)

    assert shown() == ["Stands."]


@pytest.mark.parametrize("verb", ["uphold", "dismiss"])
def test_nothing_is_decided_without_words_to_whoever_is_told(verb):
    """C10."""
    complaint = complain(make_comment())

    with pytest.raises(NotReady):
        getattr(complaint, verb)(words=" ", by=None, at=NOON, **({"reason": "private"} if verb == "uphold" else {}))

    assert now(complaint).status == ComplaintStatus.OPEN


def test_without_a_reason_nothing_is_upheld():
    """C10."""
    complaint = complain(make_comment())

    with pytest.raises(NotReady):
        complaint.uphold(reason="", words="Yes.", by=None, at=NOON)

    assert (now(complaint).status, told(complaint, to="rae@example.org")) == (ComplaintStatus.OPEN, ["complaint"])


def test_what_is_decided_is_not_decided_again():
    """C10."""
    complaint = complain(make_comment())
    stale = now(complaint)
    complaint.dismiss(words="No.", by=None, at=NOON)

    with pytest.raises(NotAllowed):
        complaint.dismiss(words="No.", by=None, at=NOON)
    with pytest.raises(AlreadyMoved):
        stale.uphold(reason="private", words="Yes.", by=None, at=NOON)

    assert now(complaint).status == ComplaintStatus.DISMISSED


def test_what_was_reported_and_by_whom_can_be_erased_once_it_is_decided():
    """P1: that somebody complained, and what was decided, stays."""
    complaint = complain(make_comment())
    complaint.dismiss(words="We read it again.", by=None, at=NOON)
    complaint.forget(by=None, at=NOON)

    kept = now(complaint)
    assert (kept.says, kept.email, kept.words, kept.status) == ("", "", "", ComplaintStatus.DISMISSED)
    assert not Message.objects.filter(to="rae@example.org").exists()


def test_nothing_of_it_is_erased_while_somebody_has_to_decide_it():
    complaint = complain(make_comment())

    with pytest.raises(NotAllowed):
        complaint.forget(by=None, at=NOON)
