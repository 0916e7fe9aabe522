"""Commenting: on a principle, on the principles as a whole, and in reply."""

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from keepitlocal import lifecycle
from keepitlocal.drafts import holding
from keepitlocal.pace import paced
from principles import held, pages
from principles.forms import CommentForm
from principles.models import Author, Comment, Consultation
from principles.sending import send
from principles.views import yours
from principles.views.refusing import in_words

SHOWN = ["name", "organisation", "role"]  # proposed again from what the same browser said last


@paced
@in_words
def comment(request, number):
    """Comment on a principle; without a number, on the principles as a whole."""
    consultation = get_object_or_404(Consultation.objects.published())
    principle = get_object_or_404(consultation.principles.published(), number=number) if number is not None else None
    return _write(request, consultation, principle)


@paced
@in_words
def reply(request, key):
    """Reply to a comment. What the small form within a thread sends is taken over to the whole one."""
    consultation = get_object_or_404(Consultation.objects.published())
    answers = get_object_or_404(Comment.objects.select_related("principle"), pk=key, published_at__isnull=False)
    return _write(request, consultation, answers.principle, answers)


def _write(request, consultation, principle, answers=None):
    wording = _wording(principle, request.POST.get("wording"))
    content = wording.says if wording and not answers else None
    is_sent = request.method == "POST" and "name" in request.POST
    form = CommentForm(
        request.POST if is_sent else None,
        content=content,
        officers=_officers() if is_sent else [],
        initial={} if is_sent else _initial(request, wording),
    )
    begun_at = pages.begun(request.POST.get("begun"), request.at)
    if form.is_valid():
        return _send(request, form, {"principle": principle, "wording": wording}, answers, begun_at)
    _refuse(consultation, answers, begun_at, request.at)
    if answers:
        form.fields["text"].label = gettext("Your reply")
    said = {"form": form, "wording": wording, "answers": answers, "principle": principle, "consultation": consultation}
    return render(request, "principles/comment.html", said | {"phase": consultation.phase(request.at)})


def _send(request, form, on, answers, begun_at):
    """Take it in, and go where its author is shown it. Words that are not those which this page sent before are not lost."""
    kind = f"{Author.KIND}-reply" if answers else Author.KIND
    parent = answers.pk if answers else on["principle"] and on["principle"].pk
    sent = send(
        form.comment(**on),
        email=form.cleaned_data["email"],
        held=held.authors(request),
        told=form.cleaned_data["told"],
        answers=answers,
        begun_at=begun_at,
        begun_with=holding.begun_with(parent, kind, form.cleaned_data["nonce"]),
        at=request.at,
    )
    if form.cleaned_data["text"] != sent.latest_text:
        response = yours.change_page(request, sent, form.cleaned_data["text"], is_second=True)
    else:
        response = redirect(held.landing(sent))
    holding.hold(response, request, sent.author)
    return response


def _refuse(consultation, answers, begun_at, at):
    """Before a form is shown: nobody fills one in to be told then."""
    if not consultation.takes(begun_at, at):
        raise lifecycle.TooLate("Comments are not taken now.")
    if answers and not answers.is_public:
        raise lifecycle.NotAllowed(gettext("What you reply to is no longer shown, so nobody could follow your reply."))


def _wording(principle, typed):
    """The wording that the page showed, by its number, or the latest where it says none. Raises Http404."""
    if not principle:
        return None
    if not typed:
        return principle.latest
    if not typed.isdecimal() or len(typed) > 5:
        raise Http404
    return get_object_or_404(principle.wordings, number=typed)


def _officers():
    return get_user_model().objects.filter(is_active=True).values_list("name", flat=True)


def _initial(request, wording):
    """What a form that was just opened says already: by its address, by the small form, and by what was said here before."""
    last = held.said(request).order_by("pk").last()
    about = request.GET.get("paragraph", "")
    paragraph = wording and about.isdecimal() and wording.says.paragraph(int(about[:9]))
    return {
        **({name: getattr(last, name) for name in SHOWN} | {"email": last.author.email} if last else {}),
        **({"about": paragraph.id} if paragraph else {}),
        "quote": request.GET.get("quote", ""),
        "text": request.POST.get("text", ""),
        "wording": wording.number if wording else "",
        "begun": request.POST.get("begun") or pages.begins(request.at),
        "nonce": holding.nonce(),
    }
