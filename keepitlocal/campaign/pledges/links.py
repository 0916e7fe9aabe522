"""The link by which whoever pledged comes back to it: signed, and only ever sent to their address."""

from keepitlocal import tokens

SALT = "pledges.change"


def token(pledge):
    return tokens.token(pledge.pk, salt=SALT)


def address(pledge):
    return tokens.address("pledges:change", pledge.pk, salt=SALT)


def read(typed):
    """The key that a token says. Raises NoLink."""
    return tokens.read(typed, salt=SALT)
