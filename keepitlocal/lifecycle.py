"""Moving a thing to its next status: the one way to do it."""

from django.db import transaction

from keepitlocal.audit.models import record


class Refusal(Exception):
    """Something that may not be done, with a sentence for the person who asked for it."""


class NotAllowed(Refusal):
    """It can never go from the status it has to the one asked for."""


class AlreadyMoved(Refusal):
    """Somebody else was quicker."""


class TooLate(Refusal):
    """Its window has closed."""


class NotReady(Refusal):
    """Something that it needs is still missing."""


def advance(thing, to, *, at, by=None, why=""):
    """Move `thing` to the status `to`, in the record's sight. Raises NotAllowed, or AlreadyMoved."""
    was = thing.status
    if to not in thing.MOVES[was]:
        raise NotAllowed(f"{thing} is {was}; it cannot become {to}.")
    with transaction.atomic():
        # Compare and swap: of two people pressing at once, exactly one row changes.
        rows = type(thing)._base_manager.filter(pk=thing.pk, status=was)
        if not rows.update(status=to, status_since=at):
            raise AlreadyMoved(f"{thing} is no longer {was}.")
        record(f"became {to}", thing, at=at, by=by, was=was, **({"why": why} if why else {}))
    thing.status, thing.status_since = to, at
