"""What an enquiry may be, and become."""

from django.db import models


class Status(models.TextChoices):
    OPEN = "open", "Waits for an answer"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"
    ERASED = "erased", "Erased"


MOVES = {
    Status.OPEN: {Status.ANSWERED, Status.CLOSED, Status.ERASED},
    Status.ANSWERED: {Status.OPEN, Status.ANSWERED, Status.CLOSED, Status.ERASED},  # one can be answered twice
    Status.CLOSED: {Status.OPEN, Status.ERASED},
    Status.ERASED: set(),
}
# From where each verb of an officer begins; any other is for all that is not erased.
BEGINS = {
    "answer": {Status.OPEN, Status.ANSWERED},
    "close": {Status.OPEN, Status.ANSWERED},
    "reopen": {Status.CLOSED},
}
KEPT = {Status.OPEN, Status.ANSWERED, Status.CLOSED}
