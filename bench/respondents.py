"""Whole responses to the survey over real HTTP, as many at once as asked: `python -m bench.respondents PORT SLUG HOW_MANY`."""

import json
import secrets
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from bench.visitors import AT_ONCE, FIELD, Visitor

WORDS = "What we have seen here, year after year, is that people come when they know who they will meet. " * 5
ANSWERED = {
    "you": {"role": "would"},
    "area": {"authority": "Leeds", "services": ["health", "youth"], "designed": "once"},
    "obstacles": {
        **{f"barriers.{row}": "2" for row in ["size", "paperwork", "finance", "price", "notice", "payment", "capacity"]},
        "help.1": "lots",
        "help.2": "grants",
        "barrier_story": WORDS,
    },
    "local": {**{f"agree.{row}": "5" for row in ["quality", "cost", "act"]}, "seen_fail": "yes", "good_example": WORDS},
    "receipt": {"may_contact": "no"},
}


def respond(port, slug):
    """Begin, five pages, send: seven POSTs, and a GET for the token."""
    visitor, survey = Visitor(port), f"/survey/{slug}/"
    fields = dict(FIELD.findall(visitor.ask("GET", survey)[1]))
    visitor.token = fields[b"csrfmiddlewaretoken"].decode()
    visitor.post(survey, nonce=fields[b"nonce"].decode())
    for page, said in ANSWERED.items():
        email = {"receipt_email": f"{secrets.token_hex(8)}@example.org"} if page == "receipt" else {}
        visitor.post(f"{survey}{page}/", **said, **email)
    if not visitor.post(f"{survey}check/", number=1).endswith("/sent/"):
        raise RuntimeError("It was not sent.")


def main(port, slug, how_many):
    with ThreadPoolExecutor(AT_ONCE) as lanes:
        list(lanes.map(lambda _: respond(port, slug), range(2 * AT_ONCE)))  # every thread of the server is warm
        began = time.perf_counter()
        list(lanes.map(lambda _: respond(port, slug), range(how_many)))
        print(json.dumps(time.perf_counter() - began))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
