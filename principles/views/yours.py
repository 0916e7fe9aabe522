"""What this browser's authors said: read in one place, changed, and taken back. To everybody else these pages are not there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keepitlocal import keys, lifecycle
from keepitlocal.pace import paced
from principles import held, promises
from principles.forms import ChangeForm
from principles.models import Comment, Status
from principles.views.refusing import in_words

ON_A_PAGE = 20
ELSEWHERE = _(
    "It has been changed since you opened this page. Read what it says now, and press the button again to have your words"
)


@paced
def yours(request):
    """Everything that they said and what became of it, newest first."""
    if request.method == "POST":
        return _send_link_again(request)
    before = request.GET.get("before", "")
    if before and keys.read(before) is None:
        raise Http404
    found = held.said(request).order_by("-pk")
    found = list((found.filter(pk__lt=before) if before else found)[: ON_A_PAGE + 1])
    older = found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None
    own = held.shown(found[:ON_A_PAGE], lambda comment: comment.anchor, at=request.at) if found else []
    return render(request, "principles/yours.html", {"own": own, "before": before, "older": older})


def _send_link_again(request):
    """Send the link that confirms an address, to the author of one of their comments."""
    author = _own(request, keys.read(request.POST.get("comment", ""))).author
    if not author.is_confirmed:
        promises.confirm(author, at=request.at)
        said = gettext("We are sending the link to %(address)s again. It can take a few minutes.")
        messages.success(request, said % {"address": author.masked})
    return redirect("principles:yours")


def _own(request, key):
    """One of theirs, also when it was taken back. Raises Http404."""
    own = Comment.objects.filter(author__in=held.authors(request)).exclude(status=Status.ERASED)
    return get_object_or_404(own.select_related("author", "principle", "wording", "answers"), pk=key)


@paced
@in_words
def change(request, key):
    """Say it in other words. What everybody is shown stands until a moderator has read them."""
    comment = _own(request, key)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        comment.refuse_change(at=request.at)
        return change_page(request, comment, comment.latest_text, form if form.is_bound else None)
    text, seen = form.cleaned_data["text"], form.cleaned_data["revision"]
    try:
        if text != comment.latest_text and seen != comment.revision:
            raise lifecycle.AlreadyMoved(ELSEWHERE)
        comment.change(text, at=request.at)
    except lifecycle.AlreadyMoved:
        comment.refresh_from_db()
        if text != comment.latest_text:  # else it was this change that came a moment sooner
            return change_page(request, comment, text, problem=ELSEWHERE)
    return redirect(held.landing(comment))


def change_page(request, comment, text, form=None, *, problem="", is_second=False):
    """The form to change a comment, saying `text`. `problem` is what keeps that from being taken as it came.

    `is_second`: they sent it a while ago, and now the same page again with other words.
    """
    said = {"text": text, "revision": comment.revision}
    form = form or (ChangeForm(said) if problem else ChangeForm(initial=said))
    if problem:
        form.add_error(None, problem)
    said = {"form": form, "comment": comment, "is_second": is_second, "stands": bool(problem) or is_second}
    return render(request, "principles/change.html", said, status=409 if problem or is_second else 200)


@paced
@in_words
def take_back(request, key):
    """Have it shown no more, after asking once more."""
    comment = _own(request, key)
    if comment.status != Status.WITHDRAWN:
        if not comment.may_be_taken_back:
            said = gettext("It cannot be taken back any more: %(status)s.")
            raise lifecycle.NotAllowed(said % {"status": comment.get_status_display().lower()})
        if request.method != "POST":
            return render(request, "principles/take_back.html", {"comment": comment})
        comment.take_back(at=request.at)
    said = gettext("You have taken back %(comment)s. It is shown to nobody any more.")
    messages.success(request, said % {"comment": comment})
    return redirect("principles:yours")
