"""What a new version of a survey changes for the answers that are there already, in an officer's words."""

from dataclasses import dataclass
from enum import StrEnum

from survey.definition.answering import called
from survey.definition.plain import lists, places
from survey.definition.questions import UNSURE, Kind


class Sort(StrEnum):
    """A wording says the same otherwise. An additive change leaves every answer as good as it was; a breaking one may not."""

    WORDING = "wording"
    ADDITIVE = "additive"
    BREAKING = "breaking"


WORDING, ADDITIVE, BREAKING = Sort

NOUNS = {"choices": "choice", "columns": "column", "rows": "row", "unsure": "choice"}
ASKING = {WORDING: "asks for words otherwise", ADDITIVE: "asks for words now", BREAKING: "no longer asks for words"}
WORDS = {"text": "is worded otherwise", "hint": "has another hint", "unit": "has another unit"}
LIMITS = {"min": "smallest number", "max": "largest number", "max_length": "greatest length", "top": "most that can be ranked"}


@dataclass(frozen=True)
class Change:
    """`place` leads there in the new plain mappings; of what was taken away, to where it stood.

    `questions` names those that it is about. Where there is a `row` of a grid, or a `value` (a choice's or a column's), it is
    about the answers that say it, and no others.
    """

    sort: Sort
    place: tuple
    sentence: str
    questions: tuple[str, ...] = ()
    row: str | None = None
    value: str | int | None = None


def changes(before, after):
    """Every change from one definition to another, in the order of the new one. There is none between equals only."""
    found = [*_of_pages(before, after)]
    pages, questions = places(after)
    for page in after.pages:
        was = before.page.get(page.name)
        if was:
            found += [*_of_page(was, page, pages[page.name]), *_taken_from_page(was, after, pages[page.name])]
        for question in page.questions:
            found += _of_question(before, after, question, questions[question.name], on_new_page=was is None)
    if before.routes != after.routes:
        found.append(Change(WORDING, ("routes",), "The routes are others, or written otherwise"))
    return found


def is_safe(before, after):
    """Whether every answer stands as it was given, so that a draft may move on by itself."""
    return all(change.sort != BREAKING for change in changes(before, after))


def _names(page):
    return tuple(question.name for question in page.questions)


def _is_other_order(before, after):
    """Whether names that are in both come in another order."""
    return [name for name in before if name in after] != [name for name in after if name in before]


def _exits_before(definition, name):
    """The names of the pages before this one that end the survey for some."""
    return {page.name for page in definition.pages[: [*definition.page].index(name)] if page.exit}


def _of_pages(before, after):
    for page in before.pages:
        if page.name not in after.page:
            yield Change(BREAKING, ("pages",), f"The page “{page.title}” is taken away", _names(page))
    for number, page in enumerate(after.pages):
        if page.name not in before.page and page.exit:
            beyond = tuple(name for later in after.pages[number:] for name in _names(later))
            yield Change(BREAKING, ("pages", number), f"The page “{page.title}” is new, and ends the survey for some", beyond)
        elif page.name not in before.page:
            yield Change(ADDITIVE, ("pages", number), f"The page “{page.title}” is new", _names(page))
    if _is_other_order([*before.page], [*after.page]):
        kept = [name for name in before.page if name in after.page]
        passes_an_exit = any(_exits_before(before, name) != _exits_before(after, name) for name in kept)
        words = "The pages come in another order" + (", before or behind one that ends the survey" if passes_an_exit else "")
        yield Change(BREAKING if passes_an_exit else WORDING, ("pages",), words)


def _of_page(was, page, place):
    title = f"“{page.title}”"
    if was.title != page.title:
        yield Change(WORDING, (*place, "title"), f"The page “{was.title}” is called {title} now", _names(page))
    if was.text != page.text:
        yield Change(WORDING, (*place, "text"), f"The text of the page {title} is worded otherwise", _names(page))
    if was.show_if != page.show_if:
        yield Change(BREAKING, (*place, "show_if"), f"The page {title} is shown to others than before", _names(was))
    if was.exit != page.exit:
        sentence = f"The page {title} {'ends the survey now' if page.exit else 'no longer ends the survey'}"
        yield Change(BREAKING, (*place, "exit"), sentence, _names(was))
    if _is_other_order(_names(was), _names(page)):
        yield Change(WORDING, (*place, "questions"), f"The questions of the page {title} come in another order", _names(page))


def _taken_from_page(was, after, place):
    for question in was.questions:
        if question.name not in after.questions:
            yield Change(BREAKING, (*place, "questions"), f"The question {called(question)} is taken away", (question.name,))


def _of_question(before, after, question, place, *, on_new_page):
    was, about = before.questions.get(question.name), (question.name,)
    if was is None:
        if question.required:
            yield Change(BREAKING, place, f"The question {called(question)} is new, and must be answered", about)
        elif not on_new_page:
            yield Change(ADDITIVE, place, f"The question {called(question)} is new", about)
        return
    yield from _of_its_page(before, after, question, place)
    for key, words in WORDS.items():
        if getattr(was, key) != getattr(question, key):
            yield Change(WORDING, (*place, key), f"{called(was)} {words}", about)
    if was.required != question.required:
        sort, words = (BREAKING, "must be answered now") if question.required else (ADDITIVE, "can be left empty now")
        yield Change(sort, (*place, "required"), f"{called(question)} {words}", about)
    if was.apart != question.apart:
        words = f"is {'kept' if question.apart else 'no longer kept'} apart from the other answers"
        yield Change(BREAKING, (*place, "apart"), f"{called(question)} {words}", about)
    if was.show_if != question.show_if:
        yield Change(BREAKING, (*place, "show_if"), f"{called(question)} is asked of others than before", about)
    if was.kind != question.kind:
        yield Change(BREAKING, (*place, "kind"), f"{called(question)} is a question of another kind", about)
        return
    yield from _of_limits(was, question, place)
    yield from _of_scale(was, question, place) if question.kind == Kind.SCALE else _of_lists(was, question, place)


def _of_its_page(before, after, question, place):
    was, page = before.page_of[question.name], after.page_of[question.name]
    if was.name != page.name:
        is_as_reached = was.show_if == page.show_if and _exits_before(before, was.name) == _exits_before(after, page.name)
        sort = WORDING if is_as_reached else BREAKING
        yield Change(sort, place, f"{called(question)} is asked on the page “{page.title}” now", (question.name,))


def _of_limits(was, question, place):
    for key, words in LIMITS.items():
        old, new = getattr(was, key), getattr(question, key)
        if old == new:
            continue
        is_tighter = new is not None and (old is None or (new > old if key == "min" else new < old))
        old, new = ("not set" if each is None else f"{each:,}" for each in (old, new))
        sentence = f"The {words} for {called(question)} is {new} now. It was {old}"
        yield Change(BREAKING if is_tighter else ADDITIVE, (*place, key), sentence, (question.name,))


def _of_scale(was, question, place):
    about = (question.name,)
    old, new = ([each for each in version.choices if each.value != UNSURE] for version in (was, question))
    if (ends := (new[0].value, new[-1].value)) != (old[0].value, old[-1].value):
        sentence = (
            f"The scale of {called(question)} is from {ends[0]} to {ends[1]} now. It was from {old[0].value} to {old[-1].value}"
        )
        yield Change(BREAKING, (*place, "high"), sentence, about)
    elif old != new:
        yield Change(WORDING, (*place, "low"), f"The points of the scale of {called(question)} are worded otherwise", about)
    unsure = ([each for each in version.choices if each.value == UNSURE] for version in (was, question))
    yield from _of_list(*unsure, "unsure", question, place)


def _of_lists(was, question, place):
    for key, listed in lists(question).items():
        yield from _of_list(lists(was)[key], listed, key, question, place)


def _of_list(before, after, key, question, place):
    """The changes to a question's choices, columns or rows, or to its "not sure"."""
    were, are = ({each.value: each for each in listed} for listed in (before, after))

    def change(sort, choice, words, *within):
        sentence = f"The {NOUNS[key]} “{choice.label}” of {called(question)} {words}"
        said = {"row" if key == "rows" else "value": choice.value}
        return Change(sort, (*place, key, *within), sentence, (question.name,), **said)

    for value, choice in were.items():
        if value not in are:
            yield change(BREAKING, choice, "is taken away")
    for number, choice in enumerate(after):
        at, was = () if key == "unsure" else (number,), were.get(choice.value)
        if was is None:
            yield change(ADDITIVE, choice, "is new", *at)
            continue
        if was.label != choice.label:
            yield change(WORDING, was, f"reads “{choice.label}” now", *at, "label")
        if was.asks_for != choice.asks_for:
            sort = WORDING if was.asks_for and choice.asks_for else ADDITIVE if choice.asks_for else BREAKING
            yield change(sort, choice, ASKING[sort], *at, "asks_for")
    if _is_other_order([*were], [*are]):
        sentence = f"The {NOUNS[key]}s of {called(question)} come in another order"
        yield Change(WORDING, (*place, key), sentence, (question.name,))
