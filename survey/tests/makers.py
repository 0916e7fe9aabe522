"""Believable questions and surveys; a test says only what it is about."""

from functools import cache

import yaml
from django.conf import settings

from survey.definition import read

AGREE = [{"value": 1, "label": "Disagree"}, {"value": 2, "label": "Agree"}, {"value": -1, "label": "Not sure"}]
AREAS = [{"value": "north", "label": "North"}, {"value": "south", "label": "South"}, {"value": "east", "label": "East"}]
OF_KIND = {
    "one": {"choices": AREAS},
    "many": {"choices": AREAS},
    "rank": {"top": 2, "choices": AREAS},
    "grid": {"rows": [{"value": "price", "label": "Price"}, {"value": "notice", "label": "Notice"}], "columns": AGREE},
    "scale": {"low": {"value": 1, "label": "Smaller"}, "high": {"value": 5, "label": "Larger"}},
}


def question(name="area", kind="one", **said):
    """A question as a plain mapping, with what its kind needs."""
    return {"name": name, "kind": kind, "text": f"What of {name}?", **OF_KIND.get(kind, {}), **said}


def page(name, *questions, **said):
    """A page as a plain mapping; with a text question where it is given none, unless it is an exit."""
    asked = {} if said.get("exit") else {"questions": [*questions] or [question(f"{name}_words", "text")]}
    words = {"text": "Thank you for your interest."} if said.get("exit") else {}
    return {"name": name, "title": name.capitalize(), **asked, **words, **said}


def definition(*pages, routes=()):
    """The definition of these pages; of one page with one question, where there are none."""
    return read({"pages": [*pages] or [page("you", question())], "routes": [*routes]})


def asking(*questions):
    """A definition that asks these questions on one page."""
    return definition(page("you", *questions))


@cache
def the_round():
    """The survey of the round."""
    said = yaml.safe_load((settings.ROOT / "content" / "survey.yaml").read_text())["survey"]
    return read({"pages": said["pages"], "routes": said["routes"]})
