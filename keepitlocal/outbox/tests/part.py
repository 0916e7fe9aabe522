"""A part that writes e-mails for tests: a note about anything, and what can be wrong with one."""

from keepitlocal.outbox.letters import write
from keepitlocal.parts import Letter

UNSUBSCRIBE = f"https://portal.example/unsubscribe/{'Mg:1tK,x;9_-' * 12}/"
gone = set()  # what there is nothing left to write about, as the record calls it


def note(message):
    return None if message.about in gone else Letter(f"A note on {message.about}", f"Dear you,\n\n{message.about} is with us.\n")


def welsh(message):
    inside = Letter("O'Neill & Sons", "ŵ ŷ ’ & <b>")
    return write("outbox/together.txt", "Tŷ Gŵyr:\r\nBcc: everybody@example.org", {"letters": [inside]})


def broken(message):
    raise KeyError("Jane Doe, 1 High Street")


def listed(message):
    """What somebody asked to be told, until they ask no more; UNSUBSCRIBE is theirs alone."""
    context = {"letters": [note(message)]}
    return write("outbox/together.txt", "News", context, unsubscribe=UNSUBSCRIBE)


LETTERS = {"test.listed": listed, "test.note": note, "test.other": note, "test.welsh": welsh, "test.broken": broken}
LETTER_NAMES = dict.fromkeys(LETTERS, "A note")
