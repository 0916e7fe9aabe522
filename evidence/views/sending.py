"""Sending a submission, and what can be done with what was sent: keep a copy, change it, withdraw it."""

from contextlib import suppress

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from evidence import drafts, progress, reading
from evidence.forms import WithdrawForm
from evidence.models import Document, Status
from evidence.views.held import address, list_of, page_of, writing
from keepitlocal import lifecycle
from keepitlocal.drafts import holding
from keepitlocal.drafts.forms import SendForm
from keepitlocal.pace import paced


@paced
@writing
def check(request, submission):
    """Check your answers, and send."""
    number = submission.revisions.count() + 1
    form = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        # Less than the next number is a sending that somebody else's press has just carried out.
        if not form.asked or form.asked > number:
            raise Http404
        try:
            if form.is_valid():
                submission.submit(number=form.asked, at=request.at)
                return redirect(address(submission, "sent"))
        except lifecycle.NotReady:
            submission.refresh_from_db(fields=["status", "reference"])
    return page_of(
        request,
        "evidence/check.html",
        submission,
        form=form,
        number=number,
        needs=progress.of(submission).needs,
        review=reading.review(submission),
        was_refused=request.method == "POST",
        **reading.shown(submission.as_sent()),
    )


def _sent(request, slug):
    """The submission that this browser sent; 404 where there is none."""
    _, submission = drafts.call_and_chosen(request, slug)
    if not submission or submission.status == Status.DRAFT:
        raise Http404
    return submission


def sent(request, slug):
    """Confirmation, with the reference; or that it is withdrawn. It can be visited again."""
    submission = _sent(request, slug)
    if submission.status == Status.WITHDRAWN:
        return page_of(request, "evidence/withdrawn.html", submission, nonce=holding.nonce())
    revision = submission.latest
    said = {
        "revision": revision,
        "next_steps": reading.next_steps(submission),
        "documents": Document.objects.listed(revision.content),
        "can_be_changed": submission.can_be_changed(request.at),
        "nonce": holding.nonce(),
    }
    return page_of(request, "evidence/sent.html", submission, **said)


def copy(request, slug):
    """What they sent, to keep or print; `?as=text` is a file. `?of=changes` is what they changed in it and did not send."""
    submission = _sent(request, slug)
    if request.GET.get("of") == "changes" and submission.is_being_written:
        return page_of(request, "evidence/yours_closed.html", submission, **reading.shown(submission.as_sent()))
    revision = submission.latest
    if request.GET.get("as") != "text":
        return page_of(request, "evidence/copy.html", submission, revision=revision, **reading.shown(revision.content))
    said = {"submission": submission, "call": submission.call, "revision": revision, **reading.whole(revision.content)}
    return HttpResponse(
        render_to_string("evidence/copy.txt", said),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{submission.reference}.txt"'},
    )


@require_POST
def change(request, slug):
    """Open what was sent to be changed; or give the changes up."""
    submission = _sent(request, slug)
    if "leave" in request.POST:
        submission.leave(at=request.at)
        response = redirect(address(submission, "sent"))
    else:
        try:
            submission.change(at=request.at)
        except lifecycle.Refusal:  # the page they go back to says why
            return redirect(address(submission, "sent"))
        response = redirect(list_of(submission))
    holding.hold(response, request, submission)
    return response


def withdraw(request, slug):
    """Take back what was sent, before or after the close, with a reason if they wish."""
    submission = _sent(request, slug)
    if submission.status == Status.WITHDRAWN:
        return redirect(address(submission, "sent"))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(lifecycle.Refusal):  # somebody who shares it was quicker, and the next page says so
            submission.withdraw(why=form.cleaned_data["why"], at=request.at)
        return redirect(address(submission, "sent"))
    return page_of(request, "evidence/withdraw.html", submission, form=form, kept=settings.WITHDRAWN_KEPT)
