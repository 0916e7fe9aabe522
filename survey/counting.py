"""What people answered, over all versions of a survey, and why an answer is missing where one is."""

from dataclasses import dataclass, field

from survey import tallies
from survey.definition import UNSURE, Choice, Kind, Question
from survey.models import Course, registry
from survey.models.surveys import definition


@dataclass
class Asked:
    """A question, or one row of a grid, as the latest version that asked it words it. `offered`: every choice there ever was."""

    question: Question
    row: Choice | None
    versions: list[int] = field(default_factory=list)  # the keys of those that ask it
    offered: dict[str | int, Choice] = field(default_factory=dict)

    @property
    def key(self):
        """What the registry knows it by."""
        return self.question.name, str(self.row.value) if self.row else ""


@dataclass(frozen=True)
class Answer:
    """One answer, and how many gave it. `places`: of a rank, how many gave it which place, from the first on."""

    label: str
    value: str | int
    count: int
    places: tuple[int, ...] = ()
    with_words: int = 0


@dataclass(frozen=True)
class Counted:
    """What became of a question, or of a grid's row. Every response that was sent is in exactly one of the four counts."""

    asked: Asked
    answered: int
    left_empty: int
    off_path: int  # its version asks it, and the answers before led past it
    not_asked: int  # its version does not ask it, or keeps it apart
    answers: tuple[Answer, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()  # pairs of a number and how many gave it, in order; "not sure" has no size

    @property
    def question(self):
        return self.asked.question

    @property
    def sent(self):
        return self.answered + self.left_empty + self.off_path + self.not_asked

    @property
    def sized(self):
        return sum(count for _, count in self.sizes)

    @property
    def mean(self):
        return sum(value * count for value, count in self.sizes) / self.sized if self.sized else None

    @property
    def median(self):
        """The number in the middle, or what lies half way between the two there."""
        if not self.sized:
            return None
        low, high = (self._at(place) for place in ((self.sized - 1) // 2, self.sized // 2))
        return low if low == high else (low + high) / 2

    def _at(self, place):
        before = 0
        for value, count in self.sizes:
            before += count
            if place < before:
                return value
        raise IndexError(place)


def ever_asked(definitions, name=None):
    """Every question that definitions ask and do not keep apart, or the one of that name, as Asked; a grid row by row.

    `definitions`: a dict of versions' keys to them, oldest first. In order of first appearance.
    """
    found = {}
    for key, each in definitions.items():
        for question in each.questions.values():
            if question.apart or name not in {None, question.name}:
                continue
            for row in question.rows or [None]:
                asked = found.setdefault((question.name, row and row.value), Asked(question, row))
                asked.question, asked.row = question, row
                asked.versions.append(key)
                asked.offered |= question.choice
    return [*found.values()]


def counted(survey, name=None):
    """What became of every question ever asked, or of the one of that name: a list of Counted, in order of first appearance.

    Nothing of what is kept apart is in it.
    """
    versions = survey.versions.order_by("number").values_list("pk", flat=True)
    asked = ever_asked({key: definition(key) for key in versions}, name)
    if not asked:
        return []
    known = registry.of(survey.latest_id)
    found = tallies.taken(survey, [known.items[each.key] for each in asked])
    courses = Course.objects.filter(pk__in=found.courses).values_list("version", "questions", "pk")
    taken = [(version, set(questions), found.courses[key]) for version, questions, key in courses]
    return [_became(each, known, found, taken) for each in asked]


def _became(asked, known, found, taken):
    item = known.items[asked.key]
    choices, numbers, texts = found.choices.get(item, {}), found.numbers.get(item, {}), found.texts.get(item, {})
    # Whoever chose anything chose something first.
    answered = sum(count for (_, place), count in choices.items() if place == 1) + sum(numbers.values()) + texts.get(None, 0)
    its_own = [(asked.question.name in questions, count) for version, questions, count in taken if version in asked.versions]
    on_path = sum(count for is_asked, count in its_own if is_asked)
    return Counted(
        asked,
        answered=answered,
        left_empty=on_path - answered,
        off_path=sum(count for is_asked, count in its_own if not is_asked),
        not_asked=sum(count for version, _, count in taken if version not in asked.versions),
        answers=tuple(_answers(asked, known, item, choices, numbers, texts)),
        sizes=_sizes(asked.question, numbers),
    )


def _answers(asked, known, item, choices, numbers, texts):
    """Each answer that was ever offered, in order of first appearance, and how many gave it."""
    ranks = range(1, asked.question.top + 1)
    for value, choice in asked.offered.items():
        label = choice.label or str(value)
        if value not in asked.question.choice:
            label += " (no longer offered)"
        if isinstance(value, int):
            yield Answer(label, value, numbers.get(value, 0))
            continue
        option = known.options[item, value]
        count = sum(count for (which, _), count in choices.items() if which == option)
        yield Answer(label, value, count, tuple(choices.get((option, place), 0) for place in ranks), texts.get(option, 0))


def _sizes(question, numbers):
    return tuple((value, count) for value, count in sorted(numbers.items()) if not _is_unsure(question, value))


def _is_unsure(question, value):
    return value == UNSURE and question.kind != Kind.NUMBER
