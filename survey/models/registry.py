"""What every version of a survey has ever asked, and offered: each is entered once, and means that for good."""

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.db import models

from survey.definition.questions import CLOSED, Kind


class Item(models.Model):
    """What one row of an answer answers: a question, or one row of a grid."""

    survey = models.ForeignKey("survey.Survey", models.PROTECT, related_name="items")
    question = models.CharField(max_length=40)
    row = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("survey", "question", "row", name="survey_item_once")]

    def __str__(self):
        return f"{self.question}.{self.row}" if self.row else self.question


class Option(models.Model):
    """What can be chosen there."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="options")
    value = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint("item", "value", name="survey_option_once")]

    def __str__(self):
        return f"{self.item}: {self.value}"


@dataclass(frozen=True)
class Registry:
    """The keys of a survey's items and options: `items` by question and row, `options` by an item's key and a value."""

    items: dict[tuple[str, str], int]
    options: dict[tuple[int, str], int]


def entries(definition):
    """What a definition asks and offers, as pairs of a question and row, and the values that are chosen there by name.

    Values that are numbers are counted as numbers, and are not entered. What is stored apart has no rows.
    """
    for question in definition.questions.values():
        if question.apart:
            continue
        values = [each.value for each in question.choices if isinstance(each.value, str)] if question.kind in CLOSED else []
        rows = [str(row.value) for row in question.rows] if question.kind == Kind.GRID else [""]
        for row in rows:
            yield (question.name, row), values


def enter(version):
    """Enter whatever a version asks or offers for the first time."""
    found = list(entries(version.definition))
    Item.objects.bulk_create(
        [Item(survey_id=version.survey_id, question=question, row=row) for (question, row), _ in found], ignore_conflicts=True
    )
    items = _items(version.survey_id)
    Option.objects.bulk_create(
        [Option(item_id=items[key], value=value) for key, values in found for value in values], ignore_conflicts=True
    )


def _items(survey):
    return {(question, row): pk for pk, question, row in Item.objects.filter(survey=survey).values_list("pk", "question", "row")}


@lru_cache(maxsize=256)
def of(version):
    """The registry as it was when the version of that key was published, or later: what is entered stays."""
    survey = apps.get_model("survey", "Version").objects.values_list("survey", flat=True).get(pk=version)
    options = Option.objects.filter(item__survey=survey).values_list("pk", "item", "value")
    return Registry(_items(survey), {(item, value): pk for pk, item, value in options})


forget = of.cache_clear
