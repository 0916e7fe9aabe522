"""A different unguessable word in every field that says something: wherever one turns up, it is known where it came from."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils.crypto import get_random_string

from keepitlocal.tests.seen_in_public import KEPT, SEEN

LETTERS = "bcdfghjkmnpqrstvwxz"
WORD = re.compile(rf"zq[{LETTERS}]{{12}}")
SAYS = (models.CharField, models.TextField, models.JSONField, models.FileField)
# A code that nobody can guess is a word itself.
UNGUESSABLE = re.compile(r"(?=[a-f-]*\d)[\w-]{20,}")
# Rows that the code makes, and that say nothing of anybody.
MADE_IN_CODE = {ContentType, Permission}


@dataclass(frozen=True)
class Place:
    """Where a word stands."""

    model: type
    key: object
    field: str

    def __str__(self):
        return f"{self.model._meta.label}.{self.field} of {self.key}"


def word():
    return "zq" + get_random_string(12, LETTERS)


def sown_models():
    """Every model whose rows say something. One that is new is among them."""
    return [each for each in apps.get_models() if each not in MADE_IN_CODE and not each._meta.proxy and fields_of(each)]


def fields_of(model):
    """The names of its fields that say something: text of any kind, but for one of a few choices."""
    return [
        each.name
        for each in model._meta.concrete_fields
        if isinstance(each, SAYS) and not each.choices and not each.is_relation and not isinstance(each, models.GeneratedField)
    ]


def sow():
    """Put words into every row there is. Returns a dict of word to its `Place`."""
    return {each: place for model in sown_models() for row in model._base_manager.all() for each, place in sown(row)}


def sown(row):
    """Each word that a row has by now, and where. A field that the database would have empty stays so."""
    model = type(row)
    for name in fields_of(model):
        place, value = Place(model, row.pk, name), getattr(row, name)
        if name in KEPT.get(model._meta.label, ()):
            yield from ((each, place) for each in UNGUESSABLE.findall(str(value)))
            continue
        new = word()
        said = with_word(model._meta.get_field(name), value, new)
        if said is not None and put(row, name, said):
            yield new, place


def put(row, name, said):
    try:
        with transaction.atomic():
            return type(row)._base_manager.filter(pk=row.pk).update(**{name: said})
    except IntegrityError:
        return False


def with_word(field, value, new):
    """What a field says with a word in it; None where there is no place for one."""
    if isinstance(field, models.JSONField):
        found = in_sentences(value, new)
        return found if found != value else {"said": new} if value in ({}, None) else None
    if isinstance(field, models.EmailField):
        return f"{new}@example.org"
    return new


def in_sentences(value, new):
    """JSON with a word behind every sentence of it, and in every address. What else has no space is a name or a code."""
    if isinstance(value, dict):
        return {key: in_sentences(each, new) for key, each in value.items()}
    if isinstance(value, list):
        return [in_sentences(each, new) for each in value]
    if isinstance(value, str) and "@" in value:
        return f"{new}@example.org"
    return f"{value} {new}" if isinstance(value, str) and " " in value else value


def seen(words, rules=SEEN):
    """Of these words, those that may be seen as things are now: by everybody, unless other rules say by whom."""
    shown = {}
    for label, of_model in rules.items():
        for rule in of_model:
            keys = set(apps.get_model(label)._base_manager.filter(rule.when).values_list("pk", flat=True))
            for name in rule.fields.split():
                shown.setdefault((label, name), set()).update(keys)
    return {each for each, place in words.items() if place.key in shown.get((place.model._meta.label, place.field), ())}
