"""Calls at the desk: their words, windows and questions."""

from django import forms
from django.contrib import admin
from django.db import models

from evidence.models import Call, PublicationChoice, Question, RespondentType, Section
from keepitlocal import actions
from keepitlocal.extending import Extending
from keepitlocal.officers.filters import Offered


class Labelled(forms.BaseInlineFormSet):
    """Rows beside each other, each of whose fields says what it is: the heading of a column is no label."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = field.label


class SectionInline(admin.TabularInline):
    model = Section
    formset = Labelled
    extra = 0
    fields = ["number", "title"]
    show_change_link = True
    verbose_name_plural = "sections (save, then open one to edit its questions)"


class RespondentTypeInline(admin.TabularInline):
    model = RespondentType
    formset = Labelled
    extra = 0
    formfield_overrides = {models.CharField: {"widget": forms.TextInput(attrs={"size": 22})}}  # the five fit beside each other
    verbose_name_plural = "types of respondent"


class PublicationChoiceInline(admin.StackedInline):
    model = PublicationChoice
    extra = 0


class QuestionInline(admin.StackedInline):
    model = Question
    extra = 0
    verbose_name_plural = "questions (one that has answers can be retired, not deleted)"


class ContentAdmin(Offered):
    """Whatever is saved here changes what a call shows."""

    def save_related(self, request, form, formsets, change):
        """Comes last of a saving, also when only the related rows were touched."""
        super().save_related(request, form, formsets, change)
        self.call_of(form.instance).changed(by=request.user, at=request.at)


@admin.register(Call)
class CallAdmin(Extending, ContentAdmin):
    list_display = ["title", "opens_at", "closes", "published_at", "stamp"]
    inlines = [SectionInline, RespondentTypeInline, PublicationChoiceInline]
    actions = ["publish", "extend"]

    def call_of(self, call):
        return call

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["title", "slug", "reference_prefix", "summary", "how_long", "afterwards"]}),
            self.window(request, obj),
            ("Words", {"fields": ["introduction", "particular_interests", "advice", "next_steps"]}),
        ]

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request, calls):
        actions.each_in_turn(self, request, calls, "publish")


@admin.register(Section)
class SectionAdmin(ContentAdmin):
    """Reached from its call."""

    inlines = [QuestionInline]
    fields = ["call", "number", "title", "introduction"]
    readonly_fields = ["call"]

    def call_of(self, section):
        return section.call

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
