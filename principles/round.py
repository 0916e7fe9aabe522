"""The consultation and its principles from a round's file: `principles.yaml`."""

from keepitlocal.audit.models import record
from keepitlocal.lifecycle import NotReady
from keepitlocal.loading import TOLD, fill_told, fill_window, fingerprint, is_unchanged, said, save, told_of, window_of
from keepitlocal.rounds import Block
from principles.models import Comment, Consultation, Moderation, Principle, Wording
from principles.models.principles import HIGHEST, LONGEST_TITLE, LONGEST_WHY
from principles.wordings import carried

KEYS = (
    "slug", "reference_prefix", "title", "summary", "opens", "closes", "extended_from", "extended_why", "grace_minutes",
    "introduction", "advice", "moderation", *TOLD,
)  # fmt: skip


def load(file, *, terms):
    """Make the consultation that the file describes, or bring it up to date; publish each wording that is new.

    A principle that the file does not name stays as it is. Returns sentences; raises RoundError. To be called in the
    transaction of the whole round.
    """
    written = file.only("consultation", "principles").mapping("consultation").only(*KEYS)
    consultation = Consultation.objects.select_for_update().first()
    is_new = consultation is None
    if consultation:
        _refuse_another(consultation, written)
        if is_unchanged(consultation, file, _stands(consultation), terms=terms):
            return [f"{consultation}: the file has not changed since it was loaded."]
    consultation = consultation or Consultation(slug=written.text("slug"))
    told = consultation.closes_at if consultation.is_published else None
    _fill(consultation, written, terms)
    reworded = _principles(consultation, file, terms)
    _settle(consultation, file, terms)
    if told and consultation.closes_at > told:
        consultation.tell_of_extension(at=terms.at)
    return [f"{consultation}: {'loaded and published' if is_new else 'brought up to date'}.", *(reworded if not is_new else [])]


def _refuse_another(consultation, written):
    """There is one consultation, and its comments are about it: another does not take its place."""
    if written.text("slug") != consultation.slug:
        there = f"{consultation} ({consultation.slug}) is here already"
        raise written.wrong(f"{there}, and there is only one consultation. Its slug never changes.", "slug")


def _stands(consultation):
    """What rises whenever officers change it, or what a principle says or is drafted to say."""
    return {"stamp": consultation.stamp, "edits": sum(consultation.principles.values_list("edits", flat=True))}


def _fill(consultation, written, terms):
    """The consultation's own words and window."""
    for field in ["title", "summary", "introduction"]:
        setattr(consultation, field, written.text(field))
    consultation.advice = written.text("advice", "")
    consultation.moderation = written.text("moderation", Moderation.BEFORE)
    consultation.reference_prefix = written.text("reference_prefix", Consultation._meta.get_field("reference_prefix").default)
    fill_told(consultation, written)
    fill_window(consultation, written, terms, is_told=consultation.is_published)
    save(consultation, written)


def _principles(consultation, file, terms):
    """Bring every principle that the file names to what it says there; sentences for the wordings that are new."""
    says, last = [], 0
    for each in file.mappings("principles"):
        number = each.only("number", "title", "text", "why").number("number")
        if not last < number <= HIGHEST:
            after = f"principles are numbered in their order, from 1 to {HIGHEST}"
            raise each.wrong(f"{after}, and {number} does not come after {last}.", "number")
        last = number
        principle = consultation.principles.filter(number=number).first() or Principle(consultation=consultation, number=number)
        if wording := _publish(principle, each, terms):
            says.append(f"{principle}: {wording} is published.")
    return says


def _publish(principle, written, terms):
    """The wording that was published of what the file says, or None where that is what is published."""
    if not principle.pk:
        principle.save()
    before = principle.content if principle.is_published else None
    title = written.text("title", longest=LONGEST_TITLE)
    if not title:
        raise written.wrong("title is empty.", "title")
    content, following = carried(before, title, [written.text("text")], next_id=principle.next_paragraph)
    if principle.draft != content.plain():
        principle.edit(content, next_paragraph=following, edits=principle.edits, by=None, at=terms.at)
    if not principle.has_unpublished_changes:
        return None
    try:
        return principle.publish(edits=principle.edits, why=_why(principle, written), by=None, at=terms.at)
    except NotReady as refusal:
        raise written.wrong(str(refusal), "text") from None


def _why(principle, written):
    """Why what is published changes. A reason left over from the wording before is none for this one."""
    why = " ".join(written.text("why", "", longest=LONGEST_WHY).split())
    if not principle.is_published:
        return why
    if not why:
        raise written.wrong(f"why is missing: {principle} changes, and people are shown the reason beside the new wording.")
    if why == principle.latest.why:
        raise written.wrong(f"why says why {principle.latest} came. Say why {principle} changes now.", "why")
    return why


def _settle(consultation, file, terms):
    """Publish the consultation, make its pages anew, and remember what this load wrote."""
    if consultation.is_published:
        consultation.changed(by=None, at=terms.at)
    else:
        try:
            consultation.publish(by=None, at=terms.at)
        except NotReady as refusal:
            raise file.wrong(str(refusal), "principles") from None
    consultation.loaded = {"fingerprint": fingerprint(file), **_stands(consultation)}
    consultation.save(update_fields=["loaded"])
    record("loaded", consultation, at=terms.at, stamp=consultation.stamp, closes=consultation.closes_at.isoformat())


def dump():
    """What `load` would make the consultation from again, and sentences about what it would not. Nothing where there is none.

    A principle says what is published; one that has no wording yet, what is drafted, as loading publishes it.
    """
    consultation = Consultation.objects.first()
    if not consultation:
        return None, []
    says = [] if consultation.is_published else [f"{consultation} is not published yet. Loading it publishes it."]
    listed = []
    for principle in consultation.principles.select_related("latest"):
        dumped, more = _principle(principle)
        listed += dumped
        says += more
    if not listed:
        return None, [f"{consultation} is left out: no principle of it says anything yet."]
    return {"consultation": _consultation(consultation), "principles": listed}, [*says, *_left_out()]


def _consultation(consultation):
    """The consultation in the order of a round's file. What it does not have is left out."""
    found = {field: getattr(consultation, field) for field in ["slug", "reference_prefix", "title", "summary"]}
    words = {"introduction": Block(consultation.introduction), "advice": consultation.advice}
    return said(**found, **window_of(consultation), **words, moderation=consultation.moderation, **told_of(consultation))


def _principle(principle):
    """A list of the principle as its file says it, or none where it says nothing yet; and sentences."""
    if principle.is_published:
        content, why = principle.content, principle.latest.why
        says = [f"{principle} has changes that are not published: this is what is published."]
        says = says if principle.has_unpublished_changes else []
    elif principle.draft and principle.drafted.title and principle.drafted.paragraphs:
        content, why = principle.drafted, ""
        says = [f"{principle} is not published yet. Loading it publishes it."]
    else:
        return [], [f"Principle {principle.number} is left out: it says nothing yet."]
    return [said(number=principle.number, title=content.title, text=Block(content.text), why=why)], says


def _left_out():
    """What a round's file never holds, where there is any."""
    earlier = Wording.objects.count() - Principle.objects.published().count()
    found = [
        f"{what} ({count:,})" for what, count in [("comments", Comment.objects.count()), ("earlier wordings", earlier)] if count
    ]
    return [f"Left out are {' and '.join(found)}: a round's file holds what the principles say now."] if found else []
