"""The e-mails to those who write a submission: ways back to it, and news of its deadline."""

from functools import partial

from evidence.promises import EXTENSION, LINK, LONGER, REMINDER, WARNING
from keepitlocal.drafts import links
from keepitlocal.drafts.mail import is_going, news, writer_of
from keepitlocal.outbox.letters import write
from keepitlocal.subscriptions import quiet_address


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
        "quiet": quiet_address(writer.draft.KIND, writer),
    }


def link(message):
    """A way back, to whoever asked for one; or into what a colleague writes."""
    if not (writer := writer_of("evidence", message)):
        return None
    subject = "You are invited to share evidence" if writer.was_invited else "Your link to come back to your evidence"
    return write("evidence/email_link.txt", subject, about(writer, message.created_at))


def _can_be_sent(submission):
    """Whether it can be sent or changed, but for the clock."""
    return submission.is_being_written or submission.is_standing


_news = partial(news, "evidence")
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
        wanted=is_going,
    ),
}
