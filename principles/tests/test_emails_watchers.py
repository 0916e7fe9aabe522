"""The e-mails to those who watch, and about complaints: who gets them, what they say, and how they end."""

import pytest

from keepitlocal.officers.models import How
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message
from principles import promises
from principles.models import report
from principles.tests.mailing import letter, make_watch
from principles.tests.makers import NOON, make_author, make_comment, make_principle, reword

pytestmark = pytest.mark.django_db


def told(kind):
    return sorted(Message.objects.filter(kind=f"principles.{kind}").values_list("to", flat=True))


def reported(email="bo@example.org"):
    return report(make_comment(), says="It names my neighbour.", email=email, at=NOON)


def test_a_watcher_is_told_of_a_new_comment_why_they_are_told_and_how_that_ends():
    principle = make_principle()
    make_watch(principle=principle)
    comment = make_comment(principle)

    mail = letter("appeared")
    assert mail.subject == "A new comment on Principle 1: Start with the place"
    for words in [
        f"Read it here:\nhttp://portal.example/principles/comments/{comment.pk}/\n",
        "You are told because this address asked to be told of comments on “Principle 1: Start with the place”,",
        "To be told at most once a day instead:\nhttp://portal.example/confirm/",
        f"To be told no more of this:\n{mail.unsubscribe}\n",
    ]:
        assert words in mail.body


def test_whoever_watches_a_comment_is_told_of_replies_to_it():
    comment = make_comment()
    make_watch(comment=comment)
    make_comment(answers=comment)

    mail = letter("appeared")
    assert mail.subject == "A new reply on Principle 1: Start with the place"
    assert mail.body.startswith("There is a new reply on “Principle 1: Start with the place”.")
    assert f"asked to be told of replies to comment {comment.reference}." in mail.body


def test_a_reply_of_the_policy_team_says_so():
    comment = make_comment()
    make_watch(comment=comment)
    reply = make_comment(answers=comment)
    type(reply).objects.filter(pk=reply.pk).update(author=None, officer=make_officer())

    assert letter("appeared").subject == "A new reply from the policy team on Principle 1: Start with the place"


def test_nobody_is_told_of_what_is_hidden_by_then():
    """C10."""
    make_watch(principle=make_principle())

    make_comment().hide(reason="private", by=None, at=NOON)

    assert letter("appeared") is None


def test_whoever_unsubscribed_meanwhile_is_told_nothing():
    watch = make_watch(principle=make_principle())
    reword(watch.principle, "Another text.")
    make_comment()

    watch.unsubscribe(at=NOON)

    assert letter("appeared") is letter("reworded") is None


def test_whoever_chose_a_daily_digest_meanwhile_is_left_to_that():
    watch = make_watch(principle=make_principle())
    make_comment()

    watch.confirm(how="daily", at=NOON)

    assert letter("appeared") is None


def test_a_watcher_is_told_of_a_new_wording_and_why_it_changed():
    principle = make_principle()
    make_watch(principle=principle)
    reword(principle, "Another text.", why="Many asked for it.")

    mail = letter("reworded")
    assert mail.subject == "A new wording of principle 1"
    for words in [
        "Why: Many asked for it.",
        "http://portal.example/principles/1/history/#wording-2",
        f"To be told no more of this:\n{mail.unsubscribe}\n",
    ]:
        assert words in mail.body


def test_an_address_is_asked_whether_it_wants_to_be_told():
    make_watch(is_confirmed=False, principle=make_principle())

    mail = letter("watch")
    assert mail.subject == "Confirm that you want to be told"
    for words in ["comments on “Principle 1: Start with the place”", "http://portal.example/confirm/", "do nothing"]:
        assert words in mail.body


def test_an_address_that_has_confirmed_meanwhile_is_not_asked():
    make_watch(is_confirmed=False, principle=make_principle()).confirm(at=NOON)

    assert letter("watch") is None


def test_an_author_is_asked_once_for_their_comment_and_its_replies():
    comment = make_comment(author=make_author("new@example.org", is_confirmed=False))

    make_watch("new@example.org", comment=comment, is_confirmed=False)

    assert [message.kind for message in Message.objects.filter(to="new@example.org")] == [promises.CONFIRM]


def test_what_was_reported_is_acknowledged_with_its_reference():
    """C10."""
    complaint = reported()

    mail = letter("complaint")
    assert mail.subject == f"We have what you reported: {complaint.reference}"
    assert f"Comment: {complaint.comment.reference}" in mail.body


def test_leads_are_told_of_a_complaint_at_once_whatever_they_chose():
    """C10."""
    lead, officer = make_lead(), make_officer()
    for each in [lead, officer]:
        each.choose_telling({promises.TOPIC: How.NOTHING}, at=NOON)

    complaint = reported()

    assert told("complaint_notice") == sorted([lead.email, "policy@keepitlocal.example"])
    assert f"/admin/principles/complaint/{complaint.pk}/change/" in letter("complaint_notice", to=lead.email).body


def test_whoever_reported_a_comment_is_told_what_was_decided_in_the_officers_words():
    reported().dismiss(words="It names nobody.", by=None, at=NOON)

    mail = letter("complaint_decided")
    assert "What we decided: Dismissed: the comment stands\n\nIt names nobody.\n" in mail.body


def test_without_an_address_a_complaint_is_told_to_officers_alone():
    complaint = reported(email="")
    complaint.uphold(reason="private", by=None, at=NOON)

    assert told("complaint") == told("complaint_decided") == []
    assert told("complaint_notice") == ["policy@keepitlocal.example"]


def test_whoever_reported_what_is_not_shown_for_another_reason_is_not_told_that_it_stands():
    comment = make_comment()
    complaint = report(comment, says="No.", email="rae@example.org", at=NOON)
    comment.take_back(at=NOON)
    complaint.dismiss(words="We see nothing wrong with it.", by=None, at=NOON)

    told = letter("complaint_decided").body
    assert "What we decided: Dismissed. The comment is not shown now, for another reason\n" in told
