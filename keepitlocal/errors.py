"""When something goes wrong: pages in words that say what to do, which give back what was typed."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

MACHINE_SET = {"nonce", "then", "next"}
CHOSEN = re.compile(r"\d+|[0-9a-f]{64}")


def typed(request):
    """What came with the form they sent, as dicts of `name`, `label` and `value`. Never a password.

    What was set by the page or chosen, not typed, has no label: it is sent again with the rest, and not shown.
    """
    return [
        {
            "name": name,
            "label": "" if name in MACHINE_SET or CHOSEN.fullmatch(value) else re.sub(r"[-_]+", " ", name).capitalize(),
            "value": value,
        }
        for name, values in request.POST.lists()
        for value in values
        if value and name != "csrfmiddlewaretoken" and "password" not in name
    ]


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


def bad_request(request, exception):
    """The request could not be read. One that is too large has its own words."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def denied(request, exception):
    return render(request, "errors/403.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def failed(request):
    """Something of ours broke. No context processor runs: it might be what broke."""
    return render(None, "errors/500.html", {"policy_email": settings.POLICY_EMAIL, "trial": settings.TRIAL}, status=500)
