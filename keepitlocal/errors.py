"""When something goes wrong: pages in words that say what to do, which give back what was typed."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MACHINE_SET = set(
    "nonce then next do draft page turn field seen use other begun wording told "
    "number another comment revision remove leave about listed news asks_candidates website".split()
)
# What we call the fields that people type into. One that is not here is called by its name.
CALLED = {
    "text": _("Text"),
    "quote": _("Quote"),
    "name": _("Name"),
    "organisation": _("Organisation"),
    "role": _("Role"),
    "email": _("Email"),
    "area": _("Area"),
    "says": _("Says"),
    "place": _("Village, town or city"),
    "words": _("What you pledge"),
    "message": _("Your message"),
    "why": _("Why"),
    "answer": _("Answer"),
    "type_other": _("Type other"),
}
CHOSEN = re.compile(r"\d+|[0-9a-f]{64}")


def typed(request):
    """What came with the form they sent, as dicts of `name`, `label` and `value`. Never a password.

    What was set by the page or chosen, not typed, has no label: it is sent again with the rest, and not shown.
    """
    return [
        {
            "name": name,
            "label": "" if name in MACHINE_SET or CHOSEN.fullmatch(value) else _label(name),
            "value": value,
        }
        for name, values in request.POST.lists()
        for value in values
        if value and name != "csrfmiddlewaretoken" and "password" not in name
    ]


def words(request):
    """What they typed; that a page had set something for them is not that. Digits alone may be an answer, too."""
    given_back = (each for each in typed(request) if each["label"] or each["value"].isdecimal())
    return [{**each, "label": _label(each["name"])} for each in given_back if each["name"] not in MACHINE_SET]


def _label(name):
    """A field's name as words; one that says what its page showed says so after an @, and that of an answer has its code."""
    name = name.partition("@")[0]
    if name in CALLED:
        return str(CALLED[name])
    words = re.sub(r"[-_]+", " ", name).capitalize()
    if name.startswith("answer-"):
        return gettext("Answer %(code)s") % {"code": words.partition(" ")[2]}
    return words


def csrf(request, reason=""):
    """A form came without its token: give back what was typed, and a fresh token where the form was our own."""
    ours = f"{request.scheme}://{request.get_host()}"
    said = {
        "typed": typed(request),
        "action": request.get_full_path(),
        # From another site's form only the words come back: one press must not send what a stranger wrote.
        "can_resend": request.headers.get("Origin") in {ours, settings.PORTAL_URL},
    }
    return render(request, "errors/csrf.html", said, status=403)


def too_fast(request, seconds):
    """More came from one address than is taken: give back what was typed, to be sent again after so many seconds."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = HttpResponse(status=429)
    else:
        given_back = typed(request)
        said = {
            "typed": given_back,
            "has_words": any(each["label"] for each in given_back),
            "emptied": _emptied(request),
            "had_file": any(handler.file_name for handler in request.upload_handlers),
            "action": request.get_full_path(),
            # Django's middleware says so when the form brought its token: without, a stranger may have written it.
            "can_resend": getattr(request, "csrf_processing_done", False),
        }
        response = render(request, "errors/429.html", said, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _emptied(request):
    """The names of the fields that were sent empty. They say something, too: that an answer is taken back."""
    return [name for name, values in request.POST.lists() if not any(values) and name != "csrfmiddlewaretoken"]


def bad_request(request, exception):
    """The request could not be read. One that is too large has its own words."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def denied(request, exception):
    return render(request, "errors/403.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def gone(request, template="errors/410.html", **said):
    """A link in an e-mail that does not work, or no more."""
    return render(request, template, said, status=410)


def failed(request):
    """Something of ours broke. No context processor runs: it might be what broke."""
    return render(None, "errors/500.html", {"policy_email": settings.POLICY_EMAIL, "trial": settings.TRIAL}, status=500)
