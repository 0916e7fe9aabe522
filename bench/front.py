"""Every public address, when many have come: what its page costs where nothing has changed since it was asked for last."""

import time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import threads
from bench.desk import of_database
from bench.requests import asker
from keepitlocal.languages.speaking import OTHERS, elsewhere
from keepitlocal.tests.public import crowd
from keepitlocal.tests.public.states import is_there

FEW, MANY = 100, 100_000
TIMES, ROUNDS = 40, 5
HOST = settings.PORTAL_URL.partition("//")[2]


def compressed(environ):
    return environ | {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def fill(held):
    threads.fill(held)
    crowd.fill(held, timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def figures(only=""):
    """Of each address its pattern, and what it costs by how it is asked for: see `cost`."""
    connection.settings_dict["CONN_MAX_AGE"] = None  # one process of the database does it all
    for pattern, address in crowd.addresses(timezone.now()).items():
        if only in pattern:
            yield pattern, dict(ways(address))


def ways(address):
    """Pairs of how an address is asked for, and what that costs."""
    answer = Client().get(address, headers={"Host": HOST})
    expects = f"{answer.status_code} {answer.reason_phrase}"
    yield "plain", cost(asker(address, expects=expects))
    yield "gzip", cost(asker(address, posted=compressed, expects=expects))
    if is_there(welsh := elsewhere(address, OTHERS[0]), OTHERS[0]):
        answered = Client().get(welsh, headers={"Host": HOST})
        yield "Welsh", cost(asker(welsh, posted=compressed, expects=f"{answered.status_code} {answered.reason_phrase}"))
    if etag := answer.headers.get("ETag"):
        yield (
            "304",
            cost(asker(address, posted=lambda said: compressed(said) | {"HTTP_IF_NONE_MATCH": etag}, expects="304 Not Modified")),
        )


def cost(ask):
    """Milliseconds of CPU of this process and of the database's together, and how many queries."""
    ask()
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time() + of_database()
        for _ in range(TIMES):
            ask()
        rounds.append((time.process_time() + of_database() - began) / TIMES * 1000)
    with CaptureQueriesContext(connection) as captured:
        ask()
    return min(rounds), len(captured)
