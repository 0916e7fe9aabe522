"""Whom a change of a survey touches: the responses that answered what it is about, and the drafts that say something to it."""

from collections import Counter

from django.db.models import Count

from survey.definition.changes import is_safe
from survey.definition.fields import names as boxes_of
from survey.models import ChoiceRow, NumberRow, Response, TextRow
from survey.models.surveys import definition


def sent(survey, questions, *, row=None, value=None):
    """The keys of the responses that were sent and answer one of these questions, in this row of a grid, or with this value."""
    about = {"item__survey": survey, "item__question__in": list(questions)}
    about |= {} if row is None else {"item__row": str(row)}
    chosen = {} if value is None else {"option__value": str(value)}
    found = [model.objects.filter(**about, **chosen).order_by().values("response") for model in (ChoiceRow, TextRow)]
    numbers = NumberRow.objects.filter(**about).order_by().values("response")
    if isinstance(value, str):
        return found[0].union(found[1])
    return found[0].union(found[1], numbers if value is None else numbers.filter(value=value))


def by_change(survey, changes):
    """For each change, how many of those that were sent, and how many of those being written, it touches: a list of pairs."""
    counted = {}
    for change in changes:
        about = _about(change)
        if about not in counted:
            counted[about] = sent(survey, change.questions, row=change.row, value=change.value).count()
    drafts = _drafts(survey, changes)
    return [(counted[_about(change)], drafts[_about(change)]) for change in changes]


def _about(change):
    return change.questions, change.row, change.value


def _drafts(survey, changes):
    """How many drafts say something to what each change is about."""
    found, abouts = Counter(), {_about(change) for change in changes}
    for version, says in _being_written(survey).values_list("version", "says").iterator():
        asked = definition(version).questions
        found.update(about for about in abouts if any(_says(asked[name], says, about) for name in about[0] if name in asked))
    return found


def _being_written(survey):
    return Response.objects.being_written().filter(survey=survey).order_by()


def _says(question, says, about):
    """Whether the boxes of a question say something to what a change is about."""
    _, row, value = about
    boxes = [f"{question.name}.{row}"] if row is not None else boxes_of(question)
    texts = [says.get(box, "") for box in boxes if value is None or not box.endswith(".words")]
    return any(texts) if value is None else any(str(value) in text.split() for text in texts)


def fates(survey, drafted):
    """What becomes of drafts once `drafted` is published: how many move on, and how many finish on which version."""
    moving, staying = 0, []
    numbers = dict(survey.versions.values_list("pk", "number"))
    for version, count in _being_written(survey).values_list("version").annotate(Count("pk")).order_by("version"):
        if is_safe(definition(version), drafted):
            moving += count
        else:
            staying.append((numbers[version], count))
    return moving, staying
