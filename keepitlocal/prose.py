"""The few texts that officers write with headings, lists and links: Markdown, made HTML of a short list of elements.

HTML in it is text. What comes out is cleaned once more by a library that knows nothing of Markdown, so that a mistake in one is
caught by the other.
"""

from html import unescape

import nh3
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

CLASSES = {
    "p": "govuk-body",
    "h2": "govuk-heading-l",
    "h3": "govuk-heading-m",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "blockquote": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--visible",
}
BARE = {"li", "strong", "em", "br"}
ATTRIBUTES = {"a": {"href", "class"}, "ol": {"start", "class"}} | {
    tag: {"class"} for tag in {"p", "h2", "h3", "ul", "blockquote", "hr"}
}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}  # the page's own title is its h1

_parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence"])


def html_of(text):
    """The HTML of a text in Markdown: safe to show as it is."""
    tokens = _parser.parse(text)
    for token in [*tokens, *(child for each in tokens for child in each.children or [])]:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if token.nesting >= 0 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
    made = _parser.renderer.render(tokens, _parser.options, {})
    return mark_safe(nh3.clean(made, tags=set(CLASSES) | BARE, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None))


def words_of(text):
    """The words of a text in Markdown alone, on one line: for descriptions and feeds."""
    return " ".join(unescape(nh3.clean(html_of(text), tags=set())).split())
