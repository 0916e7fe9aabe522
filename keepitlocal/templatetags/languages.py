"""What officers wrote, in the language of the page where that is there, and else marked as what it is.

Every text of officers on a page that respondents see goes through one of these:

{{ text|content }}          in a line or a heading: marked by a span with a `lang`, where it is not in the page's language
{{ text|in_english }}       words that people agree to: never translated, and marked as what they are
{{ text|content_alone }}    where no element can stand: in a title, an attribute, an option
<img alt="…"{{ text|lang_of }}>      for an element whose attribute that is: which language it is in, where not the page's
{{ text|paragraphs }} and {{ text|prose }}      see those

The portal's own words are marked with {% translate %} and {% blocktranslate trimmed %}; tags and filters need no load.
"""

from django import template
from django.utils.html import format_html

from keepitlocal.languages import speaking
from keepitlocal.languages.words import is_foreign, translated

register = template.Library()


@register.filter
def content(text):
    """A text of officers, in the page's language; where there is no translation, in a span that says which it is in."""
    if not text or hasattr(text, "__html__"):  # marked already
        return text
    said = translated(text)
    return format_html('<span lang="en">{}</span>', said) if is_foreign(said) else said


@register.filter
def in_english(text):
    """Words that people agree to: always those that they are kept by, and so never in another language."""
    return text if speaking.is_ours() or not text else format_html('<span lang="en">{}</span>', text)


@register.filter
def content_alone(text):
    """A text of officers, in the page's language where that is there, and bare."""
    return translated(text)


@register.filter
def lang_of(text):
    """The attribute that says which language a text of officers is shown in, where that is not the page's."""
    return format_html(' lang="{}"', "en") if text and is_foreign(translated(text)) else ""


def as_block(text, make):
    """The HTML that `make` makes of a text of officers; where that is not in the page's language, in an element that says so."""
    said = translated(str(text))
    html = make(said)
    return format_html('<div lang="en">{}</div>', html) if html and is_foreign(said) else html


@register.inclusion_tag("languages/_others.html", takes_context=True)
def other_languages(context):
    """Links to the same page in the other languages; none where it exists once, or where nobody knows which page it is."""
    request = context.get("request")
    return {"others": speaking.elsewhere_of(request) if request else []}
