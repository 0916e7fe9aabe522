"""What a comment led to, in words."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

register = template.Library()


@register.filter
def led_to(comment):
    """The wordings that a comment led to, each with the way to it, as one part of a sentence."""
    *others, last = [_link(principle, wording) for principle, wording in comment.led_to]
    if not others:
        return last
    return format_html(
        gettext("{others} and {last}"), others=format_html_join(", ", "{}", ([each] for each in others)), last=last
    )


def _link(principle, wording):
    said = gettext("wording %(wording)s of principle %(principle)s") % {"wording": wording, "principle": principle}
    address = f"{reverse('principles:history', args=[principle])}#wording-{wording}"
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, said)
