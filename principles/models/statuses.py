"""What may become of a comment, and why one is not shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Waits for its address to be confirmed")
    WAITING = "waiting", _("Waits for a moderator")
    ASKED = "asked", _("Its author was asked to change it")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    HIDDEN = "hidden", _("Hidden while it is looked into")
    WITHDRAWN = "withdrawn", _("Taken back by its author")
    ERASED = "erased", _("Erased")


MOVES = {
    Status.UNCONFIRMED: {Status.WAITING, Status.PUBLISHED, Status.WITHDRAWN, Status.ERASED},
    Status.WAITING: {Status.PUBLISHED, Status.ASKED, Status.REJECTED, Status.WITHDRAWN, Status.ERASED},
    Status.ASKED: {Status.WAITING, Status.PUBLISHED, Status.REJECTED, Status.WITHDRAWN, Status.ERASED},
    Status.PUBLISHED: {Status.REJECTED, Status.HIDDEN, Status.WITHDRAWN, Status.ERASED},
    Status.REJECTED: {Status.PUBLISHED, Status.ERASED},
    Status.HIDDEN: {Status.PUBLISHED, Status.REJECTED, Status.WITHDRAWN, Status.ERASED},
    Status.WITHDRAWN: {Status.ERASED},
    Status.ERASED: set(),
}
# What was said and is not over yet: its author is shown it, and can take it back.
LIVING = [Status.UNCONFIRMED, Status.WAITING, Status.ASKED, Status.PUBLISHED, Status.HIDDEN]
# What came to be read and still says something, wherever it stands: what is counted as said, and found.
RECEIVED = [Status.WAITING, Status.ASKED, Status.PUBLISHED, Status.REJECTED, Status.HIDDEN]

# What officers can do to a comment of each status; where something waits while it is shown, what is in `DONE_TO_CHANGES`, too.
DONE_TO = {
    "approve": {Status.WAITING, Status.ASKED},
    "reject": {Status.WAITING, Status.ASKED},
    "ask": {Status.WAITING},
    "hide": {Status.PUBLISHED},
    "restore": {Status.HIDDEN, Status.REJECTED},
    "remove": {Status.PUBLISHED, Status.HIDDEN},
    "consider": {Status.PUBLISHED},
    "reply": {Status.PUBLISHED},
    "erase": set(Status) - {Status.ERASED},
}
DONE_TO_CHANGES = {"approve", "reject"}


class Reason(models.TextChoices):
    """Why a comment is not shown: its author is told so, and whoever reads a reply to it."""

    PRIVATE = "private", _("It names or describes a private individual")
    ABUSIVE = "abusive", _("It is abusive, or attacks a person or a group")
    UNLAWFUL = "unlawful", _("It may be defamatory, or against the law in another way")
    ADVERTISING = "advertising", _("It advertises something")
    OFF_TOPIC = "off topic", _("It is not about the principles")
    REPEATED = "repeated", _("It says what the same person has said here already")
    OTHER = "other", _("Another reason")


class Outcome(models.TextChoices):
    """What was decided about what a comment asks for."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly accepted", _("Partly accepted")
    NOT_ACCEPTED = "not accepted", _("Not accepted")
    OUT_OF_SCOPE = "out of scope", _("Out of scope")
