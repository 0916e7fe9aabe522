"""A round's content in YAML: read with its line numbers, so that a mistake names its place, and loads nothing."""

import datetime
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils import timezone

from keepitlocal import windows

WHEN = (":timestamp", ":str")  # YAML takes a time without seconds for a text
WRITTEN_SO = "a date, such as 2018-07-27, or a moment, such as 2018-07-27 17:00"


class RoundError(Exception):
    """A mistake in a round's file, in a sentence that names the file and the line."""


class Mapping:
    """A mapping of a round's file. Every question asked of it is checked, and refused with its line.

    Raises RoundError throughout.
    """

    def __init__(self, node, path):
        if not isinstance(node, yaml.MappingNode):
            raise RoundError(f"{path}, line {node.start_mark.line + 1}: this must be a mapping, with a name before each value.")
        self.node, self.path, self.values = node, path, {}
        for key, value in node.value:
            if key.value in self.values:
                raise RoundError(f"{path}, line {key.start_mark.line + 1}: {key.value} is here twice.")
            self.values[key.value] = value

    def wrong(self, says, key=None):
        """The error that says what is wrong with this mapping, or with the value of one of its keys."""
        node = self.values.get(key, self.node)
        return RoundError(f"{self.path}, line {node.start_mark.line + 1}: {says}")

    def only(self, *known):
        """Refuse any key that is not known, so that a slip of the pen is not a silent gap."""
        for key, _value in self.node.value:
            if key.value not in known:
                line = key.start_mark.line + 1
                raise RoundError(f"{self.path}, line {line}: {key.value} is not known here. Known are {', '.join(known)}.")
        return self

    def _scalar(self, key, tags, what):
        node = self.values.get(key)
        if node is None or node.tag == "tag:yaml.org,2002:null":
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(tags):
            raise self.wrong(f"{key} must be {what}.", key)
        return node.value

    def text(self, key, default=None, longest=None):
        """A text; `default` where there is none, or an error where that is None."""
        value = self._scalar(key, ":str", "a text: put it in quotes")
        if value is None:
            if default is None:
                raise self.wrong(f"{key} is missing.")
            return default
        value = value.strip()
        if "\x00" in value:
            raise self.wrong(f"{key} holds a character that cannot be kept (NUL).", key)
        if longest and len(value) > longest:
            raise self.wrong(f"{key} is {len(value)} characters long, and {longest} is the most.", key)
        return value

    def number(self, key, default=None):
        """A whole number; `default` where there is none, or an error where that is None."""
        value = self._scalar(key, ":int", "a whole number")
        if value is None and default is None:
            raise self.wrong(f"{key} is missing.")
        return default if value is None else int(value)

    def moment(self, key, *, ends, later=datetime.timedelta()):
        """A moment, or None, moved `later` by whole days. A bare date is its first moment, or the first after it if it `ends`."""
        value = self._scalar(key, WHEN, WRITTEN_SO)
        if value is None:
            return None
        if day := self._day(key, value):
            return windows.day_ends(day + later) if ends else windows.day_begins(day + later)
        try:
            local = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            raise self.wrong(f"{key} must be {WRITTEN_SO}.", key) from None
        return local + later if timezone.is_aware(local) else self._local(key, local + later)

    def _day(self, key, value):
        try:
            return datetime.date.fromisoformat(value) if len(value) <= 10 else None
        except ValueError:
            raise self.wrong(f"{key} is not a day of the calendar.", key) from None

    def _local(self, key, local):
        try:
            return windows.local_moment(local)
        except windows.NoSuchMoment as refusal:
            raise self.wrong(str(refusal), key) from None

    def mapping(self, key):
        if key not in self.values:
            raise self.wrong(f"{key} is missing.")
        return Mapping(self.values[key], self.path)

    def mappings(self, key):
        return [Mapping(node, self.path) for node in self._sequence(key)]

    def texts(self, key):
        """A list of texts, which may be missing."""
        found = []
        for node in self._sequence(key, may_be_missing=True):
            if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
                raise RoundError(f"{self.path}, line {node.start_mark.line + 1}: this must be a text: put it in quotes.")
            found.append(node.value.strip())
        return found

    def _sequence(self, key, may_be_missing=False):
        node = self.values.get(key)
        if node is None and may_be_missing:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(f"{key} must be a list.", key)
        return node.value

    def unique(self, mappings, key):
        """Refuse two of `mappings` with the same text under `key`."""
        seen = set()
        for each in mappings:
            value = each.text(key)
            if value in seen:
                raise each.wrong(f"{key} {value!r} is here twice.", key)
            seen.add(value)
        return mappings


@dataclass(frozen=True)
class Terms:
    """On what terms a round is loaded."""

    at: datetime.datetime
    replace: bool = False  # also what officers have changed since the last load
    later: datetime.timedelta = datetime.timedelta()  # how much later than written its windows are, in whole days


def read(path):
    """The mapping that a round's file holds. Raises RoundError."""
    path = Path(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise RoundError(f"{path.name}: this must be a text file in UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        raise RoundError(f"{path.name}, line {error.problem_mark.line + 1}: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise RoundError(f"{path.name}: {error}") from None
    if node is None:
        raise RoundError(f"{path.name}: there is nothing in it.")
    return Mapping(node, path.name)


def fresh_from(files, at, ahead):
    """How much later a round that is over must be for its last window to close `ahead` from now; nothing if it is not over."""
    closing = [end for file in files for key in file.values if (end := _closes_on(file, key))]
    if not closing or windows.day_ends(max(closing)) > at:
        return datetime.timedelta()
    return timezone.localdate(at) + ahead - max(closing)


def _closes_on(file, key):
    if not isinstance(file.values[key], yaml.MappingNode):
        return None
    moment = file.mapping(key).moment("closes", ends=False)
    return timezone.localdate(moment) if moment else None
