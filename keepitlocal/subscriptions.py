"""Being told no more of whatever a part tells people of: a button, or one press in a mail program (RFC 8058).

Each part names what it tells of in its `SUBSCRIPTIONS`. The names are in people's mail: they do not change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from keepitlocal import errors, parts, tokens
from keepitlocal.outbox.addresses import masked
from keepitlocal.tokens import NoLink

SALT = "drafts.unsubscribe"  # as it is in the links that people have


@dataclass(frozen=True)
class Subscription:
    """Something that people are told of, and can ask to be told no more.

    rows       a function of (): a queryset of who is told. Each has an `email`, the moment `unsubscribed_at` or None, and
               `unsubscribe(at=)`, which may be asked again and then changes nothing
    template   the page that asks and, once it `is_done`, says what comes no more; it finds the masked `address`, too
    about      a function of (row): a dict of what else the template finds
    is_done    a function of (row): whether it is told no more, where its own `unsubscribed_at` does not say so
    """

    rows: Callable[[], Any]
    template: str
    about: Callable[[Any], dict[str, Any]]
    is_done: Callable[[Any], bool] = lambda row: row.unsubscribed_at is not None


def quiet_address(name, row):
    """The address at which this row asks to be told no more, for `letters.write(…, unsubscribe=address)`. It lets nobody in."""
    return tokens.address("unsubscribe", [name, row.pk], salt=SALT)


def found(token):
    """The subscription that a token names, and its row. Raises NoLink."""
    name, key = tokens.read(token, salt=SALT)
    kind = parts.subscriptions().get(name)
    if not kind or not (row := kind.rows().filter(pk=key).first()):
        raise NoLink("What it led to is gone.")
    return kind, row


@csrf_exempt  # A mail program posts here by itself when its reader says so; the signed token is what allows it.
def unsubscribe(request, token):
    """Tell an address no more. Opening the page changes nothing: machines that look through mail open links, too."""
    try:
        kind, row = found(token)
    except NoLink:
        return errors.gone(request)
    if request.method == "POST":
        row.unsubscribe(at=request.at)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200)
    row.refresh_from_db(fields=["unsubscribed_at"])
    said = {**kind.about(row), "address": masked(row.email), "is_done": kind.is_done(row)}
    return render(request, kind.template, said)
