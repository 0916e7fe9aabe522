"""Calls at the desk: their words, windows and questions."""

from django import forms
from django.contrib import admin
from django.db import models

from evidence.admin.extending import Extending
from evidence.models import Call, PublicationChoice, Question, RespondentType, Section
from keepitlocal import actions
from keepitlocal.moment_field import MomentField
from keepitlocal.templatetags.moments import deadline

WHEN = "A day, and a time if you mean one (UK time)."


class CallForm(forms.ModelForm):
    opens_at = MomentField(label="Opens", ends=False, help_text=f"{WHEN} A day alone opens it as the day begins.")
    closes_at = MomentField(label="Closes", ends=True, help_text=f"{WHEN} A day alone keeps it open to the end of that day.")

    def clean_opens_at(self):
        """The close of a published call is not on the form, which so cannot compare the two."""
        opens_at = self.cleaned_data["opens_at"]
        if self.instance.published_at and opens_at >= self.instance.closes_at:
            raise forms.ValidationError("It must open before it closes.")
        return opens_at

    def clean_grace_minutes(self):
        """People were told how long a published call's grace is."""
        grace = self.cleaned_data["grace_minutes"]
        if self.instance.published_at and grace < self.instance.grace_minutes:
            raise forms.ValidationError(f"People were told {self.instance.grace_minutes} minutes. It can only be made longer.")
        return grace


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
class CallAdmin(Extending, ContentAdmin):
    form = CallForm
    list_display = ["title", "opens_at", "closes", "published_at", "version"]
    inlines = [SectionInline, RespondentTypeInline, PublicationChoiceInline]
    prepopulated_fields = {"slug": ["title"]}
    actions = ["publish", "extend"]

    def call_of(self, call):
        return call

    def get_readonly_fields(self, request, obj=None):
        """People have the address of a published call, quote its references, and were told when it closes."""
        if not obj or not obj.published_at:
            return []
        window = [] if self.has_publish_permission(request) else ["opens_at", "grace_minutes"]
        return ["slug", "reference_prefix", "closes_at", "closes", "extended", *window]

    def get_fieldsets(self, request, obj=None):
        """A published call closes later only by being extended, so its close is told in words."""
        is_published = bool(obj and obj.published_at)
        closes = ["closes", "extended"] if is_published else ["closes_at"]
        window = {"fields": ["opens_at", *closes, "grace_minutes"]}
        if is_published and self.has_publish_permission(request):
            window["description"] = "For a later close, press Extend above."
        return [
            (None, {"fields": ["title", "slug", "reference_prefix", "summary"]}),
            ("Window", window),
            ("Words", {"fields": ["introduction", "particular_interests", "advice", "next_steps"]}),
        ]

    @admin.display(ordering="closes_at")
    def closes(self, call):
        return deadline(call.closes_at)

    @admin.display
    def extended(self, call):
        return f"From {deadline(call.extended_from)}. {call.extended_why}" if call.extended_from else "No"

    def save_model(self, request, call, form, change):
        """Write what was on the form and nothing else: an extension made in the meantime stands."""
        call.save(update_fields=list(form.cleaned_data) if change else None)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj and obj.published_at else self.prepopulated_fields

    def has_delete_permission(self, request, obj=None):
        return False

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
