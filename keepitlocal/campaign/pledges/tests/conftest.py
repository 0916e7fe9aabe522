"""Fixtures for the tests of pledges."""

import pytest

from keepitlocal.campaign.pledges.tests.makers import NOON, forget


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget()


@pytest.fixture
def at_noon(arrive):
    arrive(NOON)
