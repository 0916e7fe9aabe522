"""What a first visit to each public page weighs, on the portal as it runs. `make weights` writes docs/weights.md anew."""

import dataclasses
import os
from dataclasses import astuple

import pytest
from django.utils import timezone

from keepitlocal.languages.speaking import OURS
from keepitlocal.tests.public import State, rows, stages, weighing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_only]

MOST = weighing.Weight(all=60, requests=8, css=16, script=8, font=25, html=60, shift=0.02)
# Nobody comes to a draft of their own with nothing kept; and what is in it is not compressed, as that would tell its length.
MOST_OF_ONES_OWN = dataclasses.replace(MOST, all=64)
NEAR = 2  # KB
BARE = State("", "normal", OURS, "/", None)  # of whoever holds nothing


def visited(states):
    """The state in which each page is visited for the first time: the first of its row that opening the address shows."""
    found = {}
    for state in states:
        if state.is_page and state.was_asked_for and state.language != "cy" and state.answer.status_code == 200:
            found.setdefault(state.place, state)
    return {address: found[address] for address in rows() if address in found}


@pytest.fixture
def visits():
    return visited(stages(timezone.now(), "normal"))


@pytest.fixture
def weights(browser, portal, visits):
    """A dict of address to what a visit to it weighs."""
    scales = weighing.Scales(browser)
    found = {address: scales.weigh(portal.url, state) for address, state in visits.items()}
    scales.context.close()
    if os.environ.get("WRITE_WEIGHTS"):
        weighing.TABLE.write_text(weighing.written(found))
    return found


def test_every_page_keeps_to_the_budget_and_weighs_what_is_written(visits, weights):
    said = weighing.read()

    assert {address: weight for address, weight in weights.items() if is_over(weight, visits[address])} == {}
    assert list(said) == list(weights)
    assert {address: (weight, said[address]) for address, weight in weights.items() if is_out(weight, said[address])} == {}


def is_over(weight, state):
    most = MOST_OF_ONES_OWN if "drafts" in state.cookies else MOST
    return any(has > may for has, may in zip(astuple(weight), astuple(most), strict=True))


def is_out(weight, said):
    return any(abs(one - other) > NEAR for one, other in zip(astuple(weight), astuple(said), strict=True))


@pytest.mark.parametrize("more", [{"all": 1}, {"requests": 3}, {"css": 3}, {"script": 2}, {"font": 5}, {"shift": 0.03}], ids=str)
def test_what_is_over_the_budget_is_found(more):
    least = weighing.Weight(all=59.5, requests=6, css=14, script=7, font=20.5, html=9, shift=0)
    weight = dataclasses.replace(least, **{name: getattr(least, name) + by for name, by in more.items()})

    assert [is_over(each, BARE) for each in [least, weight]] == [False, True]


def test_a_figure_that_is_out_is_found():
    said = weighing.Weight(all=50, requests=6, css=14, script=7, font=20, html=9, shift=0)

    assert [is_out(dataclasses.replace(said, html=html), said) for html in [11, 11.1]] == [False, True]
