"""What became of the words that a comment is about: one of three things, and never nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from principles.tests.wordings import contents, edits, next_id_of
from principles.wordings import Content, Paragraph
from principles.wordings.standing import About, Standing, as_in, old_words, standing

BUY, ASK = Paragraph(3, "Buy from local people."), Paragraph(7, "Ask what they need.")
THEN = Content("Start here", (BUY, ASK))
STANDS, CHANGED, GONE = Standing

# Of a change: what the content is now, and what became of a comment on all of it, on its first paragraph, and on words of that.
CHANGES = {
    "nothing": (THEN, STANDS, STANDS, STANDS),
    "white space": (Content("Start  here", (Paragraph(3, "Buy from\nlocal people. "), ASK)), STANDS, STANDS, STANDS),
    "the order": (Content("Start here", (ASK, BUY)), CHANGED, STANDS, STANDS),
    "the title": (Content("Start there", (BUY, ASK)), CHANGED, STANDS, STANDS),
    "other words": (Content("Start here", (Paragraph(3, "Always buy from local people."), ASK)), CHANGED, CHANGED, STANDS),
    "a word taken out": (Content("Start here", (Paragraph(3, "Buy from people."), ASK)), CHANGED, CHANGED, CHANGED),
    "a capital": (Content("Start here", (Paragraph(3, "Buy from Local people."), ASK)), CHANGED, CHANGED, CHANGED),
    "taken away": (Content("Start here", (ASK,)), CHANGED, GONE, GONE),
    "now said by another": (Content("Start here", (Paragraph(9, BUY.text), ASK)), STANDS, GONE, GONE),
    "all taken away": (Content(""), CHANGED, GONE, GONE),
}


@pytest.mark.parametrize(("now", "of_all", "of_a_paragraph", "of_a_quote"), CHANGES.values(), ids=CHANGES)
def test_a_comment_stands_while_the_words_it_is_about_do(now, of_all, of_a_paragraph, of_a_quote):
    assert standing(About(None, ""), THEN, now) == of_all
    assert standing(About(3, ""), THEN, now) == of_a_paragraph
    assert standing(About(3, "local people"), THEN, now) == of_a_quote


def test_a_paragraph_that_grew_no_longer_stands_though_it_holds_what_it_said():
    now = Content("Start here", (BUY, Paragraph(7, f"{ASK.text} Pay for it.")))

    assert standing(About(7, ""), THEN, now) == CHANGED


@pytest.mark.parametrize(
    ("now", "stood"),
    [(THEN, STANDS), (Content("Start here", (Paragraph(3, "Always buy from local people."), ASK)), CHANGED)],
    ids=["as it was", "in other words"],
)
def test_words_copied_from_a_translation_stand_while_all_of_their_paragraph_does(now, stood):
    assert standing(About(3, "pobl leol"), THEN, now) == stood


def test_each_standing_says_so_in_words():
    assert Standing.labels == ["Still stands", "Its words have changed", "Its paragraph is gone"]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (About(None, ""), "Buy from local people.\n\nAsk what they need."),
        (About(7, ""), "Ask what they need."),
        (About(3, "local people"), "local people"),
    ],
    ids=["of all", "of a paragraph", "of a quote"],
)
def test_the_old_words_are_those_that_were_meant(about, words):
    assert old_words(about, THEN) == words


def naive(about, then, now):
    """The rule by words alone: whether the ones that were meant are still there, one after the other."""
    said, says = ({each.id: each.text.split() for each in content.paragraphs} for content in [then, now])
    if about.paragraph is None:
        stands = then.title.split() == now.title.split() and [*said.values()] == [*says.values()]
    elif about.paragraph not in says:
        return "Its paragraph is gone"
    elif about.quote:
        meant, words = about.quote.split(), says[about.paragraph]
        stands = any(words[start : start + len(meant)] == meant for start in range(len(words)))
    else:
        stands = said[about.paragraph] == says[about.paragraph]
    return "Still stands" if stands else "Its words have changed"


@st.composite
def abouts(draw, content):
    """What a comment on this content is about: all of it, a paragraph, or some of one's words."""
    if not content.paragraphs or not draw(st.integers(0, 4)):
        return About(None, "")
    paragraph = draw(st.sampled_from(content.paragraphs))
    words = paragraph.text.split()
    start = draw(st.integers(0, len(words)))
    return About(paragraph.id, " ".join(words[start : start + draw(st.integers(0, 3))]))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_each_of_two_hundred_comments_has_the_one_standing_that_its_words_give_it(data):
    wordings = [data.draw(contents())]
    for _ in range(data.draw(st.integers(1, 4))):
        wordings.append(data.draw(edits(wordings[-1], next_id_of(*wordings))))
    kinds = [(then, about) for then in wordings for about in data.draw(st.lists(abouts(then), min_size=1, max_size=10))]
    comments = (kinds * 200)[:200]

    for now in wordings:
        told = [standing(about, then, now) for then, about in comments]
        assert [each.label for each in told] == [naive(about, then, now) for then, about in comments]
        assert all(old_words(about, then) for then, about in comments if then.text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_quote_as_it_was_found_stands_until_its_paragraph_is_touched(data):
    content = data.draw(contents().filter(lambda content: content.paragraphs))
    paragraph = data.draw(st.sampled_from(content.paragraphs))
    start, end = sorted(data.draw(st.lists(st.integers(0, len(paragraph.text)), min_size=2, max_size=2)))
    quote = as_in(paragraph.text[start:end].upper(), paragraph)

    assert standing(About(paragraph.id, quote or ""), content, content) == STANDS
