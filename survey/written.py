"""A survey as its file says it: in order, and in a style for people to read and edit. Nothing of what it says depends on that."""

from keepitlocal.loading import said, told_of, window_of
from keepitlocal.rounds import Block, OneLine, Quoted

PAGE = ("name", "title", "show_if", "exit", "text", "questions")
QUESTION = (
    "name", "kind", "required", "apart", "min", "max", "max_length", "unit", "top", "show_if", "text", "hint",
    "low", "middle", "high", "unsure", "rows", "columns", "choices",
)  # fmt: skip
CHOICE = ("value", "label", "asks_for")
ROUTE = ("name", "answers", "pages", "exits")
ENDS = ("low", "middle", "high", "unsure")
LISTS = ("rows", "columns", "choices")


def survey(survey, asked):
    """A survey and what it asks, as plain content that is a definition, in the order of its file."""
    words = {
        "slug": survey.slug,
        "reference_prefix": survey.reference_prefix,
        "title": survey.title,
        "summary": survey.summary,
        **window_of(survey),
        "introduction": Block(survey.introduction),
        "pages": [_page(each) for each in asked["pages"]],
        "routes": [OneLine(_in_order(each, ROUTE)) for each in asked.get("routes", [])] or None,
        **told_of(survey),
    }
    return said(**words)


def _in_order(found, keys):
    return {key: found[key] for key in keys if key in found}


def _page(page):
    made = _in_order(page, PAGE)
    if "show_if" in made:
        made["show_if"] = OneLine(made["show_if"])
    if "questions" in made:
        made["questions"] = [_question(each) for each in made["questions"]]
    if "text" in made:
        made["text"] = Block(made["text"])
    return made


def _question(question):
    """A question; in one line where it has nothing to list."""
    made = _in_order(question, QUESTION)
    if not made.keys() & {*LISTS, *ENDS}:
        return OneLine({key: Quoted(value) if key in {"text", "hint", "unit"} else value for key, value in made.items()})
    for key in made.keys() & {*ENDS}:
        made[key] = _choice(made[key])
    for key in made.keys() & {*LISTS}:
        made[key] = [_choice(each) for each in made[key]]
    if "show_if" in made:
        made["show_if"] = OneLine(made["show_if"])
    return made


def _choice(choice):
    made = _in_order(choice, CHOICE)
    return OneLine({key: Quoted(value) if key == "asks_for" else value for key, value in made.items()})
