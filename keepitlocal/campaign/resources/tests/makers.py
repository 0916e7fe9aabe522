"""Believable resources and files; a test says only what it is about."""

import datetime
import io
from itertools import count

from keepitlocal.campaign.resources import pages
from keepitlocal.campaign.resources.models import File, Resource
from keepitlocal.documents import kinds
from keepitlocal.documents.receiving import Arrival

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)
SAID = {
    "title": "Five ways to buy locally",
    "summary": "What councils can do tomorrow.",
    "kind": "report",
    "who_by": "Locality",
    "dated": "2026-05-20",
}
PDF = b"%PDF-1.7 What we found."
numbers = count(1)


def forget():
    """Remember nothing: a test's rows are rolled back, and the next test's may get their keys."""
    pages.forget()


def make_file(resource, data=PDF, name="five-ways.pdf", *, at=NOON):
    """A file as it arrives and is kept."""
    arrival = Arrival(name)
    try:
        arrival.take(data)
        return File.objects.keep(resource, arrival, arrival.settled(kinds.PUBLISHED), at=at)
    finally:
        arrival.close()


def make_resource(slug=None, *, is_published=True, data=PDF, name="five-ways.pdf", picture=None, at=NOON, **said):
    """A resource with its file, which was published at a moment unless told otherwise."""
    resource = Resource.objects.create(slug=slug or f"resource-{next(numbers)}", status_since=at)
    said |= {"file_id": make_file(resource, data, name, at=at).pk} if data else {}
    said |= {"picture_id": picture.pk} if picture else {}
    write(resource, at=at, **SAID | said)
    if is_published:
        publish(resource, at=at)
    return resource


def write(resource, *, at=NOON, **said):
    """Have its draft say this, too."""
    resource.edit(resource.draft | said, edits=resource.edits, by=None, at=at)


def publish(resource, *, moment=None, at=NOON):
    resource.publish(edits=resource.edits, moment=moment, by=None, at=at)


def upload(data=PDF, name="five-ways.pdf"):
    """A file as a browser sends it."""
    file = io.BytesIO(data)
    file.name = name
    return file
