"""Reading plain mappings key by key: whatever is wrong names its place."""

import re

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")
LARGEST = 999_999_999_999
VALUE = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")


class Malformed(Exception):
    """What was read is no definition. `place` leads there, as keys and positions; `sentence` says what is wrong."""

    def __init__(self, place, sentence):
        super().__init__(f"{'.'.join(map(str, place)) or 'The definition'}: {sentence}")
        self.place, self.sentence = tuple(place), sentence


class Reader:
    """A mapping that is read key by key. Raises Malformed throughout."""

    def __init__(self, said, place=()):
        self.said, self.place = said, tuple(place)
        if not isinstance(said, dict):
            raise self.wrong("this must be a mapping, with a name before each value")

    def wrong(self, sentence, *key):
        return Malformed((*self.place, *key), sentence)

    def only(self, *known):
        for key in self.said:
            if key not in known:
                raise self.wrong(f"{key} is not known here. Known are {', '.join(known)}", key)
        return self

    def text(self, key, default=None, *, like=None, longest=2000):
        value = self.said.get(key, default)
        if value is None:
            raise self.wrong(f"{key} is missing", key)
        if not isinstance(value, str):
            raise self.wrong(f"{key} must be a text: put it in quotes", key)
        value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if re.search("[\x00\ud800-\udfff]", value):
            raise self.wrong(f"{key} holds a character that cannot be kept", key)
        if len(value) > longest:
            raise self.wrong(f"{key} is {len(value)} characters long, and {longest} is the most", key)
        if default is None and not value:
            raise self.wrong(f"{key} is empty", key)
        if like and not like.fullmatch(value):
            raise self.wrong(f"{key} {value!r} must be lower-case letters, figures and {'_' if like is NAME else 'hyphens'}", key)
        return value

    def flag(self, key):
        if not isinstance(value := self.said.get(key, False), bool):
            raise self.wrong(f"{key} must be true or false", key)
        return value

    def whole(self, key, default=None):
        value = self.said.get(key, default)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.wrong(f"{key} must be a whole number", key)
        if value is not None and abs(value) > LARGEST:
            raise self.wrong(f"{key} must be from {-LARGEST:,} to {LARGEST:,}", key)
        return value

    def each(self, key, least=0):
        """Readers of the mappings in a list."""
        found = self.said.get(key, [])
        if not isinstance(found, list):
            raise self.wrong(f"{key} must be a list", key)
        if len(found) < least:
            raise self.wrong(f"{key} must hold {least} or more", key)
        return [Reader(each, (*self.place, key, place)) for place, each in enumerate(found)]
