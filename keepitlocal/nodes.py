"""A part of a round's file as plain values: mappings, lists, texts, whole numbers and truths, each with its line.

YAML alone would make a date of 2018-07-27, a number of 1:30 and whatever a tag asks for. Here all that is a mistake with a line.
"""

import yaml

from keepitlocal.rounds import TRUTHS, UNKEPT, WHOLE, RoundError

MOST = 20_000  # values in a part, counting what an alias repeats as often as it is repeated
DEEPEST = 50
TAG = "tag:yaml.org,2002:"


def plain(node, name):
    """What a node of the file of that name says. Raises RoundError."""
    return _Plain(name).value(node, ())


class _Plain:
    def __init__(self, name):
        self.name, self.values = name, 0

    def value(self, node, within):
        self.values += 1
        if self.values > MOST:
            raise RoundError(f"{self.name}: this says more than {MOST:,} things, which is too many.")
        if node in within or len(within) > DEEPEST:
            raise self.wrong(node, "this holds itself, or is nested too deeply.")
        kind = node.tag.removeprefix(TAG)
        if isinstance(node, yaml.MappingNode) and kind == "map":
            return self.mapping(node, (*within, node))
        if isinstance(node, yaml.SequenceNode) and kind == "seq":
            return [self.value(each, (*within, node)) for each in node.value]
        if isinstance(node, yaml.ScalarNode) and kind in SCALARS:
            return SCALARS[kind](self, node)
        raise self.wrong(node, "this must be a text, which goes in quotes, a whole number, true or false.")

    def mapping(self, node, within):
        found = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != f"{TAG}str":
                raise self.wrong(key, "the name before a value must be a text: put it in quotes.")
            if (name := self.text(key)) in found:
                raise self.wrong(key, f"{name} is here twice.")
            found[name] = self.value(value, within)
        return found

    def text(self, node):
        if UNKEPT.search(node.value):
            raise self.wrong(node, "this holds a character that cannot be kept.")
        return node.value

    def whole(self, node):
        if not WHOLE.fullmatch(node.value):
            raise self.wrong(node, f"{node.value} must be a whole number in plain figures, or a text: put that in quotes.")
        return int(node.value)

    def truth(self, node):
        if node.value.lower() not in TRUTHS:
            raise self.wrong(node, f"{node.value} must be true or false.")
        return TRUTHS[node.value.lower()]

    def wrong(self, node, says):
        return RoundError(f"{self.name}, line {node.start_mark.line + 1}: {says}")


SCALARS = {"str": _Plain.text, "int": _Plain.whole, "bool": _Plain.truth, "null": lambda plain, node: None}


def line_of(node, place):
    """The line, from 1, of what keys and positions lead to from a node, or as far as they lead: of a value, its name's line."""
    line = node.start_mark.line + 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((key, value) for key, value in node.value if key.value == step), (None, None))
            mark = key and key.start_mark
        else:
            is_there = isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
            node = node.value[step] if is_there else None
            mark = node and node.start_mark
        if node is None:
            return line
        line = mark.line + 1
    return line
