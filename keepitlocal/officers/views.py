"""Choosing a password, by an invitation, anew, or one's own; how one is told of what comes; and where too little came."""

from django.contrib import admin, messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.db import transaction
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse_lazy

from keepitlocal.audit.models import record
from keepitlocal.officers import coverage as covering
from keepitlocal.officers import forgotten
from keepitlocal.officers.failures import Failure
from keepitlocal.officers.forms import AddressForm, TellingForm
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.officers.signing_in import OwnPasswordForm
from keepitlocal.pace import paced

PAGE = "officers/choose_password.html"


def broken_link(request, mangled):
    """A link that a mail program bent. Answered 200: Django logs the address of every refusal, and this one may hold a token."""
    return render(request, PAGE, admin.site.each_context(request) | {"title": "This link does not work", "validlink": False})


class ChoosePassword(PasswordResetConfirmView):
    """Opening the link changes nothing, since mail scanners open links; the button sets the password and signs in."""

    template_name = PAGE
    post_reset_login = True
    success_url = reverse_lazy("admin:index")

    def get_user(self, uidb64):
        officer = super().get_user(uidb64)
        return officer if officer and officer.is_active else None

    @transaction.atomic
    def form_valid(self, form):
        record("chose a password", self.user, at=self.request.at, by=self.user)
        Failure.objects.of(Failure.of_password(self.user.email)).delete()
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        title = "Choose your password" if self.validlink else "This link does not work"
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs) | {"title": title}


class NewPassword(ChoosePassword):
    """In place of a forgotten one. The second factor stays as it is."""

    token_generator = forgotten.tokens


class ChangePassword(PasswordChangeView):
    """An officer's own, which they know. They stay signed in here, and nowhere else."""

    form_class = OwnPasswordForm
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("admin:password_change_done")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    @transaction.atomic
    def form_valid(self, form):
        record("chose a password", self.request.user, at=self.request.at, by=self.request.user)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs)


@paced
def forgotten_password(request):
    """Ask for the link. What is done, said and taken in time is the same whether or not there is such an officer."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    said = {"title": "Forgotten your password?", "form": form, "is_asked": form.is_valid()}
    if said["is_asked"]:
        forgotten.ask(form.cleaned_data["email"], at=request.at)
    return TemplateResponse(request, "officers/forgotten.html", admin.site.each_context(request) | said)


def telling(request):
    """How the officer who asks is told; nobody chooses for anybody else."""
    form = TellingForm(request.POST if request.method == "POST" else None, officer=request.user)
    if form.is_valid():
        request.user.choose_telling(form.cleaned_data, at=request.at)
        messages.success(request, "How you are told is saved.")
        return redirect("officers:telling")
    said = {"title": "How you are told", "form": form}
    return TemplateResponse(request, "officers/telling.html", admin.site.each_context(request) | said)


def coverage(request):
    """One table at a time, by its name in the address; the first where that names none."""
    offered = covering.offered(request.user)
    refuse_unless(offered is not None, request, "the coverage")
    chosen = next((each for each in offered if each.name == request.GET.get("of")), offered[0] if offered else None)
    table = chosen.table(request.at) if chosen else None
    said = {"title": "Coverage", "offered": offered, "chosen": chosen, "table": table, "thin": covering.THIN}
    return TemplateResponse(request, "officers/coverage.html", admin.site.each_context(request) | said)
