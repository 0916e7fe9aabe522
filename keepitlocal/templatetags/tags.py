"""Tags on the pages of the desk where something is read."""

from django import template

from keepitlocal.passages.tagged import tagged

register = template.Library()


@register.simple_tag(takes_context=True)
def tags_of(context, thing):
    """The tags of one thing, or of each of a list: to be given to the tags below. It asks the database once for the page."""
    things = thing if isinstance(thing, list) else [thing]
    return tagged(things, context["user"])


@register.inclusion_tag("passages/_tags_on.html", takes_context=True)
def tags_on(context, tagged, thing, *place):
    """The tags on what is at a place of a thing, and the ways to put one there and take one off; nothing where there is nothing.

    The place may come in pieces, which are joined: "question-" and 12.
    """
    return _on(context, tagged, tagged.at(thing, "".join(map(str, place))) if tagged else [])


@register.inclusion_tag("passages/_tags_on.html", takes_context=True)
def tags_on_each(context, tagged, thing, place):
    """The same of a place and of every place below it."""
    return _on(context, tagged, [*tagged.at(thing, place), *tagged.below(thing, place)] if tagged else [])


def _on(context, tagged, passages):
    request = context["request"]
    here = request.get_full_path() if request.method == "GET" else ""  # else one comes back to the passage's own address
    return {"tagged": tagged, "passages": passages, "here": here}


@register.inclusion_tag("passages/_tags_offered.html")
def tags_offered(tagged):
    """The names that every box on the page offers as one types: once for the page."""
    return {"tagged": tagged}
