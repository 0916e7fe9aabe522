"""What the environment says, for the settings. What is missing or dangerous stops the start with a sentence."""

import datetime
import os
import secrets

from django.core.exceptions import ImproperlyConfigured


def on(name):
    """Whether a yes/no variable of the environment says yes; anything but a plain yes or no is refused."""
    said = os.environ.get(name, "").strip().lower()
    if said not in {"", "0", "no", "false", "1", "yes", "true"}:
        raise ImproperlyConfigured(f"{name} says {said!r}: set it to 1 or 0.")
    return said in {"1", "yes", "true"}


# A trial runs on one machine, for nobody else: it sends no mail, and asks for no set-up.
TRIAL = on("TRIAL")


def needed(name, why, trial):
    """What the environment says under `name`; in a trial, `trial` stands in for it."""
    said = os.environ.get(name, "").strip()
    if not said and not TRIAL:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return said or trial


def whole(name, default, *, what):
    """A whole number, not below nothing; `what` says what to set it to."""
    said = os.environ.get(name, "").strip() or str(default)
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} says {said!r}: set it to {what}.")
    return int(said)


def kept_for(name, default, *, least=1, why):
    """How long something is kept, from a variable that gives it in days: `least` days or more, and `why` so many."""
    days = whole(name, default, what="a number of days")
    if days < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more: {why}")
    return datetime.timedelta(days=days)


def kept_secret(path):
    """A trial's secret key, made at its first start and kept, so that a restart signs nobody out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass  # an earlier start made it
    return path.read_text()
