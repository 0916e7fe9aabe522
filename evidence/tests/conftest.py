"""Fixtures for the tests of evidence."""

import pytest

from evidence import pages
from evidence.models import content
from evidence.tests.makers import NOON


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """A test's calls are rolled back, and the next test's may get their keys and stamps."""
    content.forget()
    pages.forget()


@pytest.fixture
def at_noon(arrive):
    """Every request arrives at the makers' noon, while their calls are open."""
    arrive(NOON)


@pytest.fixture
def uploads(settings, tmp_path):
    """An empty folder for documents."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT
