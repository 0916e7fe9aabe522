"""What the parts offer is tested with a part of the tests' own (part.py)."""

import pytest

from evidence.tests.conftest import at_noon
from keepitlocal import parts
from keepitlocal.tests import part

__all__ = ["at_noon"]


@pytest.fixture
def waving(settings):
    """The part that tells of waves, and has waving confirmed."""
    settings.PARTS = [*settings.PARTS, "keepitlocal.tests.part"]
    forget()
    yield
    part.waved.clear()
    forget()


def forget():
    parts.subscriptions.cache_clear()
    parts.confirms.cache_clear()
