"""Coming back is tested with the drafts of evidence, as a browser finds them."""

from evidence.tests.conftest import _nothing_remembered, at_noon

__all__ = ["_nothing_remembered", "at_noon"]
