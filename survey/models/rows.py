"""What was answered, as narrow rows that can be counted: derived from a response's answers, and from nothing else."""

from dataclasses import dataclass

from django.db import connection, models

from survey.definition.fields import others
from survey.definition.questions import TYPED
from survey.models.registry import Item, Option


class Row(models.Model):
    """A part of what one response answers to one item."""

    response = models.ForeignKey("survey.Response", models.CASCADE, related_name="+", db_index=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def __str__(self):
        return f"row {self.pk} of response {self.response_id}"


class ChoiceRow(Row):
    """A choice that was made. `position`: its place in the answer from 1, which in a rank is its rank."""

    option = models.ForeignKey(Option, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["item", "option", "position"], name="survey_choicerow_counted")]


class NumberRow(Row):
    """A number that was given: of a number, a scale, or a grid whose columns are numbers."""

    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["item", "value"], name="survey_numberrow_counted")]


class TextRow(Row):
    """A text that was written: an answer, or words beside the choice `option`. A date is a text, such as 2018-07-13."""

    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["item", "option", "id"], name="survey_textrow_listed")]


@dataclass(frozen=True)
class Rows:
    """The rows of one response, as tuples: (item, option, position), (item, value), and (item, option or None, text)."""

    choices: list[tuple[int, int, int]]
    numbers: list[tuple[int, int]]
    texts: list[tuple[int, int | None, str]]


def rows_of(definition, registry, answers):
    """The rows that answers make, in the order of the questions; nothing of what is stored apart."""
    rows = Rows([], [], [])
    for name, question in definition.questions.items():
        if (answer := answers.get(name)) is None or question.apart:
            continue
        # In the order of the question: a database may keep a grid's answers in another.
        parts = [(row.value, answer[row.value]) for row in question.rows if row.value in answer] or [("", answer)]
        for row, value in parts:
            _add(rows, registry, registry.items[name, row], question, value)
        item = registry.items.get((name, ""))
        for words, choice in others(question, answer):
            if words in answers:
                rows.texts.append((item, registry.options[item, choice.value], answers[words]))
    return rows


def _add(rows, registry, item, question, value):
    if isinstance(value, int):
        rows.numbers.append((item, value))
    elif question.kind in TYPED:
        rows.texts.append((item, None, value))
    else:
        made = value if isinstance(value, list) else [value]
        rows.choices.extend((item, registry.options[item, each], position) for position, each in enumerate(made, 1))


MODELS = {
    "choices": (ChoiceRow, ["item_id", "option_id", "position"]),
    "numbers": (NumberRow, ["item_id", "value"]),
    "texts": (TextRow, ["item_id", "option_id", "text"]),
}


def write(response, rows):
    """Write the rows of the response of that key. By hand: there are some thirty, and models would cost four times as much."""
    with connection.cursor() as cursor:
        for name, (model, columns) in MODELS.items():
            if made := getattr(rows, name):
                into = ", ".join(["response_id", *columns])
                places = ", ".join([f"({', '.join(['%s'] * (len(columns) + 1))})"] * len(made))
                values = [value for row in made for value in (response, *row)]
                cursor.execute(f"INSERT INTO {model._meta.db_table} ({into}) VALUES {places}", values)


def clear(response):
    for model, _ in MODELS.values():
        model.objects.filter(response=response).delete()


def stored(response):
    """The rows that the response of that key has, in the order in which they were written."""
    return stored_by(response)[response]


def stored_by(*responses):
    """The rows that the responses of these keys have, by key, in the order in which they were written."""
    found = {key: Rows([], [], []) for key in responses}
    for name, (model, columns) in MODELS.items():
        written = model.objects.filter(response__in=responses).order_by("pk").values_list("response_id", *columns)
        for key, *row in written:
            getattr(found[key], name).append(tuple(row))
    return found
