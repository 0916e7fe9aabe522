"""Taking up an invitation, and choosing how to be told of what comes."""

from django.contrib import admin, messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse_lazy

from keepitlocal.audit.models import record
from keepitlocal.officers.forms import TellingForm

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
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        title = "Choose your password" if self.validlink else "This link does not work"
        return admin.site.each_context(self.request) | super().get_context_data(**kwargs) | {"title": title}


def telling(request):
    """How the officer who asks is told; nobody chooses for anybody else."""
    form = TellingForm(request.POST if request.method == "POST" else None, officer=request.user)
    if form.is_valid():
        request.user.choose_telling(form.cleaned_data, at=request.at)
        messages.success(request, "How you are told is saved.")
        return redirect("officers:telling")
    said = {"title": "How you are told", "form": form}
    return TemplateResponse(request, "officers/telling.html", admin.site.each_context(request) | said)
