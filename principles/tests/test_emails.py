"""The e-mails to those who comment, and to officers about what came, each as its reader sees it."""

import pytest

from keepitlocal import parts
from keepitlocal.officers.models import How
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import promise
from principles import promises
from principles.models import Comment
from principles.tests.mailing import KINDS, SECRET, letter, letters
from principles.tests.makers import DAY, NOON, WEEK, make_author, make_comment, make_consultation, make_principle

pytestmark = pytest.mark.django_db

TEAM = "policy@keepitlocal.example"


def new_author():
    return make_author("new@example.org", is_confirmed=False)


def test_every_kind_that_is_promised_has_its_letter():
    assert KINDS - set(parts.letters()) == set()


def test_an_author_is_asked_to_confirm_their_address():
    comment = make_comment(author=new_author())

    mail = letter("confirm")
    assert mail.subject == "Confirm your address, so that we read your comment"
    for words in [
        f"Reference: {comment.reference}\nOn: Principle 1: Start with the place\nIt reached us at: 1pm on Monday 1 June 2026",
        "/confirm/",
        "Nobody reads it until you confirm that this address is yours.",
        "erased at 1pm on Wednesday 8 July 2026 or soon after",
        "Somebody may have typed your address by mistake.",
    ]:
        assert words in mail.body


def test_an_address_is_asked_once_for_all_that_waits_for_it():
    author = new_author()
    first, second = make_comment(author=author), make_comment("whole", author=author)

    mail = letter("confirm")
    assert f"Reference: {first.reference}" in mail.body
    assert f"Reference: {second.reference}\nOn: the principles as a whole" in mail.body
    assert "Nobody reads them until" in mail.body


def test_nobody_is_asked_to_confirm_what_is_confirmed_already():
    author = new_author()
    make_comment(author=author)
    author.confirm(at=NOON)

    assert letter("confirm") is None


def test_nobody_is_asked_to_confirm_for_what_was_taken_back():
    make_comment(author=new_author()).take_back(at=NOON)

    assert letter("confirm") is None


def test_the_receipt_of_what_waits_says_so_and_leads_back():
    comment = make_comment(is_published=False)

    mail = letter("receipt")
    assert mail.subject == f"We have your comment: {comment.reference}"
    for words in [
        "On: Principle 1: Start with the place",
        "It reached us at: 1pm on Monday 1 June 2026",
        "It waits for a moderator, and you will be told what is decided.",
        "to change them until 1pm (UK time) on Monday 8 June 2026",
        "/return/",
        "It works until 1pm on Wednesday 8 July 2026",
    ]:
        assert words in mail.body


def test_the_receipt_of_a_change_after_links_have_ended_offers_none():
    comment, late = make_comment(is_published=False), NOON + 100 * DAY
    comment.ask(revision=1, words="Name no person.", by=None, at=late)
    comment.change("In other words.", at=late)

    assert "/return/" not in letter("receipt").body


def test_the_receipt_of_what_is_published_at_once_leads_there():
    make_consultation(moderation="after")
    comment = make_comment(make_principle(), is_published=False)

    there = f"http://portal.example/principles/comments/{comment.pk}/"
    body = letter("receipt").body
    assert f"It is published, and everybody can read it here:\n{there}\n" in body
    assert "waits for a moderator" not in body


def test_the_notice_of_what_is_published_at_once_says_that_nobody_has_read_it():
    make_consultation(moderation="after")
    comment = make_comment(is_published=False)
    unread = letter("notice").body
    comment.approve(revision=1, by=None, at=NOON)

    assert "Now: Published, and no moderator has read it\n" in unread
    assert "Now: Published\n" in letter("notice").body


def test_the_receipt_of_a_change_says_that_what_was_shown_stands():
    comment = make_comment()
    comment.change("In other words.", at=NOON + DAY)

    mail = letter("receipt")
    assert mail.subject == f"We have the change to your comment: {comment.reference}"
    assert "It reached us at: 1pm on Tuesday 2 June 2026" in mail.body
    assert "Until then what was shown before stands:\nhttp://portal.example/principles/comments/" in mail.body


def test_a_receipt_that_goes_late_tells_of_the_sending_it_is_about():
    make_comment().change("In other words.", at=NOON + DAY)

    assert "It reached us at: 1pm on Monday 1 June 2026" in letter("receipt", revision=1).body


def test_a_receipt_of_a_change_that_was_not_taken_does_not_say_that_it_is_published():
    comment = make_comment()
    comment.change("In other words.", at=NOON)
    comment.reject(revision=2, reason="off topic", by=None, at=NOON)

    assert "It is published" not in letter("receipt").body


def test_a_receipt_after_the_decision_leaves_that_to_its_own_mail():
    make_comment(is_published=False).reject(revision=1, reason="off topic", by=None, at=NOON)

    assert "It has been read, and another e-mail of ours says what was decided." in letter("receipt").body


@pytest.mark.parametrize("verb", ["take_back", "erase"])
def test_what_is_no_more_is_written_about_no_more(verb):
    comment = make_comment()

    getattr(comment, verb)(at=NOON)

    assert [letter(kind) for kind in ["receipt", "notice", "approved"]] == [None] * 3


def test_officers_are_told_where_to_read_what_came():
    comment = make_comment(is_published=False)

    mail = letter("notice")
    assert mail.subject == f"New comment: {comment.reference}"
    for words in [
        f"Reference: {comment.reference}",
        "On: Principle 1: Start with the place",
        "Now: Waits for a moderator",
        f"/admin/principles/comment/{comment.pk}/change/",
    ]:
        assert words in mail.body


def test_officers_are_told_of_a_change_that_waits():
    comment = make_comment()
    comment.change("In other words.", at=NOON)

    mail = letter("notice")
    assert mail.subject == f"Changed comment: {comment.reference}"
    assert "Now: Published; its change waits for a moderator" in mail.body


def test_an_officer_who_wants_no_more_reads_nothing_that_was_promised_before():
    officer = make_officer()
    officer.choose_telling({promises.TOPIC: How.AT_ONCE}, at=NOON)
    make_comment()

    officer.choose_telling({promises.TOPIC: How.NOTHING}, at=NOON)

    assert letter("notice", to=officer.email) is None


def extended(comment):
    """What the author of a comment is told when the consultation is extended."""
    comment.principle.consultation.extend(NOON + 2 * WEEK, why="The post was late.", by=None, at=NOON)
    return letter("extension")


def test_whoever_was_asked_for_a_change_is_told_that_there_is_longer():
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Name no person.", by=None, at=NOON)

    mail = extended(comment)
    assert mail.subject == "You have longer to comment"
    for words in [
        "at 1pm (UK time) on Monday 15 June 2026",
        "Why: The post was late.",
        f"Reference: {comment.reference}",
        "Now: Its author was asked to change it",
        "/return/",
        f"To get no more e-mails like this about your comments:\n{mail.unsubscribe}\n",
    ]:
        assert words in mail.body


def test_whoever_has_not_confirmed_their_address_is_told_how_that_there_is_longer():
    mail = extended(make_comment(author=new_author()))

    assert "Nobody reads it until you confirm that this address is yours." in mail.body
    assert "/confirm/" in mail.body
    assert "/return/" not in mail.body


def test_whoever_asked_us_to_be_quiet_is_not_told_that_there_is_longer():
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Name no person.", by=None, at=NOON)
    comment.principle.consultation.extend(NOON + 2 * WEEK, why="The post was late.", by=None, at=NOON)

    comment.author.unsubscribe(at=NOON)

    assert letter("extension") is None


def test_whoever_has_answered_meanwhile_is_not_told_that_there_is_longer():
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Name no person.", by=None, at=NOON)
    comment.principle.consultation.extend(NOON + 2 * WEEK, why="The post was late.", by=None, at=NOON)

    comment.change("In other words.", at=NOON)

    assert letter("extension") is None


def test_links_come_from_the_portals_own_address(settings):
    """M12: never from a request's Host header."""
    settings.PORTAL_URL = "https://portal.example"
    make_comment(author=new_author())
    make_comment()

    for kind, link in [("confirm", "confirm"), ("receipt", "return"), ("notice", "admin"), ("approved", "principles")]:
        assert f"https://portal.example/{link}/" in letter(kind).body


def test_no_mail_carries_what_anybody_wrote():
    """M13: nor who wrote it."""
    said = {"text": SECRET, "name": SECRET, "organisation": SECRET, "role": SECRET}
    written = letters(**said)

    assert set(written) == KINDS
    assert Comment.objects.filter(name=SECRET).exists()
    assert [kind for kind, mail in written.items() if SECRET in mail.subject + mail.body] == []


def test_every_subject_is_one_line():
    """M1."""
    make_principle(title="Start\nwith the place")

    assert [kind for kind, mail in letters().items() if "\n" in mail.subject] == []


def test_words_of_officers_reach_people_as_they_were_written():
    make_principle(title="Ask O'Neill & Sons")
    make_comment()

    assert "On: Principle 1: Ask O'Neill & Sons" in letter("approved").body


def test_whoever_asks_for_a_link_is_sent_one():
    author = make_comment().author
    promise(promises.LINK, about=author, to=author.email, at=NOON)

    mail = letter("link")
    assert mail.subject == "Your link to come back to your comments"
    for words in [
        "until 1pm (UK time) on Monday 8 June 2026 you can change them, too.",
        "http://portal.example/return/",
    ]:
        assert words in mail.body
