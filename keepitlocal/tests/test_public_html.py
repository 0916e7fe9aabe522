"""The HTML of every public page in every state: valid, and whole in what it refers to."""

import json
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from keepitlocal.tests.public.frontend import MODULES, module
from keepitlocal.tests.test_public_table import failing

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

REFERS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "list", "form"}


ERROR = {"en-gb": "Error: ", "cy": "Gwall: "}


class Outline(HTMLParser):
    """What a page is made of, as far as its parts refer to each other."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.headings, self.titles, self._open = [], [], [], None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self._open = tag

    def handle_data(self, data):
        if self._open == "title" and data.strip():
            self.titles.append(data.strip())

    def handle_endtag(self, tag):
        self._open = None

    def __iter__(self):
        return iter(self.elements)

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self if "id" in attrs]

    @property
    def referred_to(self):
        return {key for _, attrs in self for name in REFERS & attrs.keys() for key in (attrs[name] or "").split()}


# Each a function of an outline: what is wrong with it, if anything.
RULES = {
    "an id is given once": lambda page: [key for key, times in Counter(page.ids).items() if times > 1],
    "whatever is referred to is there": lambda page: page.referred_to - {*page.ids},
    "there is one first heading": lambda page: page.headings.count(1) != 1,
    "no heading skips a level": lambda page: [pair for pair in pairwise(page.headings) if pair[1] > pair[0] + 1],
    "every button says what it is": lambda page: [said for tag, said in page if tag == "button" and "type" not in said],
    "every picture says what it shows": lambda page: [said for tag, said in page if tag == "img" and not said.get("alt")],
    "there is one title": lambda page: len(page.titles) != 1,
}
BROKEN = {
    "an id is given once": "<p id='name'><p id='name'>",
    "whatever is referred to is there": "<label for='name'>Name</label>",
    "there is one first heading": "<h1>One</h1><h1>Another</h1>",
    "no heading skips a level": "<h1>One</h1><h3>Two</h3>",
    "every button says what it is": "<button>Send</button>",
    "every picture says what it shows": "<img src='/picture.webp'>",
    "there is one title": "<title></title>",
}


@pytest.fixture(scope="session")
def outlines(states):
    return {state: Outline(state.answer.text) for state in states if state.is_page}


@pytest.mark.parametrize("rule", RULES)
def test_of_every_page_it_is_true_that(rule, outlines):
    assert failing(outlines, lambda state: RULES[rule](outlines[state])) == {}


@pytest.mark.parametrize("rule", RULES)
def test_what_breaks_a_rule_is_found(rule):
    assert RULES[rule](Outline(BROKEN[rule]))


def validated(pages, folder):
    """What html-validate says of pages, a dict of name to bytes: a dict of name to sentences."""
    program, config = module("html-validate", "bin", "html-validate.mjs"), MODULES.parent / ".htmlvalidate.json"
    for name, page in pages.items():
        (folder / f"{name}.html").write_bytes(page)
    with open(folder / "said", "w+") as file:  # into a pipe it would end before it has said all
        subprocess.run(["node", program, "--config", config, "--formatter", "json", folder], stdout=file, check=False)
        file.seek(0)
        return {
            Path(each["filePath"]).stem: [f"{one['ruleId']}: {one['message']}" for one in each["messages"]]
            for each in json.load(file)
        }


def test_every_page_is_valid_html(states, tmp_path):
    pages = {str(number): state for number, state in enumerate(states) if state.is_page}

    found = validated({name: state.answer.content for name, state in pages.items()}, tmp_path)

    assert {str(pages[name]): sentences for name, sentences in found.items()} == {}


def test_what_is_not_valid_is_found(tmp_path):
    assert list(validated({"broken": b"<!DOCTYPE html><p><div></p>"}, tmp_path)) == ["broken"]


def test_no_two_addresses_have_the_same_title(outlines):
    """A title says where one is: another address, or the same with something wrong, has another."""
    places = {}
    for state, page in outlines.items():
        if state.language != "cy" and state.name in {"normal", "empty"} and not state.place.startswith("error "):
            places.setdefault(page.titles[0], set()).add(state.place)

    assert {title: where for title, where in places.items() if len(where) > 1} == {}


def test_a_page_with_something_wrong_says_so_in_its_title(outlines):
    wrong = {state: page for state, page in outlines.items() if state.name.endswith("in error")}

    assert wrong
    assert [str(state) for state, page in wrong.items() if not page.titles[0].startswith(ERROR[state.language])] == []
