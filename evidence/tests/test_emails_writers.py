"""The words of the e-mails to those who write a submission, and being quiet."""

import datetime

import pytest
from django.conf import settings
from django.test import Client

from evidence import keeping, promises
from evidence.models import Call, Submission, Writer
from evidence.tests.makers import DAY, NOON, make_call, make_draft, make_ready, make_sent, send
from evidence.tests.ways import everything, quiet_way, share, way_to
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SECRET = "quokka-7731"
QUIET = "To get no"
CLOSE = NOON + 30 * DAY  # of the makers' calls
HOUR = datetime.timedelta(hours=1)


def letter(kind, to="ann@example.org", part="evidence"):
    return letters.read(Message.objects.filter(kind=f"{part}.{kind}", to=to).latest("pk"))


def one_line(written):
    return " ".join(written.body.split())


def test_a_link_says_what_it_opens_how_long_it_works_and_that_it_is_not_to_be_passed_on():
    writer = share(make_draft())

    written = letter("link")

    said = one_line(written)
    assert written.subject == "Your link to come back to your evidence"
    assert "come back to your draft for “Call for evidence”. With it you can read, write and send it:" in said
    assert f"{settings.PORTAL_URL}{way_to(writer)}\n" in written.body
    assert "It works until 1pm on Friday 31 July 2026" in said
    assert "do not pass it on. You can send it until 1pm (UK time) on Wednesday 1 July 2026." in said
    assert "Somebody may have typed your address by mistake." in said


def test_an_invitation_carries_no_words_of_the_inviter():
    """M13: nor their name, their organisation or their address."""
    draft = make_ready(text=SECRET, email="inviter@example.org")
    draft.invite("ben@example.org", at=NOON)

    written = letter("link", "ben@example.org")

    for told in [SECRET, "O’Neill", "Ann", "inviter@example.org"]:
        assert told not in written.subject + written.body
    assert "Somebody who is writing evidence for “Call for evidence” has asked us to share it with you." in one_line(written)
    assert "With this link you can read, write and send it, as they can:" in written.body
    assert QUIET in written.body


def after_close(submission):
    return CLOSE + DAY


def at_noon(submission):
    return NOON


def being_changed(submission):
    submission.change(at=NOON)
    return NOON


def withdrawn(submission):
    submission.withdraw(at=NOON)
    return NOON


@pytest.mark.parametrize(
    ("make", "become", "says", "until"),
    [
        (
            make_draft,
            at_noon,
            "your draft for “Call for evidence”. With it you can read, write and send it",
            "You can send it until",
        ),
        (make_draft, after_close, "your draft for “Call for evidence”. With it you can read it:", "The call closed at"),
        (make_sent, at_noon, "With it you can read, change and withdraw it:", "You can change it until"),
        (make_sent, being_changed, "With it you can read, change and withdraw it:", "You can change it until"),
        (make_sent, after_close, "With it you can read and withdraw it:", ""),
        (make_sent, withdrawn, "With it you can read it:", ""),
    ],
    ids=["a draft", "a draft too late", "sent", "being changed", "sent and closed", "withdrawn"],
)
def test_a_link_says_how_things_stand(make, become, says, until):
    submission = make()
    share(submission, "zoe@example.org", at=become(submission))

    said = one_line(letter("link", "zoe@example.org"))

    assert says in said
    until_said = [each for each in ["You can send it until", "You can change it until", "The call closed at"] if each in said]
    assert until_said == ([until] if until else [])


def test_a_link_in_the_grace_says_the_last_moment():
    draft = make_draft(make_call(closes_at=NOON))
    share(draft, at=NOON)

    assert "You can send it until 1:15pm (UK time)" in one_line(letter("link"))


def test_a_link_to_one_that_was_given_longer_says_its_own_close():
    draft = make_draft()
    draft.give_longer(CLOSE + DAY, why="Ill.", by=make_officer(), at=NOON)
    draft.refresh_from_db()
    share(draft)

    assert "until 1pm (UK time) on Thursday 2 July 2026" in one_line(letter("link"))


def test_who_asks_gets_every_way_back_that_their_address_has(client):
    call = make_call()
    draft, sent, gone, stopped = make_draft(call), make_sent(call), make_sent(call, email="ann@example.org"), make_draft(call)
    gone.withdraw(at=NOON)
    writers = [share(draft, "Ann@example.org"), *sent.writers.all(), *gone.writers.all(), share(stopped)]
    share(make_draft(call), "ben@example.org")
    stopped.stop_links(at=NOON)
    client.post("/return/", {"email": "ann@example.org"})

    written = letter("links", part="drafts")

    assert written.body.count("/return/") == 4
    for writer in writers:
        assert f"{settings.PORTAL_URL}{way_to(writer)}\n" in written.body
    assert f"{sent.reference}, Call for evidence\n" in written.body
    assert f"{gone.reference}, Call for evidence, withdrawn\n" in written.body
    assert "Your draft for “Call for evidence”, begun at" in written.body


def test_ways_back_whose_time_is_over_are_not_sent(client, arrive):
    share(make_draft(make_call(closes_at=NOON)))
    arrive(NOON + 30 * DAY)
    client.post("/return/", {"email": "ann@example.org"})

    assert letter("links", part="drafts") is None


def test_links_are_written_as_things_stand_when_they_go():
    """A7: a link that was promised before the others were stopped is a good one."""
    draft = make_draft()
    share(draft)
    draft.stop_links(at=NOON)

    path = next(line for line in letter("link").body.splitlines() if "/return/" in line).removeprefix(settings.PORTAL_URL)

    assert Client().get(path).status_code == 200


def remind(submission):
    keeping.remind(CLOSE - 6 * DAY)


def extend(submission):
    Call.objects.update(closes_at=CLOSE + DAY)
    promises.extension(submission.call, at=NOON)


def give_longer(submission):
    submission.give_longer(CLOSE + DAY, why="Ill.", by=make_officer(), at=NOON)


def warn(submission):
    keeping.warn(CLOSE + 23 * DAY)


NEWS = {"reminder": remind, "extension": extend, "longer": give_longer, "warning": warn}
SUBJECTS = {
    "reminder": ("Your evidence has not been sent yet", "The changes to your evidence have not been sent yet"),
    "extension": ("The call for evidence closes later than it did", "The call for evidence closes later than it did"),
    "longer": ("You have longer to send your evidence", "You have longer to change your evidence"),
    "warning": ("Your draft will be deleted in a week", "The changes to your evidence will be deleted in a week"),
}


@pytest.mark.parametrize("state", ["draft", "being changed"])
@pytest.mark.parametrize("kind", NEWS)
def test_news_names_the_state_carries_no_words_and_can_be_stopped(kind, state):
    """M13."""
    submission = make_ready(text=SECRET, email="")
    if state == "being changed":
        send(submission).change(at=NOON)
    writer = share(submission)
    NEWS[kind](submission)

    written = letter(kind)

    assert written.subject == SUBJECTS[kind][state != "draft"]
    assert SECRET not in written.body
    assert "O’Neill" not in written.body
    assert (submission.reference or "Call for evidence") in written.body
    assert f"{settings.PORTAL_URL}{way_to(writer)}\n" in written.body
    assert written.unsubscribe == settings.PORTAL_URL + quiet_way(writer)
    assert written.unsubscribe in written.body
    assert ("Read it here:" in written.body) == (kind == "warning")


@pytest.mark.parametrize("kind", ["reminder", "extension", "warning"])
def test_there_is_no_news_of_what_was_sent_meanwhile(kind):
    draft = make_ready(email="")
    share(draft)
    NEWS[kind](draft)
    Submission.objects.get().submit(number=1, at=NOON)

    assert letter(kind) is None


def test_a_mail_to_a_writer_says_that_a_machine_wrote_it(mailoutbox):
    """M15."""
    draft = make_draft()
    share(draft)
    give_longer(draft)

    sweep(NOON)

    headers = [mail.extra_headers for mail in mailoutbox]
    assert [each["Auto-Submitted"] for each in headers] == ["auto-replied"] * 2
    assert ["List-Unsubscribe" in each for each in headers] == [False, True]


def test_opening_the_way_to_unsubscribe_changes_nothing_and_its_button_does(client):
    """A5."""
    writer = share(make_draft())
    before = everything()

    asked = client.get(quiet_way(writer)).content.decode()
    client.head(quiet_way(writer))
    assert everything() == before
    done = client.post(quiet_way(writer)).content.decode()

    writer.refresh_from_db()
    assert "Send no more</button>" in asked
    assert "We send no more news of this" in done
    assert writer.unsubscribed_at == NOON


def test_one_press_in_a_mail_program_is_enough():
    """No cookie, no token of a form: the signed address is what allows it (RFC 8058). Once more changes nothing."""
    writer = share(make_draft())
    program = Client(enforce_csrf_checks=True)

    replies = [program.post(quiet_way(writer), {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    writer.refresh_from_db()
    assert [(reply.status_code, reply.content) for reply in replies] == [(200, b""), (200, b"")]
    assert writer.unsubscribed_at == NOON
    assert not program.cookies


def test_who_asked_for_quiet_gets_no_news_and_still_receipts_and_links(client, mailoutbox):
    draft = make_ready(email="ann@example.org")
    writer = share(draft)
    client.post(quiet_way(writer))
    Message.objects.all().delete()

    for news in [remind, extend, give_longer, warn]:
        news(draft)
    assert not Message.objects.exists()
    client.post("/return/", {"email": "ann@example.org"})
    send(Submission.objects.get())
    sweep(NOON + HOUR)

    assert {mail.subject.partition(":")[0] for mail in mailoutbox if mail.to == ["ann@example.org"]} == {
        "Your links to come back to your evidence",
        "We have your evidence",
    }


def test_news_that_was_promised_before_is_not_sent_to_who_asked_for_quiet(client):
    draft = make_draft()
    writer = share(draft)
    give_longer(draft)

    client.post(quiet_way(writer))

    assert letter("longer") is None


def test_being_quiet_about_one_draft_says_nothing_of_another(client):
    call = make_call()
    writers = [share(make_draft(call)), share(make_draft(call))]

    client.post(quiet_way(writers[0]))

    assert [Writer.objects.get(pk=writer.pk).unsubscribed_at for writer in writers] == [NOON, None]
