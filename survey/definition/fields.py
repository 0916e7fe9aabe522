"""What a question's boxes are called: in a page, in a draft, and, of words beside a choice, among the answers."""

from survey.definition.conditions import chosen
from survey.definition.questions import TYPED, Kind, Question

DATE = ("day", "month", "year")


def words_of(question, choice):
    """The name of the box for words beside a choice."""
    return f"{question.name}.{choice.value}.words"


def names(question: Question):
    """The names of all the boxes of a question, in order: its own, or one for each row, place or part; then those for words."""
    if question.kind == Kind.GRID:
        own = [f"{question.name}.{row.value}" for row in question.rows]
    elif question.kind == Kind.RANK:
        own = [f"{question.name}.{place}" for place in range(1, question.top + 1)]
    elif question.kind == Kind.DATE:
        own = [f"{question.name}.{part}" for part in DATE]
    else:
        own = [question.name]
    return [*own, *(words_of(question, choice) for choice in question.asking)]


def question_of(definition, box):
    """The question that a box belongs to; None where there is no such question."""
    return definition.questions.get(box.partition(".")[0])


def others(question, answer):
    """The boxes for words that an answer opens, as pairs of name and choice."""
    made = chosen(answer) if question.asking else ()
    return [(words_of(question, choice), choice) for choice in question.asking if choice.value in made]


def offered(question, box):
    """The texts that a box can hold where its values are chosen: a frozenset; None where they are typed."""
    if question.kind in TYPED or box.endswith(".words"):
        return None
    return question.texts
