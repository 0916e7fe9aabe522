"""What may be published: nothing in it leads people, or their answers, astray."""

from dataclasses import dataclass

from survey.definition.answering import called
from survey.definition.conditions import Op
from survey.definition.paths import audience, path
from survey.definition.plain import lists, placed_tests, places
from survey.definition.questions import Kind
from survey.definition.reaching import unreachable
from survey.definition.reusing import reused

OPS = {
    **dict.fromkeys([Kind.ONE, Kind.MANY, Kind.RANK, Kind.YES_NO], (Op.IN, Op.NOT_IN, Op.ANSWERED)),
    **dict.fromkeys([Kind.TEXT, Kind.LONG, Kind.EMAIL, Kind.DATE, Kind.GRID], (Op.ANSWERED,)),
    Kind.SCALE: (Op.IN, Op.NOT_IN, Op.ANSWERED, Op.LESS, Op.MORE),
    Kind.NUMBER: (Op.ANSWERED, Op.LESS, Op.MORE),
}
FIX = {Kind.ONE, Kind.MANY, Kind.YES_NO, Kind.SCALE}  # answers to these can make a route


@dataclass(frozen=True)
class Fault:
    """`place` leads there in the plain mappings, as keys and positions; `sentence` says what is wrong, and what to do."""

    place: tuple
    sentence: str


def faults(definition, earlier=()):
    """Why this may not be published: a list, empty when it may. `earlier`: the survey's published definitions, oldest first."""
    found = [*_of_conditions(definition), *_of_exits(definition)]
    if not found:  # otherwise what cannot be reached follows from what was found
        found += unreachable(definition)
    found += [*_of_privacy(definition), *_of_labels(definition), *_of_routes(definition), *reused(definition, earlier)]
    return [Fault(*each) for each in found]


def _of_conditions(definition):
    pages, questions = places(definition)
    before = set()
    for page in definition.pages:
        conditions = [(pages[page.name], page.show_if), *((questions[each.name], each.show_if) for each in page.questions)]
        for place, condition in conditions:
            for test, within in placed_tests(condition):
                for position, sentence in _of_test(definition, before, test):
                    yield (*place, "show_if", *within, *position), sentence
        before.update(each.name for each in page.questions)


def _of_test(definition, before, test):
    """What is wrong with a test when the questions `before` have been asked: pairs of a place within it and a sentence."""
    question = definition.questions.get(test.question)
    if question is None:
        yield (), f"there is no question {test.question!r}. Name one that is asked on a page before this one"
    elif test.question not in before:
        sentence = "is not answered yet when this page is shown. Ask it on a page before this one, or look at another question"
        yield (), f"{called(question)} {sentence}"
    elif question.apart:
        yield (), f"the answer to {called(question)} is kept apart from the others, so nothing can depend on it. Look at another"
    elif test.op not in OPS[question.kind]:
        yield (), f"{test.op} cannot be asked of {called(question)}. Use {' or '.join(OPS[question.kind])}"
    elif test.op in {Op.IN, Op.NOT_IN}:
        for position, value in enumerate(test.value):
            if value not in question.choice:
                yield (position,), f"{value!r} is no choice of {called(question)}. Use one of {_values(question)}"


def _values(question):
    return ", ".join(str(each.value) for each in question.choices)


def _of_exits(definition):
    pages, _ = places(definition)
    if definition.pages[0].exit:
        yield pages[definition.pages[0].name], "nothing has been asked before this exit. Put a page with questions first"
    for page in definition.pages:
        if page.exit and not page.show_if:
            yield (
                (*pages[page.name], "show_if"),
                "everybody would leave the survey here. Say with a condition whom this exit is for",
            )
        if page.exit and not page.text:
            yield (*pages[page.name], "text"), "an exit must say why the survey ends here. Write its text"


def _of_privacy(definition):
    _, at = places(definition)
    for name, question in definition.questions.items():
        if question.kind == Kind.EMAIL and not question.apart:
            yield (*at[name], "apart"), "an e-mail address tells whose the answers are. Make it apart: true"
        if question.apart and question.required:
            yield (*at[name], "required"), "what is kept apart is for each person to give or not. It cannot be required"
        if question.apart:
            for number, choice in enumerate(question.choices):
                if choice.asks_for:
                    sentence = "a choice that is kept apart cannot ask for words. Ask a question of its own"
                    yield (*at[name], "choices", number, "asks_for"), sentence
    emails = [each for each in definition.questions.values() if each.kind == Kind.EMAIL]
    for question in emails[1:]:
        yield (
            (*at[question.name], "kind"),
            f"{called(emails[0])} asks for the receipt's address already. Take one of the two away",
        )


def _of_labels(definition):
    _, at = places(definition)
    for question in definition.questions.values():
        for key, listed in lists(question).items():
            labels = [each.label for each in listed]
            for number, label in enumerate(labels):
                if label in labels[:number]:
                    yield (*at[question.name], key, number, "label"), f"“{label}” is here twice. Give each a label of its own"


def _of_routes(definition):
    names = [route.name for route in definition.routes]
    for number, route in enumerate(definition.routes):
        wrong = [*_names_of_route(definition, route)]
        if route.name in names[:number]:
            wrong.append((("name",), f"{route.name!r} is here twice. Give each route a name of its own"))
        for place, sentence in wrong or _course(definition, route):
            yield ("routes", number, *place), sentence


def _names_of_route(definition, route):
    """What a route names, and the survey does not have."""
    for name, value in route.answers:
        question = definition.questions.get(name)
        if question is None:
            yield ("answers", name), f"there is no question {name!r}. Name one of this survey"
        elif question.kind not in FIX or question.apart:
            yield (
                ("answers", name),
                f"an answer to {called(question)} makes no route. Name a question with choices, not kept apart",
            )
        elif not _answers(question, value):
            kept = "a list, in this order, of some of" if question.kind == Kind.MANY else "one of"
            yield ("answers", name), f"this is no answer to {called(question)}. Use {kept} {_values(question)}"
    for position, name in enumerate(route.pages):
        if name not in definition.page:
            yield ("pages", position), f"there is no page {name!r}. Name one of {', '.join(definition.page)}"


def _answers(question, value):
    """Whether a route's value is an answer to the question as people's answers are kept."""
    if question.kind == Kind.MANY:
        return isinstance(value, tuple) and value == tuple(each for each in question.choice if each in value) != ()
    return not isinstance(value, tuple) and value in question.choice


def _course(definition, route):
    """Where a route that names nothing unknown does not come out as it is written."""
    found = path(definition, {name: list(value) if isinstance(value, tuple) else value for name, value in route.answers})
    made = audience(definition, found.answers)
    if made and made != route.name:
        yield ("answers",), f"these answers make the route {made!r}, which comes first. Put it after this one, or change either"
    elif not made:
        yield ("answers",), "these answers lead past one of their own questions. Add the answers that lead to it, or take it away"
    if found.names != list(route.pages):
        yield ("pages",), f"these answers lead to {', '.join(found.names)}. Change the pages' conditions, or this list"
    elif found.exits != route.exits:
        yield ("exits",), f"exits must be {str(found.exits).lower()}: the last page is {'an' if found.exits else 'no'} exit"
