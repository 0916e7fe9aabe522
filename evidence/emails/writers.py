"""The e-mails to those who write a submission: ways back to it, and news of its deadline."""

from django.apps import apps

from evidence.promises import EXTENSION, LINK, LONGER, REMINDER, WARNING
from keepitlocal.drafts import links
from keepitlocal.outbox.letters import write


def _writer(message):
    writers = apps.get_model("evidence", "Writer").objects.select_related("submission__call")
    return writers.filter(pk=message.about.partition("/")[2]).first()


def about(writer, at):
    """What an e-mail or a page says of a way back, as things stand at this moment."""
    submission = writer.submission
    return {
        "writer": writer,
        "submission": submission,
        "call": submission.window,
        "phase": submission.phase(at),
        "can": submission.opens(at),
        "is_open": submission.can_be_written(at) or submission.can_be_changed(at),
        "link": links.address(writer),
        "quiet": links.quiet_address(writer),
    }


def link(message):
    """A way back, to whoever asked for one; or into what a colleague writes."""
    if not (writer := _writer(message)):
        return None
    subject = "You are invited to share evidence" if writer.was_invited else "Your link to come back to your evidence"
    return write("evidence/email_link.txt", subject, about(writer, message.created_at))


def _is_unsent(submission):
    return submission.is_being_written


def _is_going(submission):
    """Whether it is still to be deleted: it was neither sent nor given longer since its writers were to be told."""
    return submission.is_being_written and submission.was_warned


def _can_be_sent(submission):
    """Whether it can be sent or changed, but for the clock."""
    return submission.is_being_written or submission.is_standing


def _news(template, subject, *, of_changes="", wanted=_is_unsent):
    """What writes a piece of news of a draft; nothing once it is not wanted, or its reader asked us to be quiet.

    `of_changes` is its subject where something was sent already.
    """

    def letter(message):
        writer = _writer(message)
        if not writer or writer.unsubscribed_at or not wanted(writer.submission):
            return None
        said = about(writer, message.created_at)
        called = of_changes if of_changes and writer.submission.reference else subject
        return write(template, called, said, unsubscribe=said["quiet"])

    return letter


LETTERS = {
    LINK: link,
    REMINDER: _news(
        "evidence/email_reminder.txt",
        "Your evidence has not been sent yet",
        of_changes="The changes to your evidence have not been sent yet",
    ),
    EXTENSION: _news("evidence/email_extension.txt", "The call for evidence closes later than it did"),
    LONGER: _news(
        "evidence/email_longer.txt",
        "You have longer to send your evidence",
        of_changes="You have longer to change your evidence",
        wanted=_can_be_sent,
    ),
    WARNING: _news(
        "evidence/email_warning.txt",
        "Your draft will be deleted in a week",
        of_changes="The changes to your evidence will be deleted in a week",
        wanted=_is_going,
    ),
}
