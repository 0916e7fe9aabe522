"""What the portal asks of the front door itself (see keepitlocal/parts.py)."""

from django.db.models import Max

from keepitlocal.campaign import notices, round
from keepitlocal.campaign.content import texts as texts_in
from keepitlocal.campaign.models import Page, Version, said_by
from keepitlocal.languages.texts import Text
from keepitlocal.parts import Public

FINDABLE = {"home", "about", "five-ways", *notices.NAMES}
ROUND_FILE = "campaign.yaml"
load, dump = round.load, round.dump
PERMISSIONS = {
    "Policy officers": ["campaign.view_version", "campaign.change_version"],
    "Policy leads": ["campaign.publish_version"],
}


def has_round():
    return Version.objects.exists()


def edition(at):
    return Version.objects.shown()


def public(at):
    changed = dict(Version.objects.published().order_by().values_list("page").annotate(Max("published_at")))
    written = [page for page in round.WRITTEN if page == Page.HOME or page in changed]
    return [*(Public(page.address, changed.get(page)) for page in written), *notices.public(at)]


def texts():
    return [
        Text(words, f"{page.label}: {called.lower()}", page.address)
        for page, key in ((Page(slug), key) for slug, key, _ in Version.objects.shown())
        for called, words in texts_in(said_by(key, page))
        if words
    ]
