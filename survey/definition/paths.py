"""The way through a survey: which pages and questions a set of answers leads to. There is one rule, and this is it."""

from dataclasses import dataclass

from survey.definition.fields import others
from survey.definition.questions import Definition, Page, Question


@dataclass(frozen=True)
class Path:
    """The pages that answers lead to, in order, with what is asked on each, and the answers that are on them.

    `exits`: the last page leaves the survey. `undecided`: the pages with a question, unanswered yet, that decides what comes.
    """

    pages: tuple[Page, ...]
    asked: dict[str, tuple[Question, ...]]
    answers: dict[str, object]
    exits: bool
    undecided: frozenset[str]

    @property
    def names(self):
        return [page.name for page in self.pages]

    @property
    def questions(self):
        """The names of the questions asked, in order."""
        return [question.name for page in self.pages for question in self.asked[page.name]]

    def after(self, name):
        """The page that follows the one of that name; None after the last one, and after one that is not on the path."""
        return self._beside(name, 1)

    def before(self, name):
        return self._beside(name, -1)

    def _beside(self, name, step):
        names = self.names
        place = names.index(name) + step if name in names else -1
        return self.pages[place] if 0 <= place < len(names) else None

    def is_settled(self, name):
        """Whether no answer that is still to come, on the page of that name or after it, could change which pages there are."""
        names = self.names
        return name in names and self.undecided.isdisjoint(names[names.index(name) :])


def path(definition: Definition, answers):
    """The path that `answers`, a dict as `answering.answers_in` returns it, leads to.

    In order: an answer off the path counts for nothing, also in the conditions after it. A page none of whose questions is
    asked is not shown.
    """
    pages: list[Page] = []
    asked: dict[str, tuple[Question, ...]] = {}
    kept: dict[str, object] = {}
    undecided = set()
    for page in definition.pages:
        if page.show_if and not page.show_if.holds(kept):
            continue
        here = []
        for question in page.questions:
            if question.show_if and not question.show_if.holds(kept):
                continue
            here.append(question)
            kept.update(_kept(question, answers))
            if question.name not in kept and question.name in definition.deciding:
                undecided.add(page.name)
        if not here and not page.exit:
            continue
        pages.append(page)
        asked[page.name] = tuple(here)
        if page.exit:
            break
    exits = bool(pages) and pages[-1].exit
    return Path(tuple(pages), asked, kept, exits, frozenset(undecided))


def _kept(question, answers):
    """What `answers` says to a question; words of one's own only where their choice is made."""
    if (answer := answers.get(question.name)) is None:
        return
    yield question.name, answer
    for name, _choice in others(question, answer):
        if name in answers:
            yield name, answers[name]


def route_of(definition, answers):
    """The first route whose answers these are, or None."""
    for route in definition.routes:
        if all(_fixed(answers.get(question)) == value for question, value in route.answers):
            return route
    return None


def audience(definition, answers):
    """The name of the first route whose answers these are, or ""."""
    route = route_of(definition, answers)
    return route.name if route else ""


def _fixed(answer):
    """An answer as a route holds it."""
    return tuple(answer) if isinstance(answer, list) else answer
