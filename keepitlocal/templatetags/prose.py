"""Texts that officers write in Markdown."""

from django import template

from keepitlocal.prose import html_of
from keepitlocal.templatetags.languages import as_block

register = template.Library()


@register.filter
def prose(text):
    """A text in Markdown as HTML."""
    return as_block(text, html_of)
