"""A key is what a row could have, and nothing else is looked for."""

import pytest

from keepitlocal import keys


@pytest.mark.parametrize(("typed", "key"), [("0", 0), ("42", 42), ("9" * 18, 10**18 - 1)])
def test_digits_are_a_key(typed, key):
    assert keys.read(typed) == key


@pytest.mark.parametrize("typed", ["", "-1", "1.0", " 1", "one", "²", "9" * 19, "9" * 5_000])
def test_anything_else_is_none(typed):
    assert keys.read(typed) is None
