"""What may become of a comment, and why one is not shown."""

from django.db import models


class Status(models.TextChoices):
    UNCONFIRMED = "unconfirmed", "Waits for its address to be confirmed"
    WAITING = "waiting", "Waits for a moderator"
    ASKED = "asked", "Its author was asked to change it"
    PUBLISHED = "published", "Published"
    REJECTED = "rejected", "Rejected"
    HIDDEN = "hidden", "Hidden while it is looked into"
    WITHDRAWN = "withdrawn", "Taken back by its author"
    ERASED = "erased", "Erased"


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

    PRIVATE = "private", "It names or describes a private individual"
    ABUSIVE = "abusive", "It is abusive, or attacks a person or a group"
    UNLAWFUL = "unlawful", "It may be defamatory, or against the law in another way"
    ADVERTISING = "advertising", "It advertises something"
    OFF_TOPIC = "off topic", "It is not about the principles"
    REPEATED = "repeated", "It says what the same person has said here already"
    OTHER = "other", "Another reason"


class Outcome(models.TextChoices):
    """What was decided about what a comment asks for."""

    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly accepted", "Partly accepted"
    NOT_ACCEPTED = "not accepted", "Not accepted"
    OUT_OF_SCOPE = "out of scope", "Out of scope"
