"""Moving a thing to its next status: the one way to do it."""

from django.db import transaction
from django.utils.translation import gettext

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


def advance(thing, to, *, at, by=None, why="", only=None, **columns):
    """Move `thing` to the status `to`, in the record's sight, and change other columns with it.

    `only`: what else must be so in the database for it to move, as a dict of lookups. Raises NotAllowed, or AlreadyMoved.
    """
    was = thing.status
    if to not in thing.MOVES[was]:
        said = gettext("%(thing)s is %(was)s; it cannot become %(to)s.")
        raise NotAllowed(said % {"thing": thing, "was": was, "to": to})
    columns |= {"status": to, "status_since": at}
    with transaction.atomic():
        # Compare and swap: of two people pressing at once, exactly one row changes.
        is_ours = type(thing)._base_manager.filter(pk=thing.pk, status=was, **(only or {})).update(**columns)
        if is_ours:
            record(f"became {to}", thing, at=at, by=by, was=was, **({"why": why} if why else {}))
    if not is_ours:
        raise AlreadyMoved(gettext("%(thing)s is no longer %(was)s.") % {"thing": thing, "was": was})
    for name, value in columns.items():
        setattr(thing, name, value)
