"""Entering evidence for whoever sent it by post or e-mail: typed in on a long page, looked at, and entered."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from evidence import attaching
from evidence.admin.enter_form import EnterForm
from evidence.entering import EnteredAlready, NotAttached, enter
from evidence.forms import DocumentsForm
from evidence.models import Call, Channel, Submission
from keepitlocal.documents.receiving import Receiver
from keepitlocal.drafts import holding
from keepitlocal.lifecycle import NotReady
from keepitlocal.officers.filters import ChoiceFilter
from keepitlocal.officers.refusing import refuse_unless

BACK, ENTER = "Go back and correct", "Enter"  # what the buttons say that follow "Check"


class CameFilter(ChoiceFilter):
    title, parameter_name = "how it came", "came"

    def lookups(self, request, desk):
        return [*Channel.choices, ("late", "Late")]

    def queryset(self, request, rows):
        if self.value() == "late":
            return rows.late()
        return rows.filter(channel=self.value()) if self.value() else rows


class Entering(admin.ModelAdmin):
    """A desk at which evidence is entered for whoever sent it, by those who may."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("enter/", view(self.choose_call_view), name="evidence_submission_enter"),
            path("enter/<int:call>/", view(self.enter_view), name="evidence_submission_enter_to"),
            path("<int:key>/entered/", view(self.entered_view), name="evidence_submission_entered"),
            *super().get_urls(),
        ]

    def _refuse_entering(self, request):
        refuse_unless(request.user.has_perm("evidence.enter_submission"), request, "entering evidence")

    def choose_call_view(self, request):
        """Which call it answers; with one call, that one."""
        self._refuse_entering(request)
        calls = list(Call.objects.published().order_by("-closes_at"))
        if len(calls) == 1:
            return HttpResponseRedirect(reverse("admin:evidence_submission_enter_to", args=[calls[0].pk]))
        return self._entering_page(request, "evidence/desk_enter_choose.html", calls=calls)

    @method_decorator(csrf_exempt)  # The token is read with the files, so it is checked below, once it is said where they go.
    def enter_view(self, request, call):
        """Type it in; look at it; enter it. Trying without being allowed goes on the record."""
        self._refuse_entering(request)
        call = get_object_or_404(Call.objects.published(), pk=call)
        attaching.refuse_too_large(request)
        receiver = Receiver()
        request.upload_handlers = [receiver]
        try:
            return csrf_protect(self._entering)(request, call, receiver)
        finally:
            receiver.close()

    def _entering(self, request, call, receiver):
        if request.method != "POST":
            return self._typing(request, call, EnterForm(call=call, at=request.at, nonce=holding.nonce()))
        form, step = EnterForm(request.POST, call=call, at=request.at), request.POST.get("enter-then")
        if step == BACK or not form.is_valid():
            return self._typing(request, call, form)
        if step != ENTER:
            return self._checking(request, call, form, DocumentsForm(may_be_none=True))
        try:
            entered = enter(call, form.said(), receiver, **form.received, by=request.user, at=request.at)
        except NotAttached as refusal:
            return self._checking(request, call, form, _with(refusal.sentences))
        except EnteredAlready as refusal:
            form.begin_anew()
            return self._checking(request, call, form, _with([str(refusal)]))
        except NotReady as refusal:
            return self._checking(request, call, form, _with([str(refusal)]))
        return HttpResponseRedirect(reverse("admin:evidence_submission_entered", args=[entered.pk]))

    def _typing(self, request, call, form):
        return self._entering_page(request, "evidence/desk_enter.html", call=call, form=form, media=self.media + form.media)

    def _checking(self, request, call, form, documents):
        """What would be entered, and its documents to be chosen; what was typed is carried along."""
        said = {
            "form": form,
            "documents": documents,
            "typed": [(name, text) for name in form.data for text in form.data.getlist(name) if name != "csrfmiddlewaretoken"],
            "unsaved": Submission(call=call, channel=form.cleaned_data["channel"], received_at=form.cleaned_data["received_at"]),
            "kind": form.what.type(form.cleaned_data["respondent_type"]),
            "agreed": form.what.choice(form.cleaned_data["publication"]),
            "limits": attaching.LIMITS,
        }
        return self._entering_page(request, "evidence/desk_enter_check.html", call=call, **said)

    def entered_view(self, request, key):
        """The reference, to be written on the letter; and on to the next one."""
        self._refuse_entering(request)
        entered = get_object_or_404(Submission.objects.sent().entered().select_related("call"), pk=key)
        return self._entering_page(request, "evidence/desk_entered.html", call=entered.call, submission=entered)

    def _entering_page(self, request, template, **said):
        about = {"opts": self.opts, "title": "Enter evidence for somebody"}
        return TemplateResponse(request, template, self.admin_site.each_context(request) | about | said)


def _with(sentences):
    """The form for documents, which says what was wrong."""
    form = DocumentsForm({}, may_be_none=True)
    form.refuse(sentences)
    return form
