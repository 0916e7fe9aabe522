"""Words that a reader copied out of a wording: where they stand, and how they are written there."""

import re

# What keyboards, word processors and e-mail programs write for each other.
LOOK_ALIKE = ["'‘’‚‛`´ʼ′", '"“”„‟«»″', "-\u2010\u2011\u2012–—\u2015\u2212"]
WRITTEN = {each: f"[{re.escape(same)}]" for same in LOOK_ALIKE for each in same}


def as_in(quote, paragraph):
    """The quote exactly as it stands in this paragraph, or None. Written the same way counts before written in other case."""
    matches = (pattern.search(paragraph.text) for pattern in _patterns(quote))
    return next((match[0] for match in matches if match), None)


def found(quote, content, paragraph=None):
    """The id of the paragraph that holds a quote, or None: no one paragraph does.

    White space and the kind of quotation marks and dashes do not matter, nor does case where no paragraph has it in the same.
    Where the reader said which paragraph it is from (its id), that is looked at first, in either case.
    """
    named = [each for each in content.paragraphs if each.id == paragraph]
    places = ((pattern, each) for among in [named, content.paragraphs] for pattern in _patterns(quote) for each in among)
    return next((each.id for pattern, each in places if pattern.search(each.text)), None)


def _patterns(quote):
    """How the quote may be written in a paragraph, exactly first; nothing when it is empty."""
    words = [re.sub(r"\W", lambda mark: WRITTEN.get(mark[0], re.escape(mark[0])), word) for word in quote.split()]
    return [re.compile(r"\s+".join(words), flags) for flags in [re.NOFLAG, re.IGNORECASE]] if words else []
