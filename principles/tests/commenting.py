"""Commenting as a browser without script does it: a page is opened, filled in and sent."""

from survey.tests.browsing import Form

SAID = {
    "text": "This would work where we are.",
    "name": "Sam Okafor",
    "organisation": "Example Community Trust",
    "role": "Trustee",
    "email": "sam@example.org",
}


def form_of(answer):
    """The first form of a page that is posted: a dict of what it sends as it is shown."""
    return dict(Form(answer.text).sends)


def opened(client, address="/principles/1/comment/"):
    """What the page of the form sends as it is shown."""
    return form_of(client.get(address))


def send(client, address="/principles/1/comment/", **said):
    """Open the page, say this in it, and press the button."""
    return client.post(address, opened(client, address) | SAID | said)
