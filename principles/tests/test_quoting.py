"""What a reader copied is found as it stands in the wording, however it was written on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from principles.tests.wordings import contents
from principles.wordings import Content, Paragraph
from principles.wordings.quoting import as_in, found

TEXT = "People’s “know-how” counts – Buy from people near you (10%)."
PARAGRAPH = Paragraph(4, TEXT)
CONTENT = Content("Start here", (Paragraph(9, "People near you know."), PARAGRAPH, Paragraph(2, "buy from people.")))


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Buy from people", "Buy from people"),
        ("\n Buy\r\nfrom \u00a0people ", "Buy from people"),
        ('People\'s "know-how"', "People’s “know-how”"),
        ("“know‑how” counts - Buy", "“know-how” counts – Buy"),
        ("buy FROM", "Buy from"),
        ("near you (10%).", "near you (10%)."),
        (TEXT, TEXT),
        ("people", "people"),
        ("PEOPLE", "People"),
        ("Buy.from", None),
        ("Buy people", None),
        (" \n", None),
        ("", None),
    ],
    ids=[
        "as it stands",
        "other white space",
        "straight marks",
        "another dash",
        "other case",
        "signs that mean something to machines",
        "all of it",
        "of two, the one in the same case",
        "of two in other case, the first",
        "another sign",
        "a word left out",
        "white space",
        "nothing",
    ],
)
def test_a_quote_is_given_back_as_it_stands(quote, stands):
    assert as_in(quote, PARAGRAPH) == stands


@pytest.mark.parametrize(
    ("quote", "paragraph", "id"),
    [
        ("know-how", None, 4),
        ("near you", None, 9),
        ("near you", 4, 4),
        ("buy from people", None, 2),
        ("buy from people", 4, 4),
        ("know-how", 2, 4),
        ("know-how", 77, 4),
        ("you know. People’s", None, None),
        ("", 4, None),
    ],
    ids=[
        "in one alone",
        "in two: the first",
        "in two: the one that was named",
        "in two: the one in the same case",
        "in other case in the one that was named",
        "not in the one that was named",
        "where none such was named",
        "from two paragraphs",
        "nothing",
    ],
)
def test_the_paragraph_of_a_quote_is_found(quote, paragraph, id):
    assert found(quote, CONTENT, paragraph) == id


PLAIN = str.maketrans({"’": "'", "“": '"', "”": '"', "–": "-"})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_words_copied_out_of_a_paragraph_are_found_in_it(data):
    content = data.draw(contents().filter(lambda content: content.paragraphs))
    paragraph = data.draw(st.sampled_from(content.paragraphs))
    start, end = sorted(data.draw(st.lists(st.integers(0, len(paragraph.text)), min_size=2, max_size=2)))
    words = paragraph.text[start:end].strip().translate(PLAIN)
    copied = words.replace(" ", "\r\n ")

    same, in_other_case = as_in(copied, paragraph) or "", as_in(copied.swapcase(), paragraph) or ""

    assert same.translate(PLAIN) == words
    assert in_other_case.translate(PLAIN).lower() == words.lower()
    assert same in paragraph.text
    assert in_other_case in paragraph.text
