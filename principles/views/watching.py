"""Being told of what comes: asking for it, and the button behind a link by which an address says that it wants it."""

from django.shortcuts import get_object_or_404, render

from keepitlocal.outbox.addresses import masked
from keepitlocal.pace import paced
from keepitlocal.tokens import NoLink
from principles.models import Consultation, How, Principle, Watch
from principles.watch_form import HowForm, WatchForm


@paced
def watch(request, number):
    """Ask to be told. What is done and said is the same whether or not an address is told already."""
    discussed = _discussed(number)
    principle = discussed if number is not None else None
    form = WatchForm(request.POST if request.method == "POST" else None, initial={"how": How.EACH})
    said = {"form": form, "discussed": discussed, "principle": principle}
    if not form.is_valid():
        return render(request, "principles/watch.html", said)
    said["email"] = form.cleaned_data["email"]
    Watch.objects.begin(said["email"], principle=principle, how=form.cleaned_data["how"], at=request.at)
    return render(request, "principles/watch_asked.html", said)


def _discussed(number):
    """The principle of that number, or, without one, the consultation. Raises Http404."""
    if number is None:
        return get_object_or_404(Consultation.objects.published())
    return get_object_or_404(Principle.objects.public(), number=number)


@paced
def confirm(request, key):
    """The button by which an address wants to be told, and chooses how often: for the first time, anew, or after all."""
    watch = Watch.objects.select_related("principle", "comment").filter(pk=key).first()
    if not watch:
        raise NoLink("What it led to is gone.")
    form = HowForm(request.POST if request.method == "POST" else None, initial={"how": watch.how})
    is_done = form.is_valid()
    if is_done:
        watch.confirm(how=form.cleaned_data["how"], at=request.at)
    said = {"form": form, "watch": watch, "address": masked(watch.email), "is_done": is_done}
    return render(request, "principles/watch_confirm.html", said)
