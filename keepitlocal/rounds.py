"""A round's content in YAML: read with its line numbers, so that a mistake names its place, and loads nothing."""

import datetime
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils import timezone

from keepitlocal import windows

WHEN = (":timestamp", ":str")  # YAML takes a time without seconds for a text
WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,14})")  # as people write it: to YAML, 010 is eight and 1:30 is ninety
TRUTHS = yaml.SafeLoader.bool_values
UNKEPT = re.compile("[\x00\ud800-\udfff]")  # NUL, and half characters: no database takes them
# What YAML's blocks give back as it was: no tab, no other control character, and no line ending but its own.
FITS_A_BLOCK = re.compile("[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
WIDTH = 140  # characters a line, in a text that is folded
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
            if not isinstance(key, yaml.ScalarNode):
                raise RoundError(f"{path}, line {key.start_mark.line + 1}: the name before a value must be a text.")
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
        value = self._kept(value, self.values[key])
        if longest and len(value) > longest:
            raise self.wrong(f"{key} is {len(value)} characters long, and {longest} is the most.", key)
        return value

    def _kept(self, value, node):
        """The text as it is kept: its lines end alike wherever they were written, and it begins and ends with words."""
        if UNKEPT.search(value):
            raise RoundError(f"{self.path}, line {node.start_mark.line + 1}: this holds a character that cannot be kept.")
        return value.replace("\r\n", "\n").strip()

    def flag(self, key):
        """Whether it says yes; a missing one says no."""
        value = self._scalar(key, ":bool", "true or false")
        if value is not None and value.lower() not in TRUTHS:
            raise self.wrong(f"{key} must be true or false.", key)
        return value is not None and TRUTHS[value.lower()]

    def number(self, key, default=None):
        """A whole number; `default` where there is none, or an error where that is None."""
        value = self._scalar(key, ":int", "a whole number")
        if value is None and default is None:
            raise self.wrong(f"{key} is missing.")
        if value is not None and not WHOLE.fullmatch(value):
            raise self.wrong(f"{key} must be a whole number, in plain figures.", key)
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
            found.append(self._kept(node.value, node))
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
        return parsed(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise RoundError(f"{path.name}: this must be a text file in UTF-8.") from None


def parsed(text, name):
    """The mapping that the text of a round's file holds; mistakes in it call it by its name. Raises RoundError."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise RoundError(f"{name}, line {error.problem_mark.line + 1}: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise RoundError(f"{name}: {error}") from None
    except RecursionError:
        raise RoundError(f"{name}: this is nested too deeply.") from None
    if node is None:
        raise RoundError(f"{name}: there is nothing in it.")
    return Mapping(node, name)


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


class Quoted(str):
    """A text to be written in quotes."""


class Block(str):
    """A text to be written as a block, line by line as it is."""


class Folded(str):
    """A text to be written as a block, its long lines broken."""


class Plain(str):
    """A moment, to be written as it stands."""


class OneLine(dict):
    """A mapping to be written in one line."""


def when(moment, *, ends):
    """The moment as a round's file has it: a bare date where it begins the day or `ends` it, else in local time."""
    local = timezone.localtime(moment)
    if local.time() == datetime.time.min:
        return Plain((local.date() - datetime.timedelta(days=1) if ends else local.date()).isoformat())
    naive = local.replace(tzinfo=None)
    try:
        windows.local_moment(naive)
    except windows.NoSuchMoment:  # it happens twice: only with its offset does it say which
        return Plain(local.isoformat(" "))
    return Plain(naive.isoformat(" ", "auto" if naive.second or naive.microsecond else "minutes"))


def written(content):
    """The text of a round's file that says `content`: mappings, lists, numbers, and texts in the styles above."""
    return yaml.dump(content, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=sys.maxsize)


STYLES = {Quoted: '"', Block: "|", Folded: ">"}


class _Writer(yaml.SafeDumper):
    """Writes as people do: lists set in, double quotes, and a text plain or as a block only where that loses nothing."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def choose_scalar_style(self):
        style = super().choose_scalar_style()
        return '"' if style == "'" else style

    def write_folded(self, text):
        self.best_width, kept = WIDTH, self.best_width
        super().write_folded(text)
        self.best_width = kept


def _write_text(writer, text):
    """A text is as it will be loaded. One of several lines is a block, and any other plain where YAML takes it for a text."""
    kept = text.replace("\r\n", "\n").strip()
    style = STYLES.get(type(text)) or ("|" if "\n" in kept else None)
    if style == ">" and ("\n" in kept or "  " in kept):
        style = "|"
    if style in {"|", ">"}:
        fits = FITS_A_BLOCK.fullmatch(kept) and " \n" not in kept
        kept, style = (f"{kept}\n", style) if fits else (kept, '"')
    return writer.represent_scalar("tag:yaml.org,2002:str", kept, style)


def _write_plain(writer, text):
    return writer.represent_scalar(writer.resolve(yaml.ScalarNode, text, (True, False)), text)


def _write_in_one_line(writer, mapping):
    return writer.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True)


for _kind in [str, Quoted, Block, Folded]:
    _Writer.add_representer(_kind, _write_text)
_Writer.add_representer(Plain, _write_plain)
_Writer.add_representer(OneLine, _write_in_one_line)
