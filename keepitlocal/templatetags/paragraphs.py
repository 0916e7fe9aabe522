"""Texts that officers write, as paragraphs."""

from django import template
from django.utils.html import format_html, format_html_join

from keepitlocal.paragraphs import split
from keepitlocal.templatetags.languages import as_block

register = template.Library()


@register.filter
def paragraphs(text):
    """Plain text in paragraphs, escaped."""
    return as_block(text, lambda said: format_html_join("\n", '<p class="govuk-body">{}</p>', ([each] for each in split(said))))


@register.filter
def unbroken(reference):
    """A reference, which no line breaks at its hyphens."""
    return format_html('<span class="kil-unbroken">{}</span>', reference)
