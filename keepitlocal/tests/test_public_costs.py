"""What public pages ask of the database: at most three queries, however much there is."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keepitlocal.tests.public import crowd, load
from keepitlocal.tests.world import forget
from principles.models import Principle
from principles.tests.makers import make_comment

pytestmark = pytest.mark.django_db

MOST = 3
MORE = {"healthz"}  # for machines: it says how everything fares
DEAR = {"principles/you-said/": 4}  # which counts, for each principle, what was said and decided


def counted(held):
    """How many queries each address takes the second time, when there is so much of everything."""
    forget()
    at = timezone.now()
    load(at)
    for _ in range(held):
        make_comment(Principle.objects.order_by("number").first(), at=at)
    crowd.fill(held + 1, at)
    logging.disable(logging.CRITICAL)
    try:
        return {pattern: of(address) for pattern, address in crowd.addresses(at).items() if pattern not in MORE}
    finally:
        logging.disable(logging.NOTSET)
        forget()


def of(address):
    client = Client()
    list(client.get(address))  # all of it: a file is held open until then
    with CaptureQueriesContext(connection) as captured:
        list(client.get(address))
    return len(captured)


@pytest.mark.parametrize("held", [1, 30])
def test_every_public_page_asks_at_most_three_queries(held, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = counted(held)

    assert {pattern: count for pattern, count in found.items() if count > MOST} == DEAR
