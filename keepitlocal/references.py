"""Reference numbers: what people quote to us, such as KIL-7QX4-M2PT. A label, never a key."""

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

ALPHABET = "346789CFGHJKMPQRTVWX"  # no vowels, so no words; nothing that looks like something else
LONGEST = 24


def new(prefix):
    """A reference that nothing has yet, as likely as not: 20^8, or 25.6 thousand million, to choose from."""
    return f"{prefix}-{get_random_string(4, ALPHABET)}-{get_random_string(4, ALPHABET)}"


def tidy(typed):
    """What someone typed, in the form we stored it."""
    return "-".join(typed.upper().replace("-", " ").split())


def use(prefix, take, tries=5):
    """Have `take` store a new reference; the database's unique constraint decides what is taken, and then it is another's turn.

    Raises IntegrityError if every try was taken, which at these odds means that something else is wrong.
    """
    for left in reversed(range(tries)):
        try:
            with transaction.atomic():
                take(new(prefix))
        except IntegrityError:
            if not left:
                raise
        else:
            return


def give(thing, prefix, tries=5):
    """Give a stored thing its reference, once. Raises as `use` does."""

    def take(reference):
        type(thing)._base_manager.filter(pk=thing.pk).update(reference=reference)
        thing.reference = reference

    use(prefix, take, tries)
