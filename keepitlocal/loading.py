"""What loading a round's file does to anything with a window: its window, its own words, and what officers have changed since."""

import datetime
import hashlib

import yaml
from django.core.exceptions import ValidationError

from keepitlocal.rounds import RoundError, when

TOLD = ("how_long", "afterwards")


def fingerprint(file):
    """The SHA-256 of what a round's file says, whatever its comments and the breaks of its lines."""
    return hashlib.sha256(yaml.serialize(file.node).encode()).hexdigest()


def is_unchanged(thing, file, stands, *, terms):
    """Whether the file is as it was when it was loaded. `stands` are the counts that rise whenever the thing changes, by name.

    Raises RoundError where officers have changed the thing since, unless the terms say to replace that.
    """
    if terms.replace:
        return False
    if {name: thing.loaded.get(name) for name in stands} != stands:
        raise RoundError(f"{thing} has been changed at the desk since it was loaded. To lose those changes, add --replace.")
    return thing.loaded.get("fingerprint") == fingerprint(file)


def fill_window(window, written, terms, *, is_told):
    """The window as it is written. Once people were told of it, it only becomes longer; a later close is an extension.

    A window that was moved keeps what it was given, but for its grace. Raises RoundError.
    """
    window.grace_minutes = _grace(window, written, is_told)
    if window.pk and terms.later:
        return
    _close(window, written, terms, is_told)
    opens_at = written.moment("opens", ends=False, later=terms.later) or window.opens_at or terms.at
    if opens_at >= window.closes_at and not written.moment("opens", ends=False):
        opens_at = window.closes_at - datetime.timedelta(weeks=1)  # over when it was loaded: it never was open here
    window.opens_at = min(opens_at, terms.at) if terms.later else opens_at


def _grace(window, written, is_told):
    minutes = written.number("grace_minutes", 15)
    if is_told and minutes < window.grace_minutes:
        raise written.wrong(f"people were told {window.grace_minutes} minutes, and it can only be made longer.", "grace_minutes")
    return minutes


def _close(window, written, terms, is_told):
    was = window.closes_at if is_told else None
    window.closes_at = written.moment("closes", ends=True, later=terms.later)
    if window.closes_at is None:
        raise written.wrong("closes is missing.")
    if was and window.closes_at < was:
        told = when(was, ends=True)
        raise written.wrong(f"people were told that it closes later than this: {told}. It can only be made longer.", "closes")
    first = was if was and window.closes_at > was else None
    window.extended_from = written.moment("extended_from", ends=True, later=terms.later) or window.extended_from or first
    window.extended_why = written.text("extended_why", window.extended_why)
    if window.extended_why and not window.extended_from:
        raise written.wrong("extended_from is missing.", "extended_why")


def fill_told(thing, written):
    """What the front page tells of it, beside its title and its window."""
    for key in TOLD:
        setattr(thing, key, written.text(key, ""))


def told_of(thing):
    """The same in the words of a round's file."""
    return {key: getattr(thing, key) for key in TOLD}


def window_of(window):
    """The window in the words of a round's file."""
    return {
        "opens": when(window.opens_at, ends=False),
        "closes": when(window.closes_at, ends=True),
        "extended_from": window.extended_from and when(window.extended_from, ends=True),
        "extended_why": window.extended_why,
        "grace_minutes": window.grace_minutes,
    }


def said(**found):
    """What there is to say: no empty text, and no flag that says no."""
    return {key: value for key, value in found.items() if value != "" and value is not None and value is not False}


def save(row, mapping):
    """Save what was written there, or say what is wrong with it. Raises RoundError."""
    try:
        row.full_clean()
    except ValidationError as error:
        fields = getattr(error, "message_dict", {"__all__": error.messages})
        says = [f"{field}: {' '.join(words)}" if field != "__all__" else " ".join(words) for field, words in fields.items()]
        raise mapping.wrong(" ".join(says), next(iter(fields))) from None
    row.save()
