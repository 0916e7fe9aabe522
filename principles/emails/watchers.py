"""The e-mails to those who watch. They say that something came and where it is, and none of what it says."""

from keepitlocal import confirming
from keepitlocal.outbox.letters import write
from keepitlocal.subscriptions import quiet_address
from principles.models import Comment, Watch, Wording
from principles.promises import APPEARED, REWORDED, WATCH


def watch(message):
    """The button by which an address confirms that it wants to be told; nothing once that is done."""
    watch = _watch(message)
    if not watch or watch.is_awake:
        return None
    return write("principles/email_watch.txt", "Confirm that you want to be told", _about(watch))


def appeared(message):
    """That a comment has appeared: to whoever wants to be told each time, while it is there to be read."""
    comments = Comment.objects.public().select_related("principle")
    comment = comments.filter(pk=message.revision).first()
    if not comment or not (watch := _awake(message)):
        return None
    by_us = " from the policy team" if comment.is_by_officer else ""
    called = f"A new {'reply' if comment.is_reply else 'comment'}{by_us}"
    subject = f"{called} on {comment.principle or 'the principles as a whole'}"
    return write("principles/email_appeared.txt", subject, {**_about(watch), "comment": comment}, _quiet(watch))


def reworded(message):
    """That a principle says something else now, and why."""
    wording = Wording.objects.select_related("principle").filter(pk=message.revision).first()
    if not wording or not (watch := _awake(message)):
        return None
    subject = f"A new wording of principle {wording.principle.number}"
    return write("principles/email_reworded.txt", subject, {**_about(watch), "wording": wording}, _quiet(watch))


def _watch(message):
    watches = Watch.objects.select_related("principle", "comment")
    return watches.filter(pk=message.about.partition("/")[2]).first()


def _awake(message):
    """The watch, if it is still told each time."""
    watch = _watch(message)
    return watch if watch and watch.is_awake and not watch.is_daily else None


def _quiet(watch):
    return quiet_address(WATCH, watch)


def _about(watch):
    return {"watch": watch, "quiet": _quiet(watch), "choose": confirming.address(WATCH, watch.pk)}


LETTERS = {WATCH: watch, APPEARED: appeared, REWORDED: reworded}
