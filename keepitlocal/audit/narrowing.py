"""What the record is narrowed to: by whom, what was done, to what, and when."""

import datetime
import re

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.timezone import get_current_timezone

from keepitlocal import references
from keepitlocal.audit.deeds import ABOUT, DEEDS
from keepitlocal.audit.models import Entry, named

PORTAL = "portal"
ANY = ("", "Anything")


def officers():
    """Who can have done something: every officer, and the portal, which stands for the public and the clockwork."""
    found = get_user_model()._default_manager.order_by("name", "email")
    return [("", "Anybody"), (PORTAL, "The portal"), *((str(each.pk), str(each)) for each in found)]


def kinds():
    """The kinds of things that have a page at the desk."""
    shown = {model._meta.label_lower: str(model._meta.verbose_name_plural) for model in admin.site._registry if model != Entry}
    return [ANY, *sorted(((label, words.capitalize()) for label, words in shown.items()), key=lambda each: each[1])]


NAMED = re.compile(r"[a-z]+\.[a-z]+/\d{1,19}")


def keys_of(typed):
    """What the record may call the thing that somebody typed: by its reference, its kind and number, or as the record does."""
    if NAMED.fullmatch(typed.strip().lower()):
        return {typed.strip().lower()}
    words, _, pk = typed.lower().strip().rpartition(" ")
    found = {f"{model._meta.label_lower}/{pk}" for model in apps.get_models() if words == model._meta.verbose_name}
    return found or {named(thing) for thing in _called(references.tidy(typed))}


def _called(reference):
    """What people know by a reference."""
    for model in apps.get_models():
        if any(field.name == "reference" and field.unique for field in model._meta.concrete_fields):
            yield from model._base_manager.filter(reference=reference).only("pk")


class Narrowing(forms.Form):
    """The lines that are asked for. Where something cannot be made sense of there are none, and it says why."""

    by = forms.ChoiceField(label="Who did it", choices=officers, required=False)
    deed = forms.ChoiceField(
        label="What was done", choices=[ANY, *((name, label) for name, (label, _) in DEEDS.items())], required=False
    )
    kind = forms.ChoiceField(label="To what kind of thing", choices=kinds, required=False)
    thing = forms.CharField(
        label="To which", required=False, max_length=60, help_text="A reference, or a kind and number such as officer 12"
    )
    since = forms.DateField(label="From", required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="Up to and including", required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, data):
        super().__init__(data, label_suffix="")
        for name in ["since", "until"]:
            self.fields[name].error_messages["invalid"] = "Write a day as year, month and day: 2026-06-01."

    def clean_thing(self):
        """Its keys; none asks for everything."""
        typed = self.cleaned_data["thing"]
        if typed and not (keys := keys_of(typed)):
            raise ValidationError("Nothing is called that. Check the reference, or choose a kind of thing instead.")
        return sorted(keys) if typed else []

    def narrowed(self, entries):
        """Those of the entries that are asked for."""
        if not self.is_valid():
            return entries.none()
        for name, value in self.cleaned_data.items():
            if value:
                entries = entries.filter(_asked(name, value))
        is_of_days = self.cleaned_data["since"] or self.cleaned_data["until"]
        # Lines of long ago are found through their days, not by walking back to them.
        return entries.order_by("-at", "-pk") if is_of_days else entries

    @property
    def told(self):
        """What narrows it, for the record."""
        asked = self.cleaned_data if self.is_valid() else {}
        return [f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in asked.items() if value]


def _asked(name, value):
    if name == "by":
        return Q(by="" if value == PORTAL else f"{get_user_model()._meta.label_lower}/{value}")
    if name == "deed":
        done = Q(*(Q(did__startswith=words) for words in DEEDS[value][1]), _connector=Q.OR)
        return done & _asked("kind", ABOUT[value]) if value in ABOUT else done
    if name == "kind":
        return Q(thing__startswith=f"{value}/")
    if name == "thing":
        return Q(thing__in=value)
    hour = datetime.time.min if name == "since" else datetime.time.max
    moment = datetime.datetime.combine(value, hour, get_current_timezone())
    return Q(at__gte=moment) if name == "since" else Q(at__lte=moment)
