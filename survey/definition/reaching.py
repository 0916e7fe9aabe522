"""Whether any answers lead to every page and question: some that stand for all the others are tried on the rule of the path."""

import itertools
import math

from survey.definition.answering import called
from survey.definition.conditions import Op
from survey.definition.paths import path
from survey.definition.plain import places
from survey.definition.questions import Kind
from survey.definition.reader import LARGEST

MOST = 20_000  # answers that are tried for one page or question: with more, it counts as reached
STAYING = ()  # the place of what a path reaches that does not leave the survey


def unreachable(definition):
    """The pages and questions that no answers lead to, as pairs of place and sentence. Conditions must have no other fault."""
    pages, questions = places(definition)
    search = _Search(definition)
    for page in definition.pages:
        lost = [each for each in page.questions if not search.finds(questions[each.name], page, each.show_if)]
        if lost == list(page.questions) and not (page.exit and search.finds(pages[page.name], page)):
            yield pages[page.name], f"no answers lead to “{page.title}”. Change its condition, or take it away"
        else:
            for question in lost:
                yield questions[question.name], f"no answers lead to {called(question)}. Change its condition, or take it away"
    if not search.finds(STAYING):
        yield ("pages",), "all answers lead out of the survey. Change the condition of an exit, or take one away"


class _Search:
    """What the answers tried so far have led to, and which tests they decided in every way there is."""

    def __init__(self, definition):
        self.definition = definition
        self.found, self.decided = set(), set()
        self.pages, self.questions = places(definition)
        # Nobody gets past a required question without an answer, whether or not anything depends on it.
        self.required = {name: _stand_ins(each, ())[0] for name, each in definition.questions.items() if each.required}

    def finds(self, place, page=None, *conditions):
        """Whether any answers lead to a place on a page: past every exit before it, and where its conditions hold."""
        before = itertools.takewhile(lambda each: each != page, self.definition.pages)
        conditions = [*(each.show_if for each in before if each.exit), page and page.show_if, *conditions]
        tests = self._deciding([each for each in conditions if each])
        if place in self.found or tests in self.decided:
            return place in self.found
        by_question = {name: list(each) for name, each in itertools.groupby(sorted(tests, key=_name), key=_name)}
        tried = [_stand_ins(self.definition.questions[name], each) for name, each in by_question.items()]
        if math.prod(map(len, tried)) > MOST:
            return True
        for answers in itertools.product(*tried):
            self._walk({name: answer for name, answer in zip(by_question, answers, strict=True) if answer is not None})
            if place in self.found:
                return True
        self.decided.add(tests)
        return False

    def _deciding(self, conditions):
        """The tests that decide whether conditions hold, and whether the questions that they look at are asked, and so on."""
        found, unread = set(), [test for each in conditions for test in each.tests()]
        while unread:
            if (test := unread.pop()) in found:
                continue
            found.add(test)
            for each in [self.definition.page_of[test.question], self.definition.questions[test.question]]:
                unread += each.show_if.tests() if each.show_if else ()
        return frozenset(found)

    def _walk(self, answers):
        walked = path(self.definition, self.required | answers)
        self.found.update(self.pages[name] for name in walked.names)
        self.found.update(self.questions[name] for name in walked.questions)
        if not walked.exits:
            self.found.add(STAYING)


def _name(test):
    return test.question


def _stand_ins(question, tests):
    """Answers to a question, no answer among them, one for each way in which these tests of it can come out together."""
    answers = list(itertools.islice(_answers(question, tests), MOST + 1))
    if len(answers) > MOST:
        return answers
    told = {}
    for answer in answers:
        told.setdefault(tuple(test.holds({question.name: answer}) for test in tests), answer)
    return list(told.values())


def _answers(question, tests):
    if not question.required:
        yield None
    if question.kind in {Kind.ONE, Kind.YES_NO, Kind.SCALE}:
        yield from question.choice
    elif question.kind in {Kind.MANY, Kind.RANK}:
        listing = [test.value for test in tests if test.op in {Op.IN, Op.NOT_IN}]
        alike = {tuple(value in listed for listed in listing): value for value in question.choice}
        most = max(len(listing), 1)  # no more choices are needed than one for each test
        for size in range(1, min(question.top or most, most) + 1):
            yield from map(list, itertools.combinations(alike.values(), size))
    elif question.kind == Kind.NUMBER:
        low = -LARGEST if question.min is None else question.min
        high = LARGEST if question.max is None else question.max
        bounds = [test.value for test in tests if test.op in {Op.LESS, Op.MORE}]
        near = {low, high, -1, 0, *(bound + step for bound in bounds for step in (-1, 0, 1))}
        yield from sorted(each for each in near if low <= each <= high)
    else:
        yield True
