"""Keys of rows as addresses and forms name them."""

LONGEST = 18  # digits: every number of so many fits a column of 64 bits


def read(typed):
    """The key that somebody's address or form says, or None where it is none that a row could have."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST else None
