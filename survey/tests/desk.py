"""What tests of the desk ask of it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(client, address):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def words(answer):
    """A page's HTML, with its white space made single spaces."""
    return " ".join(answer.content.decode().split())
