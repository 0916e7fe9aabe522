"""Confirming, by a link in an e-mail, what somebody asked for with an address: so it is done for whoever reads that mail alone.

Each part names what it has confirmed in its `CONFIRMS`, with the view that does it: a function of (request, *said). The names
are in people's mail: they do not change. What a view must keep:

- Only a POST changes anything. Machines that look through mail open links, so GET and HEAD show a button.
- It may be pressed twice, and in two browsers: once more changes nothing, and says that it is done.
- It slows down who posts too fast (keepitlocal/pace.py), where a POST makes rows or mail.
- Where what the link led to is gone, it raises NoLink.
"""

from keepitlocal import errors, parts, tokens
from keepitlocal.tokens import NoLink

SALT = "confirm"


def address(name, *said):
    """The address at which something is confirmed: its view is called with `said`, keys and words that are nobody's secret."""
    return tokens.address("confirm", [name, *said], salt=SALT)


def confirm(request, token):
    """Hand over to the view of what is to be confirmed."""
    try:
        name, *said = tokens.read(token, salt=SALT)
        if not (view := parts.confirms().get(name)):
            raise NoLink("What it led to is gone.")
        return view(request, *said)
    except NoLink:
        return errors.gone(request)
