"""Believable pages of the front door in the database; a test says only what it is about."""

import datetime

from keepitlocal.campaign.content import Figure, Partner, Whole, Written
from keepitlocal.campaign.models import Page, Version

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
WRITTEN = {
    "title": "About Keep it Local",
    "description": "Why councils should commission services locally.",
    "lede": "Services work when they know people.",
    "body": "There is **another way**.",
    "figures": (Figure("Nearly 60%", 60, "of the public have had a problem"),),
    "source": "A poll",
}
WHOLE = {
    "strapline": "Close to home",
    "organisation": "Locality",
    "partners": (Partner("Locality", "Runs the campaign."),),
}


def make_version(page=Page.ABOUT, *, by=None, at=NOON, is_published=True, **said):
    """The next version of a page, published unless told otherwise."""
    latest = Version.objects.of(page).first()
    content = Whole(**WHOLE | said) if page == Page.CAMPAIGN else Written(**WRITTEN | said)
    version = Version.objects.write(page, content, after=latest.number if latest else 0, by=by, at=at)
    if is_published:
        version.publish(by=by, at=at)
    return version
