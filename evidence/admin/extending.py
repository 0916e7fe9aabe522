"""Extending calls at the desk: one page for one call or several, with the new close and the reason that people are shown."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse

from evidence.models import Call
from keepitlocal import actions
from keepitlocal.audit.models import record
from keepitlocal.moment_field import MomentField

LONGEST_WHY = Call._meta.get_field("extended_why").max_length


class ExtendForm(forms.Form):
    required_css_class = "required"  # bold, as everywhere at the desk

    until = MomentField(
        label="New close",
        ends=True,
        help_text="A day, and a time if you mean one (UK time). A day alone keeps it open to the end of that day.",
    )
    why = forms.CharField(
        label="Reason",
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 3, "cols": 60}),
        help_text=f"Everybody is shown it, as you write it here: one or two sentences, up to {LONGEST_WHY} characters.",
    )


class Extending(admin.ModelAdmin):
    """A desk whose calls can be extended, by those who may publish them."""

    change_form_template = "evidence/desk_call.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.extend_view)
        return [path("extend/", page, name="evidence_call_extend"), *super().get_urls()]

    def has_publish_permission(self, request):
        return request.user.has_perm("evidence.publish_call")

    @admin.action(description="Extend", permissions=["publish"])
    def extend(self, request, calls):
        """Choose the new close, on a page of its own."""
        chosen = QueryDict(mutable=True)
        chosen.setlist("call", calls.values_list("pk", flat=True))
        return HttpResponseRedirect(f"{reverse('admin:evidence_call_extend')}?{chosen.urlencode()}")

    def extend_view(self, request):
        """Extend each of the calls that the address names. Those refused stay on the page, with the reason and what was typed."""
        calls = _named(request)
        if not self.has_publish_permission(request):
            for call in calls:
                record("was refused", call, at=request.at, by=request.user)
            raise PermissionDenied
        if not calls:
            raise Http404
        form = ExtendForm(request.POST or None, label_suffix="")
        if form.is_valid():
            done = actions.each_in_turn(self, request, calls, "extend", **form.cleaned_data)
            if len(done) == len(calls):
                return HttpResponseRedirect(_after(calls))
            calls = [call for call in calls if call not in done]
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Extend",
            "form": form,
            "media": self.media + form.media,
            "calls": [(call, call.phase(request.at)) for call in calls],
        }
        return TemplateResponse(request, "evidence/desk_extend.html", said)


def _named(request):
    """The calls that the address names, soonest to close first."""
    keys = [key for key in request.GET.getlist("call") if key.isdecimal() and len(key) < 10]
    return list(Call.objects.filter(pk__in=keys))


def _after(calls):
    """Where to go when they are extended: to the call, or to the list."""
    one = len(calls) == 1
    return reverse("admin:evidence_call_change", args=[calls[0].pk]) if one else reverse("admin:evidence_call_changelist")
