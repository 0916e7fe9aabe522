"""Texts that officers write, as paragraphs."""

from django import template
from django.utils.html import format_html_join

from keepitlocal.paragraphs import split

register = template.Library()


@register.filter
def paragraphs(text):
    """Plain text in paragraphs, escaped."""
    return format_html_join("\n", '<p class="govuk-body">{}</p>', ([each] for each in split(str(text))))
