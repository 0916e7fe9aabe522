"""Calls at the desk: their words, windows and questions."""

from django import forms
from django.contrib import admin
from django.db import models

from evidence.models import Call, PublicationChoice, Question, RespondentType, Section
from keepitlocal import actions
from keepitlocal.moment_field import MomentField

WHEN = "A day, and a time if you mean one (UK time)."


class CallForm(forms.ModelForm):
    opens_at = MomentField(label="Opens", ends=False, help_text=f"{WHEN} A day alone opens it as the day begins.")
    closes_at = MomentField(label="Closes", ends=True, help_text=f"{WHEN} A day alone keeps it open to the end of that day.")

    def clean_closes_at(self):
        """People were told when a published call closes: it can close later than that, never earlier."""
        closes_at = self.cleaned_data["closes_at"]
        if self.instance.published_at and closes_at < self.instance.closes_at:
            raise forms.ValidationError("People were told that it closes later than this. It can only be made longer.")
        return closes_at


class SectionInline(admin.TabularInline):
    model = Section
    extra = 0
    fields = ["number", "title"]
    show_change_link = True
    verbose_name_plural = "sections (save, then open one to edit its questions)"


class RespondentTypeInline(admin.TabularInline):
    model = RespondentType
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


class ContentAdmin(admin.ModelAdmin):
    """Whatever is saved here changes what a call shows."""

    def save_related(self, request, form, formsets, change):
        """Comes last of a saving, also when only the related rows were touched."""
        super().save_related(request, form, formsets, change)
        self.call_of(form.instance).changed(by=request.user, at=request.at)


@admin.register(Call)
class CallAdmin(ContentAdmin):
    form = CallForm
    list_display = ["title", "opens_at", "closes_at", "published_at", "version"]
    inlines = [SectionInline, RespondentTypeInline, PublicationChoiceInline]
    prepopulated_fields = {"slug": ["title"]}
    actions = ["publish"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "reference_prefix", "summary"]}),
        ("Window", {"fields": ["opens_at", "closes_at", "grace_minutes"]}),
        ("Words", {"fields": ["introduction", "particular_interests", "advice", "next_steps"]}),
    ]

    def call_of(self, call):
        return call

    def get_readonly_fields(self, request, obj=None):
        """People have the address of a published call, and quote its references; only leads say when it closes."""
        if not obj or not obj.published_at:
            return []
        window = [] if self.has_publish_permission(request) else ["opens_at", "closes_at", "grace_minutes"]
        return ["slug", "reference_prefix", *window]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj and obj.published_at else self.prepopulated_fields

    def has_delete_permission(self, request, obj=None):
        return False

    def has_publish_permission(self, request):
        return request.user.has_perm("evidence.publish_call")

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
