"""What one request costs this process, from WSGI to the last byte: CPU, queries, and the answer's length."""

import io
import sys
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.crowds import WORDS, the_call
from evidence import drafts
from evidence.models import Question
from evidence.models.writing import field_of
from keepitlocal.drafts import holding
from keepitlocal.drafts.saying import Said

TIMES, ROUNDS = 200, 7


def environ(address, cookie):
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": settings.PORTAL_URL.partition("//")[2],
        "HTTP_COOKIE": f"{settings.CSRF_COOKIE_NAME}={'a' * 32}; {cookie}",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def asker(path, cookie="", posted=dict, expects="200 OK"):
    """A function that asks for a page once, and returns it; `posted` makes of its environment one that sends a form."""
    application = get_wsgi_application()

    def ask():
        said = []
        answer = application(posted(environ(path, cookie)), lambda status, headers: said.append(status))
        body = b"".join(answer)
        answer.close()
        if said != [expects]:
            raise RuntimeError(f"{path} answered {said}.")
        return body

    return ask


def cost(ask, times=TIMES):
    """Milliseconds of CPU of this process (the least of some rounds), and queries."""
    ask()
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(times):
            ask()
        rounds.append((time.process_time() - began) / times * 1000)
    with CaptureQueriesContext(connection) as captured:
        ask()
    return min(rounds), len(captured)


def a_draft():
    """The cookie of a browser whose draft answers every question."""
    call, at = the_call(), timezone.now()
    draft = drafts.begin(call, nonce="", at=at)
    draft.write({field_of(question): Said(WORDS) for question in Question.objects.filter(section__call=call)}, at=at)
    response = HttpResponse()
    holding.hold(response, RequestFactory().get("/"), draft)
    morsel = response.cookies[settings.DRAFTS_COOKIE_NAME]
    return f"{morsel.key}={morsel.coded_value}"


def figures():
    """Pairs of a page and its cost."""
    address, cookie = the_call().get_absolute_url(), a_draft()
    pages = {
        "call page, a stranger": asker(address),
        "call page, with a draft": asker(address, cookie),
        "section page, all answered": asker(f"{address}yours/section-1/", cookie),
        "task list": asker(f"{address}yours/", cookie),
        "check": asker(f"{address}yours/check/", cookie),
    }
    return {name: cost(ask) for name, ask in pages.items()}
