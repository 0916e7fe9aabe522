"""Fixtures for the tests of evidence."""

from types import SimpleNamespace

import pytest

from evidence import pages
from evidence.models import content
from evidence.tests.makers import NOON
from keepitlocal import arrival
from keepitlocal.officers.tests.makers import make_officer


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """A test's calls are rolled back, and the next test's may get their keys and versions."""
    content.forget()
    pages.forget()


@pytest.fixture
def arrive(monkeypatch):
    """Make requests arrive at a moment: the one place where the clock is read stands still there."""

    def at(moment):
        monkeypatch.setattr(arrival, "timezone", SimpleNamespace(now=lambda: moment))

    return at


@pytest.fixture
def at_noon(arrive):
    """Every request arrives at the makers' noon, while their calls are open."""
    arrive(NOON)


@pytest.fixture
def officer(client):
    """A policy officer, signed in to the test's browser."""
    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.fixture
def uploads(settings, tmp_path):
    """An empty folder for documents."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT
