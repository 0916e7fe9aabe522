"""What it costs this process to show a page of the survey, and to save one."""

import io
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from bench.requests import asker, cost
from bench.respondents import ANSWERED, WORDS
from keepitlocal.drafts import holding
from keepitlocal.drafts.saying import Said, hash_of
from survey.models import Survey
from survey.models.responses import begin


def a_draft():
    """A draft that answers everything, and the cookie of its browser."""
    at = timezone.now()
    draft = begin(Survey.objects.select_related("latest").get(), nonce="", at=at)
    said = {box: text for page in ANSWERED.values() for box, text in page.items()}
    draft.write({box: Said(text if isinstance(text, str) else " ".join(text)) for box, text in said.items()}, at=at)
    response = HttpResponse()
    holding.hold(response, RequestFactory().get("/"), draft)
    morsel = response.cookies[settings.DRAFTS_COOKIE_NAME]
    return draft, f"{morsel.key}={morsel.coded_value}"


def figures():
    """Pairs of a page and its cost."""
    draft, cookie = a_draft()
    address = draft.survey.get_absolute_url()
    return {
        "survey: start page, a stranger": cost(asker(address)),
        "survey: page of ten boxes, all answered": cost(asker(f"{address}obstacles/", cookie)),
        "survey: check": cost(asker(f"{address}check/", cookie)),
        "survey: saving that page": cost(saver(draft, "obstacles", cookie)),
    }


def saver(draft, page, cookie):
    """A function that saves a page as its Continue button does, saying something else each time."""
    said = [ANSWERED[page] | {"barrier_story": f"{WORDS} {number}"} for number in range(2)]
    token = "a" * 32
    count = iter(range(10**9))
    bodies = []
    for now, before in [said, said[::-1]]:
        named = {f"{box}@{hash_of((before[box]).strip())}": text for box, text in now.items()}
        page_of = {"csrfmiddlewaretoken": token, "page": "p", "turn": 0, "draft": draft.pk}
        bodies.append(urlencode(page_of | named).encode())

    def posted(environ):
        body = bodies[next(count) % 2]
        return environ | {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }

    return asker(f"{draft.survey.get_absolute_url()}{page}/", cookie, posted, expects="302 Found")
