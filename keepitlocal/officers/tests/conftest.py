"""Tests of the officers' part may tell of bells (part.py)."""

import pytest

from keepitlocal import parts
from keepitlocal.officers.tests import part


@pytest.fixture
def rung(settings):
    """The moments at which the bells rang: a list to add to."""
    settings.PARTS = [*settings.PARTS, "keepitlocal.officers.tests.part"]
    forget()
    yield part.rung
    part.rung.clear()
    forget()


def forget():
    parts.letters.cache_clear()
    parts.topics.cache_clear()
