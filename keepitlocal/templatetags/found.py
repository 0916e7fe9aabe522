"""What a page's head says for search engines, and for whoever is sent a link to it."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils import translation

from keepitlocal.found import is_findable
from keepitlocal.languages import speaking

register = template.Library()


class Said(template.Node):
    """What is between the tags, said once here and known by its name from there on, with each run of white space one space."""

    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        said = self.nodelist.render(context)
        context[self.name] = type(said)(" ".join(said.split()))
        return context[self.name]


@register.tag
def said(parser, token):
    """{% said as title %}…{% endsaid %}: shows what is between, and keeps it as `title`."""
    try:
        _, _as, name = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("A said tag is like {% said as title %}.") from None
    nodelist = parser.parse(("endsaid",))
    parser.delete_first_token()
    return Said(nodelist, name)


@register.inclusion_tag("_found.html", takes_context=True)
def found(context, title, description):
    """Where a page is, in each language, and how it is shown where its link is shared; or that it is nobody else's."""
    request = context.get("request")
    if not request or not is_findable(request.path_info):
        return {"is_findable": False}
    here = settings.PORTAL_URL + request.path
    return {
        "is_findable": True,
        "title": title,
        "description": description,
        "here": here,
        "elsewhere": [(code, settings.PORTAL_URL + speaking.elsewhere(request.path, code)) for code, _ in settings.LANGUAGES],
        "locale": "cy_GB" if translation.get_language() == "cy" else "en_GB",
        "picture": settings.PORTAL_URL + static("kil/social.png"),
    }
