"""The words of an e-mail: plain text, from templates that extend outbox/email.txt."""

import logging
import re
import traceback

from django.conf import settings
from django.template.loader import render_to_string

from keepitlocal import parts
from keepitlocal.parts import Letter

logger = logging.getLogger(__name__)


class Unwritable(Exception):
    """The words of an e-mail could not be written, with a sentence that holds none of them."""


def one_line(words):
    return " ".join(words.split())


def tidy(body):
    """A body with nothing trailing its lines, and never more than one blank line in a row."""
    lines = "\n".join(line.rstrip() for line in body.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def write(template, subject, context, unsubscribe=""):
    """The letter that a template makes. It finds PORTAL_URL in its context, and the subject is always one line."""
    body = render_to_string(template, {"PORTAL_URL": settings.PORTAL_URL, **context})
    return Letter(subject=one_line(subject), body=tidy(body), unsubscribe=unsubscribe)


def read(message):
    """The letter of a message, as it reads now, or None when there is nothing left to write about. Raises Unwritable."""
    try:
        return parts.letters()[message.kind](message)
    # Another part's words for one e-mail: whatever is wrong with them must not keep the other e-mails from going.
    except Exception as error:
        wrong = type(error).__name__
        # Where, and not the error's own words: they may quote what somebody wrote.
        place = traceback.extract_tb(error.__traceback__)[-1]
        logger.error("E-mail %s could not be written: %s in %s, line %s", message, wrong, place.name, place.lineno)
        raise Unwritable(f"Its words could not be written ({wrong}).") from error


def together(letters):
    """One letter of several, each below a rule, from which nobody unsubscribes at one press; of one, that one."""
    if len(letters) == 1:
        return letters[0]
    return write("outbox/together.txt", f"{len(letters)} e-mails from Keep it Local in one", {"letters": letters})
