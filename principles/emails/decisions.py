"""The e-mails to authors about what was decided. What holds no more is not told: what does has an e-mail of its own."""

from keepitlocal.drafts import links
from keepitlocal.outbox.letters import write
from principles import promises
from principles.emails.authors import comment_of
from principles.models import Reason, Status


def _is(status):
    return lambda comment: comment.status == status


def _is_public(comment):
    return comment.is_public


def _had_its_change_rejected(comment):
    """Whether what stands is what stood before the change. Of what is hidden since, the reason is another one."""
    return comment.is_public and bool(comment.reason) and not comment.has_change_waiting


def _was_considered(comment):
    return comment.is_public and comment.is_considered


def _has_led(comment):
    return comment.is_public and bool(comment.led_to)


def _letter(template, subject, holds):
    """What writes the e-mail about a decision for as long as it `holds`, which is a function of (comment)."""

    def letter(message):
        comment = comment_of(message)
        if not comment or not comment.author or not holds(comment):
            return None
        until = comment.author.kept_until
        said = {
            "comment": comment,
            "why": _why(comment),
            "wordings": comment.wordings_led_to.select_related("principle"),
            "until": until,
            # What is decided later leads nobody back.
            "link": links.address(comment.author) if message.created_at < until else "",
        }
        return write(f"principles/{template}", f"{subject}: {comment.reference}", said)

    return letter


def _why(comment):
    """The reason, and what the moderator said to it, as lines."""
    label = comment.get_reason_display() if comment.reason not in {"", Reason.OTHER} else ""
    return [line for line in [label, comment.reason_words] if line]


LETTERS = {
    promises.APPROVED: _letter("email_approved.txt", "Your comment is published", _is_public),
    promises.REJECTED: _letter("email_rejected.txt", "Your comment is not published", _is(Status.REJECTED)),
    promises.ASKED: _letter("email_asked.txt", "Change your comment before it is published", _is(Status.ASKED)),
    promises.HIDDEN: _letter("email_hidden.txt", "Your comment is hidden while we look into it", _is(Status.HIDDEN)),
    promises.RESTORED: _letter("email_restored.txt", "Your comment is shown again", _is_public),
    promises.CHANGE_REJECTED: _letter(
        "email_change_rejected.txt", "The change to your comment is not published", _had_its_change_rejected
    ),
    promises.CONSIDERED: _letter("email_considered.txt", "Your comment has been considered", _was_considered),
    promises.LED: _letter("email_led.txt", "Your comment led to a change", _has_led),
}
