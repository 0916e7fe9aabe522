"""Officers at the desk: leads invite them, put them in groups, and end their access. Nobody decides about themselves."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import format_html
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from keepitlocal import actions
from keepitlocal.officers.filters import Offered
from keepitlocal.officers.groups import GROUPS
from keepitlocal.officers.models import Officer

admin.site.unregister([Group, TOTPDevice, StaticDevice])  # groups are made in code, and nobody sees another's second factor


class OfficerForm(forms.ModelForm):
    groups = forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=GROUPS),
        widget=forms.CheckboxSelectMultiple,
        help_text="What each group may do is written in the guide to roles.",
    )

    class Meta:
        model = Officer
        fields = ["email", "name", "groups"]
        help_texts = {"email": "An invitation to choose a password goes there. It cannot be changed afterwards."}


@admin.register(Officer)
class OfficerAdmin(Offered):
    form = OfficerForm
    list_display = ["name", "email", "in_groups", "is_active", "last_login", "joined_at"]
    list_filter, search_fields = ["is_active", "groups"], ["name", "email"]
    fields = ["email", "name", "groups"]
    actions = ["invite_again", "let_in_again", "forget_second_factor", "deactivate", "reactivate"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="groups")
    def in_groups(self, officer):
        return ", ".join(group.name for group in officer.groups.all())

    @admin.display(description="how you are told")
    def telling(self, officer):
        return format_html('<a href="{}">Choose how you are told of what comes</a>', reverse("officers:telling"))

    def get_fields(self, request, officer=None):
        own = ["telling"] if officer == request.user else []
        return self.fields + (["is_active", "invitations", "last_login", "joined_at", *own] if officer else [])

    def get_readonly_fields(self, request, officer=None):
        if not officer:
            return []
        fixed = ["email", "is_active", "invitations", "last_login", "joined_at", "telling"]
        return fixed if officer.may_be_ruled_by(request.user) else [*fixed, "groups"]

    def has_change_permission(self, request, officer=None):
        """A superuser is changed by a superuser."""
        allowed = super().has_change_permission(request, officer)
        return allowed and not (officer and officer.is_superuser and not request.user.is_superuser)

    def has_delete_permission(self, request, officer=None):
        return False

    def save_model(self, request, officer, form, change):
        if not change:
            officer.joined_at = request.at
            officer.set_unusable_password()
            officer.save()
        elif "name" in form.changed_data:
            officer.rename(form.cleaned_data["name"], by=request.user, at=request.at)

    def save_related(self, request, form, formsets, change):
        """Groups are given, and a new officer invited, by verbs, which keep the record."""
        officer = form.instance
        if "groups" in form.changed_data:
            officer.assign(form.cleaned_data["groups"], by=request.user, at=request.at)
        if not change:
            officer.invite(by=request.user, at=request.at)

    @admin.action(description="Invite again", permissions=["change"])
    def invite_again(self, request, officers):
        actions.each_in_turn(self, request, officers, "invite")

    @admin.action(description="Let in again after a lock-out", permissions=["change"])
    def let_in_again(self, request, officers):
        actions.each_in_turn(self, request, officers, "let_in_again")

    @admin.action(description="Forget the second factor, and sign out everywhere", permissions=["change"])
    def forget_second_factor(self, request, officers):
        actions.each_in_turn(self, request, officers, "forget_second_factor")

    @admin.action(description="Deactivate, and sign out everywhere", permissions=["change"])
    def deactivate(self, request, officers):
        actions.each_in_turn(self, request, officers, "deactivate")

    @admin.action(description="Make active again, and invite", permissions=["change"])
    def reactivate(self, request, officers):
        actions.each_in_turn(self, request, officers, "reactivate")
