"""Plain text in paragraphs, as people write it into one box."""

from itertools import chain, groupby


def split(text):
    """The paragraphs of a text: an empty line parts them, and any other white space is one space."""
    lines = [line.split() for line in text.splitlines()]
    return [" ".join(chain.from_iterable(some)) for has_words, some in groupby(lines, bool) if has_words]
