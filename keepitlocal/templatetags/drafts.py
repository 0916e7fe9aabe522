"""Addresses of pages of a draft, for links within sentences."""

from django import template
from django.urls import reverse

from keepitlocal.drafts import holding

register = template.Library()


@register.simple_tag
def address_of(draft, name, *args, **query):
    """The address of the page of that name; it says which draft, where the browser holds several."""
    return holding.naming(draft, reverse(name, args=args), **query)
