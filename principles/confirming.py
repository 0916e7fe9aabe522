"""Confirming an address, by a button behind the link that was sent there: only then does what was said in its name go on."""

from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render

from keepitlocal import confirming
from keepitlocal.drafts import holding
from keepitlocal.pace import paced
from keepitlocal.tokens import NoLink
from principles import held
from principles.models import Author

NAME = "principles"  # in people's mail: it does not change


def address_of(author):
    """The address at which an author confirms that theirs is theirs."""
    return confirming.address(NAME, author.pk, author.generation)


@paced
def confirm(request, key, generation):
    """Ask whoever reads the mail whether they wrote this. Opening the page changes nothing, and pressing twice does it once."""
    author = Author.objects.filter(pk=key).first()
    if author and not author.email:
        return render(request, "principles/disowned.html")
    if not author or author.generation != generation or request.at >= author.kept_until:
        raise NoLink("What it led to is gone.")
    waiting = list(author.comments.unconfirmed().select_related("principle", "wording", "answers").order_by("pk"))
    if not waiting and not author.is_confirmed:
        raise NoLink("What waited for it was taken back.")
    if request.method != "POST":
        return render(request, "principles/confirm.html", {"author": author, "waiting": waiting})
    if request.POST.get("do") == "disown":
        return _disowned(request, author)
    return _confirmed(request, author, waiting)


def _disowned(request, author):
    """Say that it is shown to nobody; or, where the address was confirmed before that, that it is: nobody is let in by this."""
    author.disown(at=request.at)
    author.refresh_from_db()
    page = "principles/confirm.html" if author.is_confirmed else "principles/disowned.html"
    return render(request, page, {"author": author})


def _confirmed(request, author, waiting):
    """Let this browser come back to what they said, and show them there."""
    author.confirm(at=request.at)
    for comment in waiting:
        comment.refresh_from_db()
    response = redirect(held.landing(waiting[0]) if len(waiting) == 1 else "principles:yours")
    holding.hold(response, request, author)
    rotate_token(request)
    return response
