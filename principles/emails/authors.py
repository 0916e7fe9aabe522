"""The e-mails to those who comment, until something is decided, and to officers about what came."""

from django.urls import reverse

from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write
from principles import confirming
from principles.models import Comment
from principles.promises import CONFIRM, EXTENSION, LINK, NOTICE, RECEIPT, TOPIC
from principles.returning import about


def comment_of(message):
    """The comment that an e-mail is about, while there is anything to say of it; None once it was taken back or erased."""
    comments = Comment.objects.remaining().select_related("author", "principle")
    return comments.filter(pk=message.about.partition("/")[2]).first()


def confirm(message):
    """The button by which an author confirms their address; nothing once that is done, or nothing waits for it."""
    author = message.thing()
    waiting = list(author.comments.unconfirmed().select_related("principle").order_by("pk")) if author else []
    if not waiting:
        return None
    said = {"comments": waiting, "link": confirming.address_of(author), "until": author.kept_until}
    return write("principles/email_confirm.txt", "Confirm your address, so that we read your comment", said)


def link(message):
    """A way back to their comments, to whoever asked for one."""
    if not (author := message.thing()):
        return None
    return write("principles/email_link.txt", "Your link to come back to your comments", about(author, message.created_at))


def receipt(message):
    """To the author: that a comment, or a change of one, reached us, and what holds of it now."""
    said = _received(message)
    if not said or not said["comment"].author:
        return None
    called = "the change to your comment" if said["is_change"] else "your comment"
    said |= about(said["comment"].author, message.created_at)
    return write("principles/email_receipt.txt", f"We have {called}: {said['comment'].reference}", said)


def notice(message):
    """To those at the desk: that a comment came or was changed, and whether it waits for them."""
    if not (said := _received(message)):
        return None
    comment = said["comment"]
    said["desk_address"] = reverse("admin:principles_comment_change", args=[comment.pk])
    subject = f"{'Changed' if said['is_change'] else 'New'} comment: {comment.reference}"
    return write("principles/email_notice.txt", subject, said)


def _received(message):
    """What an e-mail says of a comment that came; it may have been changed since: the moment is that of its own revision."""
    if not (comment := comment_of(message)):
        return None
    sent = comment.texts.filter(number=message.revision).first()
    return {"comment": comment, "is_change": message.revision > 1, "sent_at": sent.sent_at if sent else message.created_at}


def extension(message):
    """That there is longer, to whoever something is still asked of; nothing to those who asked us to be quiet."""
    author = message.thing()
    asked = author.comments.unfinished().select_related("principle") if author else []
    if not asked or author.unsubscribed_at:
        return None
    said = {**about(author, message.created_at), "comments": asked, "confirm": confirming.address_of(author)}
    return write("principles/email_extension.txt", "You have longer to comment", said, unsubscribe=said["quiet"])


LETTERS = {
    CONFIRM: confirm,
    LINK: link,
    RECEIPT: receipt,
    NOTICE: for_those_told(TOPIC, notice),
    EXTENSION: extension,
}
