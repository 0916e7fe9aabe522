"""The content of a wording: its plain mapping, and what is asked of it."""

import pytest
from hypothesis import given, settings

from principles.tests.wordings import contents
from principles.wordings import Content, Paragraph, read, split

FIRST, SECOND = Paragraph(4, "Buy local."), Paragraph(2, "Ask people.")
CONTENT = Content("Start here", (FIRST, SECOND))


@settings(max_examples=60, deadline=None)
@given(contents())
def test_what_is_stored_is_read_back_the_same(content):
    assert read(content.plain()) == content


def test_the_plain_mapping_is_as_it_is_stored():
    assert CONTENT.plain() == {
        "title": "Start here",
        "paragraphs": [{"id": 4, "text": "Buy local."}, {"id": 2, "text": "Ask people."}],
    }


def test_a_draft_may_lack_words():
    assert read({"title": "", "paragraphs": []}) == Content("")


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {},
        {"title": "A"},
        {"title": None, "paragraphs": []},
        {"title": "A", "paragraphs": {}},
        {"title": "A", "paragraphs": [], "more": 1},
        {"title": "A", "paragraphs": ["Buy local."]},
        {"title": "A", "paragraphs": [{"text": "Buy local."}]},
        {"title": "A", "paragraphs": [{"id": 1, "text": "Buy local.", "more": 1}]},
        {"title": "A", "paragraphs": [{"id": "1", "text": "Buy local."}]},
        {"title": "A", "paragraphs": [{"id": True, "text": "Buy local."}]},
        {"title": "A", "paragraphs": [{"id": 0, "text": "Buy local."}]},
        {"title": "A", "paragraphs": [{"id": 1, "text": None}]},
        {"title": "A", "paragraphs": [{"id": 1, "text": " \n"}]},
        {"title": "A", "paragraphs": [{"id": 1, "text": "Buy."}, {"id": 1, "text": "Ask."}]},
    ],
    ids=str,
)
def test_what_is_malformed_is_refused(plain):
    with pytest.raises(ValueError, match=r"This is no (content|paragraph)|the same id"):
        read(plain)


def test_a_paragraph_is_found_by_its_id():
    assert (CONTENT.paragraph(2), CONTENT.paragraph(1)) == (SECOND, None)


def test_people_are_shown_where_a_paragraph_stands_and_not_its_id():
    assert (CONTENT.number_of(4), CONTENT.number_of(2), CONTENT.number_of(1)) == (1, 2, None)


def test_an_empty_line_stands_between_its_paragraphs():
    assert CONTENT.text == "Buy local.\n\nAsk people."


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Content(" Start\nhere ", (Paragraph(1, "Buy  local."), Paragraph(2, "Ask\tpeople. "))), True),
        (Content("Start there", (FIRST, SECOND)), False),
        (Content("Start here", (FIRST, Paragraph(2, "Ask People."))), False),
        (Content("Start here", (FIRST,)), False),
        (Content("Start here", (SECOND, FIRST)), False),
        (Content("Start here", (Paragraph(4, "Buy local. Ask people."),)), False),
        (Content("Start", (Paragraph(3, "here"), FIRST, SECOND)), False),
    ],
    ids=["other white space and ids", "the title", "a capital", "one fewer", "another order", "joined", "cut from the title"],
)
def test_same_words_are_the_same_title_and_paragraphs(other, is_same):
    assert (CONTENT.has_same_words(other), other.has_same_words(CONTENT)) == (is_same, is_same)


@settings(max_examples=60, deadline=None)
@given(contents())
def test_a_text_comes_apart_into_the_paragraphs_it_was_made_of(content):
    assert split(content.text) == [each.text for each in content.paragraphs]
