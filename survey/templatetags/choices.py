"""What the choices of a survey are called, in the language of a page. What is stored of it is as it was written."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop

from keepitlocal.templatetags.languages import content, content_alone
from survey.definition.wording import Voice

register = template.Library()
OURS = {gettext_noop("Yes"), gettext_noop("No")}  # what a yes-or-no question offers: the portal's own words


@register.filter
def shown(label):
    """What a choice is called."""
    return gettext(label) if label in OURS else content(label)


@register.filter
def shown_alone(label):
    """The same where no element can stand."""
    return gettext(label) if label in OURS else content_alone(label)


ON_PAGE, IN_FILE = Voice(shown, format_html), Voice(shown_alone, str.format)
