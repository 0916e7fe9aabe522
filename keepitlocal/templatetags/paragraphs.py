"""Texts that officers write, as paragraphs."""

import re

from django import template
from django.utils.html import format_html_join

register = template.Library()


@register.filter
def paragraphs(text):
    """Plain text in paragraphs, escaped: an empty line begins one, and a single line end is only a space."""
    found = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", str(text))]
    return format_html_join("\n", '<p class="govuk-body">{}</p>', ([each] for each in found if each))
