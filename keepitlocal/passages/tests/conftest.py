"""Tests of passages may have kinds of their own (part.py and told.py)."""

import pytest
from django.db import connection

from keepitlocal import parts
from keepitlocal.passages import likes


@pytest.fixture
def two_kinds(settings):
    """Answers and remarks are what there is to find."""
    yield from asked(settings, ["keepitlocal.officers.part", "keepitlocal.passages.tests.part"])


@pytest.fixture
def told(settings):
    """The part that has things told, which officers may read, and secrets, which leads may."""
    yield from asked(settings, [*settings.PARTS, "keepitlocal.passages.tests.told"])


def asked(settings, names):
    """These parts are asked for the kinds of passages."""
    settings.PARTS = names
    parts.passage_kinds.cache_clear()
    yield
    parts.passage_kinds.cache_clear()


def changed():
    """What the clockwork does once passages have changed. What PostgreSQL counts of a test it counts after the test."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("COMMENT ON MATERIALIZED VIEW passages_word IS NULL")
    likes.renew()
