"""Windows at the desk: when something opens and closes, and extending what is published, with the reason people are shown."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse

from keepitlocal import actions
from keepitlocal.audit.models import record
from keepitlocal.moment_field import MomentField
from keepitlocal.officers.filters import Offered
from keepitlocal.templatetags.moments import deadline
from keepitlocal.windows import Window

WHEN = "A day, and a time if you mean one (UK time)."
LONGEST_WHY = Window._meta.get_field("extended_why").max_length


class WindowForm(forms.ModelForm):
    """The form of something with a window and `is_published`."""

    opens_at = MomentField(label="Opens", ends=False, help_text=f"{WHEN} A day alone opens it as the day begins.")
    closes_at = MomentField(label="Closes", ends=True, help_text=f"{WHEN} A day alone keeps it open to the end of that day.")

    def clean_opens_at(self):
        """The close of what is published is not on the form, which so cannot compare the two."""
        opens_at = self.cleaned_data["opens_at"]
        if self.instance.is_published and opens_at >= self.instance.closes_at:
            raise forms.ValidationError("It must open before it closes.")
        return opens_at

    def clean_grace_minutes(self):
        """People were told how long the grace is."""
        grace = self.cleaned_data["grace_minutes"]
        if self.instance.is_published and grace < self.instance.grace_minutes:
            raise forms.ValidationError(f"People were told {self.instance.grace_minutes} minutes. It can only be made longer.")
        return grace


class ExtendForm(forms.Form):
    required_css_class = "required"  # bold, as everywhere at the desk

    until = MomentField(label="New close", ends=True, help_text=f"{WHEN} A day alone keeps it open to the end of that day.")
    why = forms.CharField(
        label="Reason",
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 3, "cols": 60}),
        help_text=f"Everybody is shown it, as you write it here: one or two sentences, up to {LONGEST_WHY} characters.",
    )


class Extending(Offered):
    """A desk of what has a window: published, it closes later only by being extended, by those who may publish it."""

    form = WindowForm
    change_form_template = "officers/desk_window.html"
    prepopulated_fields = {"slug": ["title"]}

    @property
    def called(self):
        """What the address calls the thing."""
        return self.opts.model_name

    def address(self, name, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.called}_{name}", args=args)

    def get_urls(self):
        page = self.admin_site.admin_view(self.extend_view)
        return [path("extend/", page, name=f"{self.opts.app_label}_{self.called}_extend"), *super().get_urls()]

    def has_publish_permission(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.called}")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """People have the address of what is published, quote its references, and were told when it closes."""
        if not obj or not obj.is_published:
            return []
        window = [] if self.has_publish_permission(request) else ["opens_at", "grace_minutes"]
        return ["slug", "reference_prefix", "closes_at", "closes", "extended", *window]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj and obj.is_published else self.prepopulated_fields

    def window(self, request, obj):
        """The fieldset of the window: the close of what is published is told in words."""
        is_published = bool(obj and obj.is_published)
        closes = ["closes", "extended"] if is_published else ["closes_at"]
        said = {"fields": ["opens_at", *closes, "grace_minutes"]}
        if is_published and self.has_publish_permission(request):
            said["description"] = "For a later close, press Extend above."
        return "Window", said

    @admin.display(ordering="closes_at")
    def closes(self, thing):
        return deadline(thing.closes_at)

    @admin.display
    def extended(self, thing):
        return f"From {deadline(thing.extended_from)}. {thing.extended_why}" if thing.extended_from else "No"

    def save_model(self, request, thing, form, change):
        """Write what was on the form and nothing else: an extension made in the meantime stands."""
        thing.save(update_fields=list(form.cleaned_data) if change else None)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and obj.is_published and self.has_publish_permission(request):
            context["extend_address"] = f"{self.address('extend')}?{self.called}={obj.pk}"
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.action(description="Extend", permissions=["publish"])
    def extend(self, request, things):
        """Choose the new close, on a page of its own."""
        chosen = QueryDict(mutable=True)
        chosen.setlist(self.called, things.values_list("pk", flat=True))
        return HttpResponseRedirect(f"{self.address('extend')}?{chosen.urlencode()}")

    def extend_view(self, request):
        """Extend each that the address names. Those refused stay on the page, with the reason and what was typed."""
        things = self._named(request)
        if not self.has_publish_permission(request):
            for thing in things:
                record("was refused", thing, at=request.at, by=request.user)
            raise PermissionDenied
        if not things:
            raise Http404
        form = ExtendForm(request.POST or None, label_suffix="")
        if form.is_valid():
            done = actions.each_in_turn(self, request, things, "extend", **form.cleaned_data)
            if len(done) == len(things):
                return HttpResponseRedirect(self._after(things))
            things = [thing for thing in things if thing not in done]
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Extend",
            "list_address": self.address("changelist"),
            "form": form,
            "media": self.media + form.media,
            "things": [(thing, self.address("change", thing.pk), thing.phase(request.at)) for thing in things],
        }
        return TemplateResponse(request, "officers/desk_extend.html", said)

    def _named(self, request):
        """What the address names, soonest to close first."""
        keys = [key for key in request.GET.getlist(self.called) if key.isdecimal() and len(key) < 10]
        return list(self.model._default_manager.filter(pk__in=keys))

    def _after(self, things):
        """Where to go when they are extended: to the one, or to the list."""
        return self.address("change", things[0].pk) if len(things) == 1 else self.address("changelist")
