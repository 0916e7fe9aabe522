"""The definition that plain mappings and lists describe, as a round's file and the database hold it."""

from dataclasses import replace

from survey.definition.conditions import Condition, Mode, Op, Test
from survey.definition.questions import LONGEST_TEXT, UNSURE, YES_OR_NO, Choice, Definition, Kind, Page, Question, Route
from survey.definition.reader import LARGEST, NAME, SLUG, VALUE, Reader

MOST_CHOICES = 100

# Addresses beside the pages', and names of a form's own boxes.
ADDRESSES = {"questions", "check", "sent", "results", "choose", "way-back", "copy", "change", "withdraw"}
BOXES = {
    "any",
    "all",
    "draft",
    "page",
    "turn",
    "then",
    "next",
    "nonce",
    "do",
    "field",
    "seen",
    "use",
    "other",
    "number",
    "website",
    "called",
    "reference",
    "csrf_token",
    "csrfmiddlewaretoken",
}

_OF_KIND = {
    Kind.ONE: ("choices",),
    Kind.MANY: ("choices",),
    Kind.TEXT: ("max_length",),
    Kind.LONG: ("max_length",),
    Kind.NUMBER: ("min", "max", "unit"),
    Kind.SCALE: ("low", "middle", "high", "unsure"),
    Kind.GRID: ("rows", "columns"),
    Kind.RANK: ("top", "choices"),
    Kind.EMAIL: (),
    Kind.DATE: (),
    Kind.YES_NO: (),
}
_OF_ALL = ("name", "kind", "text", "hint", "required", "apart", "show_if")


def read(said):
    """The definition that plain mappings describe. Raises Malformed."""
    reader = Reader(said).only("pages", "routes")
    pages = tuple(_page(each) for each in reader.each("pages", least=1))
    _once(reader.each("pages"), "name", [page.name for page in pages])
    asked = [each for page in reader.each("pages") for each in page.each("questions")]
    _once(asked, "name", [question.name for page in pages for question in page.questions])
    return Definition(pages, tuple(_route(each) for each in reader.each("routes")))


def read_heading(said):
    """A page without its questions, of the plain mapping of one. Raises Malformed."""
    return _heading(Reader(said))


def read_question(said):
    """One question, of its plain mapping. Raises Malformed."""
    return _question(Reader(said))


def _once(readers, key, values):
    for place, (reader, value) in enumerate(zip(readers, values, strict=True)):
        if value in values[:place]:
            raise reader.wrong(f"{value!r} is here twice", key)


def _page(reader):
    page = _heading(reader)
    return replace(page, questions=tuple(_question(each) for each in reader.each("questions", least=0 if page.exit else 1)))


def _heading(reader):
    reader.only("name", "title", "show_if", "exit", "text", "questions")
    name, exits = reader.text("name", like=SLUG), reader.flag("exit")
    if name in ADDRESSES:
        raise reader.wrong(f"{name!r} is an address of the survey's own. Choose another name", "name")
    if exits and reader.said.get("questions"):
        raise reader.wrong("an exit asks nothing: put its questions on a page before it", "questions")
    title = reader.text("title", longest=200)
    return Page(name=name, title=title, show_if=_show_if(reader), exit=exits, text=reader.text("text", "", longest=5000))


def _question(reader):
    try:
        kind = Kind(reader.text("kind"))
    except ValueError:
        raise reader.wrong(f"kind must be one of {', '.join(Kind)}", "kind") from None
    reader.only(*_OF_ALL, *_OF_KIND[kind])
    if (name := reader.text("name", like=NAME)) in BOXES:
        raise reader.wrong(f"{name!r} is a name of the page's own. Choose another one", "name")
    choices = _scale(reader) if kind == Kind.SCALE else _choices(reader, kind)
    most = reader.whole("max_length", 0) or LONGEST_TEXT.get(kind, 0)
    if most > LONGEST_TEXT.get(kind, most) or most < 0:
        raise reader.wrong(f"max_length can be up to {LONGEST_TEXT[kind]:,}", "max_length")
    least_number, most_number = reader.whole("min"), reader.whole("max")
    if least_number is not None and most_number is not None and least_number > most_number:
        raise reader.wrong("max must not be less than min", "max")
    top = reader.whole("top") or 0
    if kind == Kind.RANK and not 1 <= top <= len(choices):
        raise reader.wrong(f"top must be from 1 to {len(choices)}, the number of choices", "top")
    return Question(
        name=name,
        kind=kind,
        text=reader.text("text"),
        hint=reader.text("hint", ""),
        required=reader.flag("required"),
        apart=reader.flag("apart"),
        show_if=_show_if(reader),
        choices=choices,
        rows=_listed(reader, "rows", least=1) if kind == Kind.GRID else (),
        top=top,
        min=least_number,
        max=most_number,
        unit=reader.text("unit", "", longest=40),
        max_length=most,
    )


def _choices(reader, kind):
    if kind == Kind.YES_NO:
        return YES_OR_NO
    if kind == Kind.GRID:
        return _listed(reader, "columns", least=2, numbers=True)
    if kind in {Kind.ONE, Kind.MANY, Kind.RANK}:
        return _listed(reader, "choices", least=2, asks=True)
    return ()


def _listed(reader, key, *, least, numbers=False, asks=False):
    readers = reader.each(key, least=least)
    found = tuple(_choice(each.only("value", "label", *(["asks_for"] if asks else [])), numbers) for each in readers)
    _once(readers, "value", [str(each.value) for each in found])  # a box says 1 and "1" alike
    if len(found) > MOST_CHOICES:
        raise reader.wrong(f"{key} can hold up to {MOST_CHOICES}", key)
    return found


def _choice(reader, numbers=False):
    value = reader.said.get("value")
    if numbers and isinstance(value, int):
        value = reader.whole("value")
        if value < UNSURE:
            raise reader.wrong("value must not be less than -1, which stands for not sure", "value")
    else:
        value = reader.text("value", like=VALUE, longest=40)
    return Choice(value, reader.text("label", longest=300), reader.text("asks_for", "", longest=200))


def _scale(reader):
    """The points of a scale, each with the label that it has, if it has one; and "not sure", where that is offered."""
    ends = {}
    for key in ["low", "middle", "high", "unsure"]:
        if key in reader.said or key in {"low", "high"}:
            end = Reader(reader.said.get(key), (*reader.place, key)).only("value", "label")
            ends[key] = Choice(end.whole("value"), end.text("label", longest=300))
            if ends[key].value is None or (ends[key].value == UNSURE) != (key == "unsure"):
                raise end.wrong("unsure is -1, and nothing else is" if key == "unsure" else "value must be 0 or more", "value")
    low, high = ends["low"].value, ends["high"].value
    if not 0 <= low < high <= low + 10 or not low < ends.get("middle", Choice(low + 1, "")).value < high + ("middle" not in ends):
        raise reader.wrong("a scale rises from low by way of middle to high, in at most 11 points", "high")
    labels = {end.value: end.label for end in ends.values()}
    unsure = (Choice(UNSURE, labels[UNSURE]),) if "unsure" in ends else ()
    return tuple(Choice(value, labels.get(value, "")) for value in range(low, high + 1)) + unsure


def _route(reader):
    reader.only("name", "answers", "pages", "exits")
    pages = reader.said.get("pages")
    if not isinstance(pages, list) or not all(isinstance(each, str) and SLUG.fullmatch(each) for each in pages):
        raise reader.wrong("pages must be a list of names", "pages")
    answers = Reader(reader.said.get("answers"), (*reader.place, "answers"))
    return Route(reader.text("name", longest=120), tuple(_fixed(answers)), tuple(pages), reader.flag("exits"))


def _fixed(reader):
    """The answers of a route, by question."""
    for name in reader.said:
        _named(reader, name)
    for name, value in sorted(reader.said.items()):
        if not all(map(_is_value, value if isinstance(value, list) else [value])):
            raise reader.wrong(f"{name} must be the value of a choice, or a list of them", name)
        yield name, tuple(value) if isinstance(value, list) else value


def _show_if(reader):
    if reader.said.get("show_if") is None:
        return None
    return _condition(Reader(reader.said["show_if"], (*reader.place, "show_if")), nested=False)


def _condition(reader, nested):
    if len(reader.said) == 1 and (key := next(iter(reader.said))) in set(Mode):
        if nested:
            raise reader.wrong("conditions go one level deep, and no deeper", key)
        parts = tuple(_alone(_condition(each, nested=True)) for each in reader.each(key, least=1))
        return Condition(Mode(key), _in_order(parts) if key == Mode.ALL else parts)
    if not reader.said:
        raise reader.wrong("there is nothing to test")
    for name in reader.said:
        _named(reader, name)
    tests = (test for name in reader.said for test in _tests(Reader(reader.said[name], (*reader.place, name)), name))
    return Condition(Mode.ALL, _in_order(tuple(tests)))


def _in_order(parts):
    """Tests that must all hold, in an order of their own: a database keeps the keys of a mapping in no order."""
    if all(isinstance(part, Test) for part in parts):
        return tuple(sorted(parts, key=lambda test: (test.question, test.op)))
    return parts


def _named(reader, name):
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise reader.wrong(f"{name!r} cannot be the name of a question", name)


def _alone(condition):
    """A nested condition, or its test where it has one alone: the two say the same, and are written the same."""
    return condition.parts[0] if len(condition.parts) == 1 else condition


def _tests(reader, question):
    reader.only(*Op)
    if not reader.said:
        raise reader.wrong(f"say what must be true of {question}: {', '.join(Op)}")
    for op, value in reader.said.items():
        yield Test(question, Op(op), _tested(reader, Op(op), value))


def _tested(reader, op, value):
    if op in {Op.IN, Op.NOT_IN}:
        if not isinstance(value, list) or not value or not all(map(_is_value, value)):
            raise reader.wrong(f"{op} must be a list of values", op)
        return tuple(value)
    if op == Op.ANSWERED:
        return reader.flag(op)
    if value is None:
        raise reader.wrong(f"{op} must be a whole number", op)
    return reader.whole(op)


def _is_value(value):
    """Whether a choice could have it."""
    return bool(VALUE.fullmatch(value)) if isinstance(value, str) else type(value) is int and UNSURE <= value <= LARGEST
