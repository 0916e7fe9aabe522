"""Plain values of a file's nodes: nothing but what people write, and each mistake with its line."""

import pytest
import yaml

from keepitlocal import nodes
from keepitlocal.rounds import RoundError


def plain(text):
    return nodes.plain(yaml.compose(text, Loader=yaml.SafeLoader), "a.yaml")


def test_what_people_write_is_read_as_they_mean_it():
    text = 'a: [one, 1, -1, 0, true, No, ~, "1", "no"]\nb: {c: {}}\n'

    assert plain(text) == {"a": ["one", 1, -1, 0, True, False, None, "1", "no"], "b": {"c": {}}}


def test_what_is_said_once_is_read_wherever_it_is_meant():
    assert plain("a: &it [1, 2]\nb: *it\n") == {"a": [1, 2], "b": [1, 2]}


MISTAKES = {
    "a date": ("a: 2018-07-13", 1, "this must be a text"),
    "a moment": ("a:\n  - 2018-07-13 17:00:00", 2, "this must be a text"),
    "a number with a point": ("a: 1.5", 1, "this must be a text"),
    "a number to the base of sixty": ("a: 1:30", 1, "1:30 must be a whole number in plain figures"),
    "an octal number": ("a: 010", 1, "010 must be a whole number in plain figures"),
    "a hexadecimal number": ("a: 0x1F", 1, "0x1F must be a whole number in plain figures"),
    "a number with a gap": ("a: 1_000", 1, "1_000 must be a whole number in plain figures"),
    "a number beyond counting": (f"a: 1{'0' * 5000}", 1, "must be a whole number in plain figures"),
    "a word said to be a truth": ("a: !!bool maybe", 1, "maybe must be true or false"),
    "a word said to be a number": ("a: !!int many", 1, "many must be a whole number in plain figures"),
    "something of Python's": ("a: !!python/name:os.system x", 1, "this must be a text"),
    "a set": ("a: !!set {b}", 1, "this must be a text"),
    "bytes": ("a: !!binary YQ==", 1, "this must be a text"),
    "a merge": ("a: &a {b: 1}\nc:\n  <<: *a", 3, "the name before a value must be a text"),
    "a number before a value": ("1: a", 1, "the name before a value must be a text"),
    "a list before a value": ("? [a]\n: b", 1, "the name before a value must be a text"),
    "a name twice": ("a: 1\nb: 2\na: 3", 3, "a is here twice"),
    "what holds itself": ("a: &a [*a]", 1, "this holds itself"),
    "what is nested too deeply": (f"a: {'[' * 60}{']' * 60}", 1, "nested too deeply"),
    "half a character": ('a: "\\ud800"', 1, "a character that cannot be kept"),
    "a name with NUL": ('"\\0": 1', 1, "a character that cannot be kept"),
}


@pytest.mark.parametrize(("text", "line", "says"), MISTAKES.values(), ids=MISTAKES)
def test_anything_else_is_refused_with_its_line(text, line, says):
    with pytest.raises(RoundError) as refused:
        plain(text)

    assert str(refused.value).startswith(f"a.yaml, line {line}: ")
    assert says in str(refused.value)


def test_what_grows_by_saying_itself_again_is_refused_before_it_has_grown():
    text = "- &a0 [1]\n" + "".join(f"- &a{each} [{', '.join([f'*a{each - 1}'] * 10)}]\n" for each in range(1, 12))

    with pytest.raises(RoundError, match="this says more than 20,000 things"):
        plain(text)


FILE = "a:\n  b:\n    - c: 1\n      d: &it\n        e: 1\n    - d: *it\n"


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("a", "b"), 2),
        (("a", "b", 0), 3),
        (("a", "b", 0, "d"), 4),
        (("a", "b", 1, "d"), 6),
        (("a", "b", 1, "d", "e"), 5),
        (("a", "b", 1, "missing"), 6),
        (("a", "b", 7), 2),
        (("a", "b", 0, "c", "beyond"), 3),
        (("a", 0), 1),
        (("a", "b", "c"), 2),
    ],
)
def test_a_place_has_the_line_of_its_name_or_of_the_nearest_thing_to_it(place, line):
    assert nodes.line_of(yaml.compose(FILE), place) == line
