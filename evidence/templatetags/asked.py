"""What a call asks, in the language of the page: its sections and questions, with their numbers."""

import re

from django import template
from django.utils.html import format_html

from keepitlocal.templatetags.languages import content, content_alone

register = template.Library()
SECTION = re.compile(r"((?:[0-9]+\. )?)(.*)", re.DOTALL)  # its number, where it has one, and its title


@register.filter
def titled(section):
    """A section, or one as a revision keeps it, by its number and its title."""
    number, title = SECTION.fullmatch(str(section)).groups()
    return format_html("{}{}", number, content(title))


@register.filter
def titled_alone(section):
    """The same where no element can stand."""
    number, title = SECTION.fullmatch(str(section)).groups()
    return number + content_alone(title)


@register.filter
def numbered(question):
    """A question, by its number where it has one."""
    text = content(question.text)
    return format_html("{} {}", question.code, text) if question.section.number else text
