"""How many rows say what, straight from the narrow rows: one statement, and so one moment. Kept until anybody sends again."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, F, Sum, Value

from survey.models import ChoiceRow, NumberRow, Response, Status, TextRow

SENT, ERASED, CHOICES, NUMBERS, TEXTS = range(5)
_kept = {}  # in this process, by survey and items: the tallies, with the state in which they were taken
MOST = 256  # of those that are kept
COLUMNS = ["source", "of", "what", "place", "count"]


def _number(value):
    return Value(value, output_field=BigIntegerField())


NOTHING = _number(0)


@dataclass(frozen=True)
class Tallies:
    """Dicts by an item's key: `choices` of (option, position), `numbers` of value, `texts` of option or None, to how many.

    `courses`: how many took each, by its key.
    """

    courses: dict[int, int]
    choices: dict[int, dict[tuple[int, int], int]]
    numbers: dict[int, dict[int, int]]
    texts: dict[int, dict[int | None, int]]


def taken(survey, items):
    """The tallies of the items of these keys, as they are now.

    What they were taken from changes when somebody sends, sends again, or is erased. Each of these raises how often was sent in
    all, or how many are erased, and nothing lowers either: the same state never comes twice.
    """
    key = survey.pk, tuple(items)
    state, tallies = _kept.get(key, (None, None))
    if state is None or state != _state(_together(_sendings(survey))):
        lines = _together([*_sendings(survey), *_rows(items)])
        state, tallies = _state(lines), _read(lines)
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = state, tallies
    return tallies


def _state(lines):
    return frozenset(line for line in lines if line[0] in {SENT, ERASED})


def _together(grouped):
    first, *others = grouped
    return list(first.union(*others, all=True))


def _sendings(survey):
    """How many took each course, and how often they sent."""
    responses = Response.objects.filter(survey=survey)
    return [
        _grouped(source, responses.filter(status=status), of=F("course"), place=NOTHING, what=Sum("number"))
        for source, status in [(SENT, Status.SENT), (ERASED, Status.ERASED)]
    ]


def _rows(items):
    choices, numbers, texts = (model.objects.filter(item__in=items) for model in (ChoiceRow, NumberRow, TextRow))
    return [
        _grouped(CHOICES, choices, of=F("item"), what=F("option"), place=F("position")),
        _grouped(NUMBERS, numbers, of=F("item"), what=F("value"), place=NOTHING),
        _grouped(TEXTS, texts, of=F("item"), what=F("option"), place=NOTHING),
    ]


def _grouped(source, rows, **columns):
    """Lines of the source, the columns, and how many there are of these; a sum is of all of them."""
    sums = {name: each for name, each in columns.items() if isinstance(each, Sum)}
    by = {"source": _number(source)} | {name: each for name, each in columns.items() if name not in sums}
    return rows.order_by().annotate(**by).values(*by).annotate(**sums, count=Count("*")).values_list(*COLUMNS)


def _read(lines):
    found = {source: defaultdict(dict) for source in (CHOICES, NUMBERS, TEXTS)}
    courses = {}
    for source, of, what, place, count in lines:
        if source == SENT:
            courses[of] = count
        elif source != ERASED:
            found[source][of][(what, place) if source == CHOICES else what] = count
    return Tallies(courses, *found.values())


forget = _kept.clear
