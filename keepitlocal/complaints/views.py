"""Reporting something. Whoever does gets a reference; that alone hides nothing.

Each part has two addresses, `<app>:report` and `<app>:reported`, and two templates of its own, `<app>/report.html` and
`<app>/reported.html`. Its view finds what is reported, refuses what is shown no more, and hands over to these.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from keepitlocal import tokens
from keepitlocal.complaints.models import report as take_in
from keepitlocal.drafts import holding


def report(request, model, thing, form_class):
    """Say what is wrong with something that everybody can read; `model` is of a part's complaints."""
    app = model._meta.app_label
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        # The same page sent with other words is another complaint: none is lost.
        kind = f"complaint {said['email']} {said['says']}"
        begun_with = holding.begun_with(thing.pk, kind, request.POST.get("nonce", ""))
        complaint = take_in(model, thing, **said, begun_with=begun_with, at=request.at)
        return redirect(f"{app}:reported", tokens.token(complaint.pk, salt=f"{app}.reported"))
    said = {model.CALLED: thing, "form": form, "nonce": request.POST.get("nonce") or holding.nonce()}
    return render(request, f"{app}/report.html", said)


def reported(request, model, token):
    """Confirmation, with the reference and nothing else. It can be visited again."""
    app = model._meta.app_label
    try:
        complaint = get_object_or_404(model, pk=tokens.read(token, salt=f"{app}.reported"))
    except tokens.NoLink:
        raise Http404 from None
    return render(request, f"{app}/reported.html", {"complaint": complaint})
