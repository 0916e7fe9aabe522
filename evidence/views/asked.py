"""The page behind the link in an officer's question: what was asked, and answering it. Opening it changes nothing."""

from django.shortcuts import redirect, render

from evidence.forms import ReplyForm
from evidence.models import Asked, asking
from keepitlocal import errors, lifecycle, tokens
from keepitlocal.pace import paced


@paced
def asked(request, slug, token):
    """Answer it; or add to what was answered, for as long as the submission stands, also after the call has closed."""
    try:
        question = _found(slug, token)
    except tokens.NoLink:
        return _gone(request, None)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and question.submission.is_standing:
        try:
            question.reply(form.cleaned_data["answer"], at=request.at)
            return redirect(request.path)
        except lifecycle.NotAllowed:  # taken back, or withdrawn, at this very moment
            question.refresh_from_db()
    if not question.submission.is_standing:
        return _gone(request, question)
    said = {"asked": question, "submission": question.submission, "call": question.submission.call, "form": form}
    if question.taken_back_at:
        return render(request, "evidence/asked_taken_back.html", {**said, "typed": errors.words(request)})
    return render(request, "evidence/asked.html", said)


def _found(slug, token):
    """The question that a link leads to. Raises NoLink."""
    (key,) = tokens.read(token, salt=asking.SALT)
    found = Asked.objects.whole().select_related("submission__call").filter(pk=key, submission__call__slug=slug).first()
    if not found:
        raise tokens.NoLink("What it led to is gone.")
    return found


def _gone(request, question):
    """What it was about is withdrawn or erased, or it was never a link of ours. What was typed is given back."""
    return errors.gone(request, "evidence/asked_gone.html", asked=question, typed=errors.words(request))
