"""Reading the pages of the principles, as text."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

WHOLE, ONE = "/principles/", "/principles/1/"


def read(client, address=ONE):
    return client.get(address).content.decode()


def article(client, comment, address=ONE):
    """A comment as it is on the page."""
    return re.search(f'<article[^>]* id="{comment.anchor}".*?</article>', read(client, address), re.DOTALL)[0]


def words(html):
    """What a page or a part of it says, in words alone."""
    return " ".join(strip_tags(html).replace("&amp;", "&").split())


def queries(client, address):
    """How many queries a page takes that was asked for before."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
