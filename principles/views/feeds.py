"""Atom feeds, for whoever follows with a reader: new comments, and wordings that changed."""

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from keepitlocal import feeds
from keepitlocal.languages import speaking
from principles.models import Comment, Consultation, Principle, Text, Wording

LATEST = 50


def of_consultation(view):
    """Decorator: a feed of what is said and done in the consultation, once that is published.

    It holds what is said in whichever language, so it is there once: what asks for it in another is led to that.
    """

    @feeds.followed
    def feed(request, **named):
        return view(request, get_object_or_404(Consultation.objects.published()), **named)

    def led(request, **named):
        if (address := speaking.elsewhere(request.path, speaking.OURS)) != request.path:
            return redirect(address, permanent=True)
        return feed(request, **named)

    return led


@of_consultation
def comments(request, consultation, number):
    """The latest comments: on everything, or, with a number, on one principle."""
    found = Comment.objects.public().select_related("principle")
    discussed = consultation
    if number is not None:
        discussed = Principle.objects.public().filter(number=number).first()
        found = found.on(discussed)
    if not discussed:
        raise Http404
    feed = _feed(request, f"Comments: {discussed}", discussed, consultation)
    shown_since = Text.objects.filter(comment=OuterRef("pk"), text=OuterRef("text")).order_by("-number").values("sent_at")[:1]
    for comment in found.annotate(said_at=Subquery(shown_since)).order_by("-published_at", "-pk")[:LATEST]:
        name = f"{comment.name} (policy team)" if comment.is_by_officer else comment.name
        updated = max(comment.published_at, comment.said_at or comment.published_at)
        on = comment.principle or consultation
        feeds.enter(feed, comment, f"{name} on {on}", comment.text, by=name, since=comment.published_at, updated=updated)
    return feed


@of_consultation
def wordings(request, consultation):
    """The latest wordings that took the place of another, with the reason and what the principle says now."""
    feed = _feed(request, f"Changed wordings: {consultation}", consultation, consultation)
    for wording in Wording.objects.changed().select_related("principle").order_by("-took_effect_at", "-pk")[:LATEST]:
        says = wording.says
        text = "\n\n".join([wording.why, *(paragraph.text for paragraph in says.paragraphs)])
        title = f"Principle {wording.principle.number}: {says.title}, wording {wording.number}"
        feeds.enter(feed, wording, title, text, since=wording.took_effect_at, updated=wording.took_effect_at)
    return feed


def _feed(request, title, about, consultation):
    return feeds.begun(title, about.get_absolute_url(), request.path, begun_at=consultation.published_at)
