"""Random wordings, and what officers do to them. No word is part of another, so that words can be looked for one by one."""

from hypothesis import strategies as st

from principles.wordings import Content, Paragraph

WORDS = "Councils buy from local organisations, “which” know-how – 10% naïve £4.5m people’s trust".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@st.composite
def contents(draw, most=6):
    """A title and paragraphs, with ids as after many changes. Their texts may be the same."""
    ids = draw(st.lists(st.integers(1, 40), max_size=most, unique=True))
    return Content(draw(texts), tuple(Paragraph(id, draw(texts)) for id in ids))


def next_id_of(*contents):
    """The first id that none of these has."""
    return max((each.id for content in contents for each in content.paragraphs), default=0) + 1


@st.composite
def edits(draw, content, next_id=None):
    """The content after a few edits; a new paragraph gets an id from `next_id` up, which is else the first that it has not."""
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3)):
        next_id = max(next_id or 0, next_id_of(content))
        content = Content(content.title, tuple(edit(draw, list(content.paragraphs), next_id)))
    return Content(draw(st.just(content.title) | texts), content.paragraphs)


def _place(draw, paragraphs):
    return draw(st.integers(0, len(paragraphs) - 1))


def reword(draw, paragraphs, next_id):
    if paragraphs:
        place = _place(draw, paragraphs)
        words = paragraphs[place].text.split()
        words[draw(st.integers(0, len(words) - 1))] = draw(texts)
        paragraphs[place] = Paragraph(paragraphs[place].id, " ".join(words))
    return paragraphs


def insert(draw, paragraphs, next_id):
    paragraphs.insert(draw(st.integers(0, len(paragraphs))), Paragraph(next_id, draw(texts)))
    return paragraphs


def delete(draw, paragraphs, next_id):
    if paragraphs:
        del paragraphs[_place(draw, paragraphs)]
    return paragraphs


def split(draw, paragraphs, next_id):
    if paragraphs:
        place = _place(draw, paragraphs)
        words = paragraphs[place].text.split()
        cut = draw(st.integers(1, len(words)))
        if words[cut:]:
            parts = Paragraph(paragraphs[place].id, " ".join(words[:cut])), Paragraph(next_id, " ".join(words[cut:]))
            paragraphs[place : place + 1] = parts
    return paragraphs


def join(draw, paragraphs, next_id):
    if len(paragraphs) > 1:
        place = draw(st.integers(0, len(paragraphs) - 2))
        one, other = paragraphs[place : place + 2]
        paragraphs[place : place + 2] = [Paragraph(one.id, f"{one.text} {other.text}")]
    return paragraphs


def reorder(draw, paragraphs, next_id):
    return draw(st.permutations(paragraphs))


EDITS = [reword, insert, delete, split, join, reorder]
