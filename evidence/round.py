"""A call for evidence from a round's file: `evidence.yaml`."""

from django.db import transaction
from django.db.models import ProtectedError

from evidence.models import Call, PublicationChoice, Question, RespondentType, Section
from keepitlocal.audit.models import record
from keepitlocal.lifecycle import NotReady
from keepitlocal.loading import TOLD, fill_told, fill_window, fingerprint, is_unchanged, said, save, told_of, window_of
from keepitlocal.rounds import Block, Folded, OneLine, Quoted

KEYS = (
    "slug", "reference_prefix", "title", "summary", "opens", "closes", "extended_from", "extended_why", "grace_minutes",
    "introduction", "advice", "next_steps", "particular_interests", "respondent_types", "sections", "reflections", "publication",
    *TOLD,
)  # fmt: skip


def load(file, *, terms):
    """Make the call that the file describes, or bring it up to date. Returns sentences; raises RoundError.

    To be called in the transaction of the whole round: what was written before a mistake is found goes with it.
    """
    written = file.only("call").mapping("call").only(*KEYS)
    call = Call.objects.select_for_update().filter(slug=written.text("slug")).first()
    is_new = call is None
    if call and is_unchanged(call, file, {"stamp": call.stamp}, terms=terms):
        return [f"{call}: the file has not changed since it was loaded."]
    call = call or Call(slug=written.text("slug"))
    told = call.closes_at if call.published_at else None
    _fill(call, written, terms)
    _ask(call, written)
    try:
        _settle(call, file, terms)
    except NotReady as refusal:
        raise written.wrong(str(refusal)) from None
    if told and call.closes_at > told:
        call.tell_of_extension(at=terms.at)
    return [f"{call}: {'loaded and published' if is_new else 'brought up to date'}."]


def _fill(call, written, terms):
    """The call's own words and window."""
    call.title = written.text("title")
    call.summary = written.text("summary")
    call.introduction = written.text("introduction")
    call.advice = written.text("advice", "")
    call.next_steps = written.text("next_steps", "")
    call.particular_interests = "\n".join(_lines("\n".join(written.texts("particular_interests"))))
    call.reference_prefix = written.text("reference_prefix")
    fill_told(call, written)
    fill_window(call, written, terms, is_told=bool(call.published_at))
    save(call, written)


def _lines(text):
    """The lines of a text that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _ask(call, written):
    """What the call asks, of whom, and what may become of it."""
    sections = _sections(written)
    for section, row in zip(sections, _sync(call.sections, Section, "number", sections, call=call), strict=True):
        _sync(row.questions, Question, "code", _questions(section[0]), section=row)
    types = _rows(
        written.unique(written.mappings("respondent_types"), "code"), "code", "label", may_have=["asks_for"], flags=["retired"]
    )
    _sync(call.respondent_types, RespondentType, "code", types, call=call)
    choices = _rows(written.unique(written.mappings("publication"), "code"), "code", "label", "says")
    _sync(call.publication_choices, PublicationChoice, "code", choices, call=call)


def _sections(written):
    """Pairs of where a section is written and its values; the reflections come last. A number may be left out, never repeated."""
    sections, last = [], 0
    for each in written.mappings("sections"):
        number = each.only("number", "title", "introduction", "questions").number("number")
        if number <= last:
            raise each.wrong(f"sections are numbered in their order, and {number} does not come after {last}.", "number")
        sections.append(_section(each, number))
        last = number
    if "reflections" in written.values:
        reflections = written.mapping("reflections")
        asks = ["questions"] if "questions" in reflections.values else ["text", "retired"]
        sections.append(_section(reflections.only("title", "introduction", *asks), None))
    return sections


def _section(each, number):
    return each, {"number": number, "title": each.text("title"), "introduction": each.text("introduction", "")}


def _questions(section):
    if "questions" in section.values:
        return _rows(section.unique(section.mappings("questions"), "code"), "code", "text", flags=["retired"])
    asks = {"code": "reflections", "text": section.text("text"), "retired": section.flag("retired"), "position": 1}
    return [(section, asks)]


def _rows(listed, *needed, may_have=(), flags=()):
    """Pairs of where a row is written and its values: the texts it needs, those it may have, its flags, and its position."""
    return [
        (
            each.only(*needed, *may_have, *flags),
            {key: each.text(key) for key in needed}
            | {key: each.text(key, "") for key in may_have}
            | {key: each.flag(key) for key in flags}
            | {"position": position},
        )
        for position, each in enumerate(listed, start=1)
    ]


def _sync(rows, model, key, wanted, **parent):
    """Make the parent's rows what is wanted: pairs of where it is written and its values, told apart by `key`.

    What is no longer wanted goes; where answers rest on it, it is retired. Returns the rows in their order.
    """
    there = {getattr(row, key): row for row in rows.all()}
    made = []
    for mapping, values in wanted:
        row = there.pop(values[key], None) or model(**parent)
        for field, value in values.items():
            setattr(row, field, value)
        save(row, mapping)
        made.append(row)
    for row in there.values():
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            row.retire()
    return made


def _settle(call, file, terms):
    """Publish the call, make its pages anew, and remember what this load wrote."""
    if call.published_at:
        call.changed(by=None, at=terms.at)
    else:
        call.publish(by=None, at=terms.at)
    call.loaded = {"fingerprint": fingerprint(file), "stamp": call.stamp}
    call.save(update_fields=["loaded"])
    record("loaded", call, at=terms.at, stamp=call.stamp, closes=call.closes_at.isoformat())


def dump():
    """What `load` would make the call from again, and sentences about what it would not. Nothing where there is no call."""
    calls = sorted(Call.objects.all(), key=lambda call: (bool(call.loaded), bool(call.published_at), call.closes_at))
    if not calls:
        return None, []
    call = calls.pop()
    says = [f"{other} ({other.slug}) is left out: a round's file holds one call." for other in calls]
    if not call.published_at:
        says.append(f"{call} is not published yet. Loading it publishes it.")
    return {"call": _call(call)}, says


def _call(call):
    """The call in the order of a round's file. What it does not have is left out."""
    sections = list(call.sections.prefetch_related("questions"))
    found = {
        "slug": call.slug,
        "reference_prefix": call.reference_prefix,
        "title": call.title,
        "summary": call.summary,
        **window_of(call),
        "introduction": Block(call.introduction),
        "particular_interests": _lines(call.particular_interests) or None,
        "respondent_types": [
            OneLine(said(code=kind.code, label=kind.label, asks_for=Quoted(kind.asks_for), retired=kind.retired))
            for kind in call.respondent_types.all()
        ],
        "sections": [said(number=each.number, **_headed(each), questions=_asked(each)) for each in sections if each.number],
        "reflections": next((_reflections(each) for each in sections if not each.number), None),
        "advice": call.advice,
        "next_steps": call.next_steps,
        "publication": [
            {"code": choice.code, "label": choice.label, "says": Folded(choice.says)} for choice in call.publication_choices.all()
        ],
        **told_of(call),
    }
    return said(**found)


def _headed(section):
    return {"title": section.title, "introduction": Block(section.introduction)}


def _asked(section):
    return [
        OneLine(said(code=Quoted(question.code), text=Quoted(question.text), retired=question.retired))
        for question in section.questions.all()
    ]


def _reflections(section):
    """The reflections: most often one question, which then needs no code."""
    asked = section.questions.all()
    if [question.code for question in asked] != ["reflections"]:
        return said(**_headed(section), questions=_asked(section))
    return said(**_headed(section), text=Quoted(asked[0].text), retired=asked[0].retired)
