"""Fixtures for the tests of the survey."""

import pytest

from survey.tests.stored import NOON, forget


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget()


@pytest.fixture
def at_noon(arrive):
    """Every request arrives at the makers' noon, while their surveys are open."""
    arrive(NOON)
