"""Fixtures for the tests of resources."""

import pytest

from keepitlocal.campaign.resources.tests.makers import NOON, forget


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget()


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """An empty folder for what arrives."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def at_noon(arrive):
    """Every request arrives at the makers' noon."""
    arrive(NOON)
