"""The officers' desk when everybody has had their say: what its pages take, for a lead who has read nearly all."""

import datetime
import time
from pathlib import Path
from urllib.parse import quote_plus

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from bench import pieces, responses, threads, words
from bench.requests import asker
from evidence.models import Submission
from keepitlocal.audit.deeds import DEEDS
from keepitlocal.officers import counted
from keepitlocal.passages import likes
from keepitlocal.passages.models import Tag
from principles.models import Comment, Status
from survey.models import Response

COMMENTS = 5  # submissions for each of them
TIMES = 9
LIST, RECORD, COMMENT = "/admin/evidence/submission/", "/admin/audit/entry/", "/admin/principles/comment/"
# What is measured: the name of a page and its address, with the keys of what is in the middle.
ADDRESSES = {
    "front page": "/admin/",
    "coverage": "/admin/coverage/",
    "submissions": LIST,
    "submissions, page 100": f"{LIST}?p=100",
    "submissions, of a type": f"{LIST}?type=community",
    "submissions, new": f"{LIST}?status=submitted",
    "submissions, with documents": f"{LIST}?documents=yes",
    "submissions, with documents to look at": f"{LIST}?documents=look",
    "submissions, confidential": f"{LIST}?publication=private",
    "submissions, mine": f"{LIST}?assigned=me",
    "submissions, unread": f"{LIST}?read=no",
    "submissions, changed": f"{LIST}?read=changed",
    "submissions, read": f"{LIST}?read=yes",
    "submissions, flagged": f"{LIST}?flagged=yes",
    "submissions, asked and waiting": f"{LIST}?asked=waiting",
    "submissions, of a type, accepted, mine, read": f"{LIST}?type=community&status=accepted&assigned=me&read=yes",
    "submissions, by reference": f"{LIST}?o=1",
    "submissions, by name": f"{LIST}?o=2",
    "submissions, by organisation, backwards, page 100": f"{LIST}?o=-3&p=100",
    "submissions, by status since": f"{LIST}?o=6",
    "submissions, found by a reference": f"{LIST}?q=KIL-0000-0777",
    "submissions, found by a name": f"{LIST}?q=Person+777",
    "submissions, found by a common word": f"{LIST}?q=Trust",
    "submissions, found by nothing": f"{LIST}?q=Nobody+at+all",
    "reading page": f"{LIST}{{submission}}/change/",
    "reading page, of a narrowed list": f"{LIST}{{submission}}/change/?_changelist_filters=type%3Dcommunity%26o%3D2",
    "drafts": "/admin/evidence/draft/",
    "drafts, that close soon": "/admin/evidence/draft/?closing=soon",
    "responses": "/admin/survey/response/",
    "comments, to moderate": COMMENT,
    "comments, all, page 30": f"{COMMENT}?status=all&p=30",
    "comments, said more than once": f"{COMMENT}?status=all&alike=several",
    "comments, not considered": f"{COMMENT}?status=all&considered=no",
    "comments, found by name": f"{COMMENT}?q=Person+77",
    "comment": f"{COMMENT}{{comment}}/change/",
    "record": RECORD,
    "record, page 50": f"{RECORD}?p=50",
    "record, of an officer": f"{RECORD}?by={{officer}}",
    "record, of what was done": f"{RECORD}?deed={{deed}}",
    "record, of a kind of thing": f"{RECORD}?kind=evidence.submission",
    "record, of a thing": f"{RECORD}?thing=KIL-0000-0777",
    "record, of days": f"{RECORD}?since={{since}}&until={{since}}",
    "e-mails": "/admin/outbox/message/",
    "e-mails, not delivered": "/admin/outbox/message/?status__exact=dead",
    "e-mails, found by an address": "/admin/outbox/message/?q=person777%40",
    "tags": "/admin/passages/tag/",
    "tags, most used first": "/admin/passages/tag/?order=most",
    "under a tag": "/admin/tags/{tag}/",
    "under a tag, that may be quoted": "/admin/tags/{tag}/?quoting=named",
    "under a tag and another": "/admin/tags/{tag}/?also={rare_tag}",
    **{f"search, {name}": f"/admin/search/?q={quote_plus(typed)}" for name, typed in words.ASKED.items()},
    "search, a common word with a tag": "/admin/search/?q=alpha&tag={rare_tag}",
    "search, a common word of a type": "/admin/search/?q=alpha&type=community",
    "search, a common word in answers that may be quoted": "/admin/search/?q=alpha&kind=evidence.answer&quoting=quoted",
    "search, a common word, mine and accepted": "/admin/search/?q=alpha&assigned=me&status=accepted",
}


def fill(held):
    """Have everything there be: so many submissions and responses, and a fifth of that in comments. The seconds that it took."""
    began = time.perf_counter()
    pieces.fill(held)
    if not Response.objects.sent().exists():
        responses.fill(held)
    if not Comment.objects.exists():
        threads.fill(held // COMMENTS)
        # Half of them say the same, and every third waits.
        rows = Comment.objects.alias(place_in_three=F("pk") % 3, place_in_two=F("pk") % 2)
        rows.filter(place_in_two=0).update(likeness=Comment.objects.order_by("pk").first().likeness_id)
        rows.filter(place_in_three=0).update(status=Status.WAITING, published_at=None)
    likes.renew()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return time.perf_counter() - began


def figures(only=""):
    """Of each page its name, its cost, and the cost where nothing of it is kept yet.

    A cost: the milliseconds of CPU of this process and of the database's, those by the clock (the least of several), and queries.
    """
    cookie, keys = a_lead(), somewhere()
    connection.settings_dict["CONN_MAX_AGE"] = None  # one process of the database does it all
    for name, address in ADDRESSES.items():
        if only in name:
            ask = asker(address.format(**keys), cookie)
            ask()
            yield name, cost(ask, TIMES), cost(anew(ask), 2)


def a_lead():
    """The cookie of one who has signed in, with both factors."""
    client, officer = Client(), pieces.an_officer()
    client.force_login(officer)
    device = TOTPDevice.objects.filter(user=officer).first() or TOTPDevice.objects.create(user=officer, name="app")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def somewhere():
    """The keys that addresses name."""
    submissions, comments = Submission.objects.sent().order_by("pk"), Comment.objects.to_moderate().order_by("pk")
    tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    return {
        "submission": submissions[submissions.count() // 2].pk,
        "comment": comments[comments.count() // 2].pk,
        "officer": pieces.an_officer().pk,
        "deed": next(name for name, (_, words) in DEEDS.items() if "was assigned" in words),
        "since": timezone.localdate() - datetime.timedelta(days=pieces.DAYS // 2),
        "tag": tags[0],
        "rare_tag": tags[pieces.TAGS // 2],
    }


def anew(ask):
    def forgetful():
        counted.forget()
        ask()

    return forgetful


def cost(ask, times):
    """Milliseconds of CPU here and in the database, and by the clock, and how many queries it asks."""
    found = []
    for _ in range(times):
        began = clocks()
        ask()
        found.append([ended - was for was, ended in zip(began, clocks(), strict=True)])
    with CaptureQueriesContext(connection) as captured:
        ask()
    return *(1000 * min(each) for each in zip(*found, strict=True)), len(captured)


def clocks():
    return time.process_time(), of_database(), time.perf_counter()


def of_database():
    """Seconds of CPU that the database has spent on this connection; of one that is no process of its own, none."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
