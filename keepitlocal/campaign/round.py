"""What the front door says, from a round's file: `campaign.yaml`."""

from keepitlocal import parts
from keepitlocal.audit.models import record
from keepitlocal.campaign.content import LONGEST, MOST, Figure, Partner, Reading, Whole, Written, address_fault
from keepitlocal.campaign.models import Page, Version
from keepitlocal.loading import said
from keepitlocal.rounds import Block, Folded, OneLine, Quoted, RoundError

WRITTEN = [page for page in Page if page != Page.CAMPAIGN]
CAMPAIGN = ("name", "strapline", "organisation", "partners", "so_far")
PAGE = ("title", "description", "lede", "body", "figures", "source", "reading")


def load(file, *, terms):
    """Have every page that the file names say what the file does, and publish that. Others stay as they are.

    Returns sentences; raises RoundError, also where officers have changed a page since the last load and the terms do not say
    to replace that. To be called in the transaction of the whole round.
    """
    found = {Page.CAMPAIGN: _whole(file.only("campaign", "pages").mapping("campaign").only(*CAMPAIGN))}
    pages = file.mapping("pages").only(*WRITTEN)
    found |= {page: _written(pages.mapping(page).only(*PAGE)) for page in WRITTEN if page in pages.values}
    return [_brought_to(page, content, terms) for page, content in found.items()]


def _brought_to(page, content, terms):
    latest = Version.objects.of(page).first()
    if latest and latest.says == content and latest.is_published:
        return f"{page.label}: it says what the file does."
    if latest and latest.saved_by and latest.says != content and not terms.replace:
        raise RoundError(f"{page.label} has been changed at the desk since it was loaded. To lose those changes, add --replace.")
    version = Version.objects.write(page, content, after=latest.number if latest else 0, by=None, at=terms.at)
    version.publish(by=None, at=terms.at)
    record("loaded", version, at=terms.at, page=page, number=version.number)
    return f"{version}: loaded and published."


def _text(written, key, *, needed=False):
    text = written.text(key, None if needed else "", longest=LONGEST[key])
    if needed and not text:
        raise written.wrong(f"{key} is empty.", key)
    return text


def _whole(written):
    ticked = written.texts("so_far")
    if unknown := [name for name in ticked if name not in parts.so_far()]:
        known = ", ".join(parts.so_far())
        raise written.wrong(f"so_far: {unknown[0]} is not known. Known are {known}.", "so_far")
    partners = tuple(
        Partner(_text(each.only("name", "does", "address"), "name", needed=True), _text(each, "does"), _address(each))
        for each in _few(written, "partners")
    )
    words = {key: _text(written, key, needed=True) for key in ["name", "strapline", "organisation"]}
    return Whole(**words, partners=partners, so_far=tuple(name for name in parts.so_far() if name in ticked))


def _written(written):
    words = {key: _text(written, key, needed=key == "title") for key in PAGE if key not in {"figures", "reading"}}
    reading = tuple(
        Reading(_text(each.only("title", "by", "address"), "title", needed=True), _text(each, "by"), _address(each))
        for each in _few(written, "reading")
    )
    return Written(**words, figures=tuple(map(_figure, _few(written, "figures"))), reading=reading)


def _figure(each):
    value = each.only("figure", "value", "says").number("value")
    if not 0 <= value <= 100:
        raise each.wrong("value is in per cent, from 0 to 100.", "value")
    return Figure(_text(each, "figure", needed=True), value, _text(each, "says", needed=True))


def _few(written, key):
    listed = written.mappings(key) if key in written.values else []
    if len(listed) > MOST:
        raise written.wrong(f"{key} are {len(listed)}, and {MOST} are the most.", key)
    return listed


def _address(written):
    address = _text(written, "address")
    if fault := address_fault(address):
        raise written.wrong(f"address: {fault}", "address")
    return address


def dump():
    """What `load` would make the pages from again, and sentences about what it would not. Nothing where nothing is written.

    A page says what is published; one of which nothing is yet, its latest version, as loading publishes it.
    """
    says, dumped = [], {}
    for page in Page:
        versions = Version.objects.of(page)
        version = versions.published().first() or versions.first()
        if not version:
            continue
        dumped[page.value] = version.says
        if not version.is_published:
            says.append(f"{page.label} is not published yet. Loading it publishes it.")
        elif versions.first() != version:
            says.append(f"{page.label} has changes that are not published: this is what is published.")
    if Page.CAMPAIGN not in dumped:
        return None, []
    whole = dumped.pop(Page.CAMPAIGN)
    return {"campaign": _dumped(whole, CAMPAIGN), "pages": {slug: _dumped(each, PAGE) for slug, each in dumped.items()}}, says


STYLES = {"lede": Folded, "body": Block}


def _dumped(content, keys):
    """The content in the order of a round's file. What it does not have is left out."""
    found = {key: getattr(content, key) for key in keys}
    return said(**{key: _styled(key, value) for key, value in found.items() if value})


def _styled(key, value):
    if not isinstance(value, tuple):
        return STYLES.get(key, str)(value)
    return [each if isinstance(each, str) else _line(each) for each in value]


def _line(each):
    return OneLine({key: Quoted(value) if isinstance(value, str) else value for key, value in vars(each).items() if value != ""})
