"""What may become of a pledge, and of the words in it."""

from django.db import models


class Status(models.TextChoices):
    UNCONFIRMED = "unconfirmed", "Waits for its address to be confirmed"
    CONFIRMED = "confirmed", "Confirmed"
    HIDDEN = "hidden", "Hidden by officers"
    WITHDRAWN = "withdrawn", "Taken back"
    MERGED = "merged", "Changed a pledge that this address had made before"
    ERASED = "erased", "Erased"


MOVES = {
    Status.UNCONFIRMED: {Status.CONFIRMED, Status.MERGED},
    Status.CONFIRMED: {Status.HIDDEN, Status.WITHDRAWN, Status.ERASED},
    Status.HIDDEN: {Status.CONFIRMED, Status.WITHDRAWN, Status.ERASED},
    Status.WITHDRAWN: {Status.CONFIRMED, Status.HIDDEN, Status.ERASED},
    Status.MERGED: set(),
    Status.ERASED: set(),
}
# Whose address is known to be theirs: there is one of each address.
KNOWN = [Status.CONFIRMED, Status.HIDDEN, Status.WITHDRAWN]
# What still says something.
STANDING = [Status.CONFIRMED, Status.HIDDEN]

# What officers can do to a pledge of each status. What is done to words depends on these, too.
DONE_TO = {
    "approve": {Status.CONFIRMED, Status.HIDDEN},
    "refuse": {Status.CONFIRMED, Status.HIDDEN},
    "hide": {Status.CONFIRMED},
    "restore": {Status.HIDDEN},
    "correct_place": {Status.CONFIRMED, Status.HIDDEN},
    "withdraw": {Status.CONFIRMED, Status.HIDDEN},
    "erase": set(KNOWN),
}


class Words(models.TextChoices):
    """What became of what somebody pledges in their own words."""

    NONE = "none", "None"
    WAITING = "waiting", "Wait to be read"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


READ_FROM = {"approve": {Words.WAITING, Words.REFUSED}, "refuse": {Words.WAITING, Words.APPROVED}}
