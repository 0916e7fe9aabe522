"""Random surveys, what people might put into their boxes, and what an officer might change in them."""

import contextlib

from hypothesis import strategies as st

from survey.definition import Kind, Malformed, fields, plain, read
from survey.definition.linting import OPS
from survey.definition.plain import lists
from survey.definition.questions import CLOSED

VALUES = st.sampled_from(["north", "south", "no", "25k-100k", "1"])
WORDS = st.one_of(st.sampled_from(["Words", " Toys\r\n", "a\rb", "='x", "<b>", "\x00", "\udfff", "٣", "x" * 600]), st.text())
LABELS = st.sampled_from(["North", "South", "Ynys Môn", "Yes", "1", "Not sure"])
POSITIONS = st.integers(0, 99)


@st.composite
def choices(draw, values=VALUES, *, asks=False, least=2):
    found = draw(st.lists(values, min_size=least, max_size=4, unique_by=str))
    said = [{"value": value, "label": f"{draw(LABELS)} {number}"} for number, value in enumerate(found)]
    for each in said:
        if asks and draw(st.booleans()):
            each["asks_for"] = "What is it?"
    return said


@st.composite
def questions(draw, name, before):
    """A plain question, on a page after the questions `before`."""
    kind, apart = draw(st.sampled_from([*Kind])), draw(st.booleans())
    said = {"name": name, "kind": str(kind), "text": draw(LABELS), "apart": apart or kind == Kind.EMAIL}
    said |= {"required": not said["apart"] and draw(st.booleans())}
    if kind in {Kind.ONE, Kind.MANY, Kind.RANK}:
        said["choices"] = draw(choices(asks=not apart))
    if kind == Kind.RANK:
        said["top"] = draw(st.integers(1, len(said["choices"])))
    if kind == Kind.GRID:
        said["rows"], said["columns"] = draw(choices(least=1)), draw(choices(VALUES | st.integers(-1, 3)))
    if kind == Kind.SCALE:
        low = draw(st.integers(0, 3))
        said["low"], said["high"] = {"value": low, "label": "Low"}, {"value": low + draw(st.integers(1, 10)), "label": "High"}
        if draw(st.booleans()):
            said["unsure"] = {"value": -1, "label": "Not sure"}
    if kind == Kind.NUMBER:
        said["min"], said["max"] = draw(st.none() | st.integers(-5, 3)), draw(st.none() | st.integers(3, 9))
    if kind in {Kind.TEXT, Kind.LONG}:
        said["max_length"] = draw(st.integers(1, 500))
    return said | draw(conditions(before))


@st.composite
def conditions(draw, before):
    """A mapping with a condition that looks back, or without one."""
    if not before or draw(st.booleans()):
        return {}
    tests = [draw(a_test(draw(st.sampled_from(before)))) for _ in range(draw(st.integers(1, 3)))]
    if len(tests) == 1:
        return {"show_if": tests[0]}
    return {"show_if": {draw(st.sampled_from(["all", "any"])): tests}}


@st.composite
def a_test(draw, question):
    op = draw(st.sampled_from(OPS[question.kind]))
    if op in {"in", "not_in"}:
        value = draw(st.lists(st.sampled_from([*question.choice]), min_size=1, max_size=2))
    else:
        value = draw(st.booleans() if op == "answered" else st.integers(-2, 10))
    return {question.name: {str(op): value}}


@st.composite
def plain_definitions(draw):
    """Plain mappings of which nothing can be said but, perhaps, that no answers lead somewhere."""
    pages, before, emails = [], [], 0
    for number in range(draw(st.integers(1, 4))):
        said = {"name": f"page-{number}", "title": f"Page {number}"} | draw(conditions(before))
        if said.get("show_if") and draw(st.integers(0, 3)) == 0:
            pages.append(said | {"exit": True, "text": "Thank you."})
            continue
        asked = [draw(questions(f"q{number}_{place}", before)) for place in range(draw(st.integers(1, 3)))]
        emails += sum(each["kind"] == "email" for each in asked)
        asked = [each for each in asked if each["kind"] != "email" or emails < 2] or [draw(a_text(number))]
        pages.append(said | {"questions": asked})
        before += [each for each in read({"pages": [page_alone(asked)]}).questions.values() if not each.apart]
    return {"pages": pages}


def a_text(number):
    return st.just({"name": f"words{number}", "kind": "text", "text": "What else?"})


def page_alone(asked):
    return {"name": "alone", "title": "Alone", "questions": asked}


def definitions():
    return plain_definitions().map(read)


@st.composite
def texts_for(draw, definition):
    """What comes from a browser: for some of the boxes something right, for some something wrong, and boxes of nothing."""
    texts = draw(st.dictionaries(st.sampled_from(["stranger", "q0_0.stranger", "q0_0.1.words"]), WORDS, max_size=2))
    for question in definition.questions.values():
        for name in fields.names(question):
            if draw(st.integers(0, 4)):
                texts[name] = draw(_box(question, name))
    return texts


def _box(question, name):
    if name.endswith(".words"):
        return WORDS
    if question.kind in CLOSED:
        known = st.sampled_from([str(value) for value in question.choice])
        said = st.lists(known, max_size=3).map(" ".join) if question.kind == Kind.MANY else known
        return st.one_of(said, said, said, st.sampled_from(["", "unknown", "-1", "0"]), WORDS)
    right = {
        Kind.NUMBER: st.integers(-9, 12).map(str),
        Kind.EMAIL: st.sampled_from(["ann@example.org", "a@localhost", ""]),
        Kind.DATE: st.integers(-1, 31).map(str) if not name.endswith("year") else st.sampled_from(["2018", "18", "9" * 5000]),
    }
    return st.one_of(right.get(question.kind, WORDS), right.get(question.kind, WORDS), WORDS)


@st.composite
def edited(draw, definition):
    """The same definition after an officer changed something in it, or tried to."""
    for _ in range(draw(st.integers(1, 2))):
        said = plain(definition)
        draw(st.sampled_from(EDITS))(said, draw(POSITIONS), draw(POSITIONS))
        with contextlib.suppress(Malformed):
            definition = read(said)
    return definition


def _pick(listed, number):
    return listed[number % len(listed)]


def _asked(said, number):
    return _pick([each for page in said["pages"] for each in page.get("questions", [])] or [{}], number)


def _listed(said, one, other):
    question = read({"pages": [page_alone([_asked(said, one)])]}).questions if _asked(said, one) else {}
    keys = [key for each in question.values() for key in lists(each)]
    return _asked(said, one)[_pick(keys, other)] if keys else [{}]


def _change_a_value(said, one, other):
    question = _asked(said, one)
    key, value = _pick([("text", "Another?"), ("hint", "A hint"), ("required", True), ("max", 99), ("show_if", None)], other)
    if key != "max" or question.get("kind") == "number":
        question[key] = value


def _swap_pages(said, one, other):
    pages = said["pages"]
    pages.insert(one % len(pages), pages.pop(other % len(pages)))


def _move_a_question(said, one, other):
    pages = [page for page in said["pages"] if "questions" in page] or [{"questions": [{}]}]
    _pick(pages, other)["questions"].append(_pick(pages, one)["questions"].pop())


EDITS = [
    _change_a_value,
    _swap_pages,
    _move_a_question,
    lambda said, one, other: _listed(said, one, other).append({"value": "new", "label": "New"}),
    lambda said, one, other: _listed(said, one, other).pop(),
    lambda said, one, other: _pick(_listed(said, one, other), other).update(label="Another label"),
    lambda said, one, other: said["pages"].append(page_alone([{"name": "new", "kind": "text", "text": "What is new?"}])),
    lambda said, one, other: said["pages"].pop(one % len(said["pages"])),
    lambda said, one, other: _asked(said, one).pop("show_if", None),
    lambda said, one, other: _pick(said["pages"], one).pop("show_if", None),
]
