"""Addresses that let their bearer in are shown to nobody else."""

import logging

import pytest

from keepitlocal.ways_in import Blanked, without_ways_in


@pytest.mark.parametrize(
    "way_in", ["return", "confirm", "unsubscribe", "admin/invitation", "evidence/call/yours/asked", "contact"]
)
def test_ways_in_are_blanked_for_others(way_in):
    body = f"Go to https://portal.example/{way_in}/Mg/c8x-secret/ today, or see https://portal.example/evidence/"

    assert without_ways_in(body) == f"Go to https://portal.example/{way_in}/… today, or see https://portal.example/evidence/"


def test_a_log_holds_no_way_in():
    """A4: Django names the address of whatever it answers with an error."""
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", "/return/c8x-secret/"), None)

    Blanked().filter(record)

    assert record.getMessage() == "Gone: /return/…"


def test_every_log_goes_through_it(settings):
    handlers = settings.LOGGING["handlers"].values()

    assert [handler["filters"] for handler in handlers] == [["ways in"]]
