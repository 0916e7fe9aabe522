"""What the portal says of itself: what it holds of people, its cookies, whether everybody can use it, and where else to go.

Each page is true of this portal. How long things are kept comes from the settings and from the parts; tests hold that every
period, every cookie and every model is told of.
"""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from keepitlocal import pages, parts, published
from keepitlocal.drafts import holding
from keepitlocal.parts import Public

NAMES = ["privacy", "cookies", "accessibility", "whistleblowing"]
REVISED_ON = datetime.date(2026, 11, 22)  # when somebody last held these pages against what the portal does
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)

# Which models hold what is personal, by the heading of the privacy page below which it is told. One that is new is added here
# when the page tells of it.
TOLD = {
    "survey": ["survey.Response", "survey.Earlier", "survey.Apart", "survey.Writer"],
    "evidence": [
        *(f"evidence.{model}" for model in ["Submission", "Answer", "OtherText", "Revision", "Draft", "Writer"]),
        *(f"evidence.{model}" for model in ["Document", "Note", "Asked", "Reply"]),
    ],
    "comments": [
        *(f"principles.{model}" for model in ["Comment", "Text", "Author", "Likeness", "Watch", "Digest", "Complaint"]),
    ],
    "pledges": ["pledges.Pledge", "pledges.Complaint"],
    "news": ["news.Follower"],
    "enquiries": ["enquiries.Enquiry", "enquiries.Said", "enquiries.Note"],
    "emails": ["outbox.Message"],
    "who-sees-it": ["passages.Passage"],
    "officers": ["officers.Officer"],
}


def privacy(request):
    """What is held of people for each way to take part, why, for how long and who sees it."""
    who = {"organisation": settings.ORGANISATION, "hosted": settings.PRIVACY_HOSTED}
    return _respond(request, "privacy", **who, **{name: in_words(span) for name, span in periods().items()})


def cookies(request):
    """Each cookie, what it is for, and how long it lasts."""
    said = {
        "csrf": settings.CSRF_COOKIE_NAME,
        "csrf_lasts": in_words(datetime.timedelta(seconds=settings.CSRF_COOKIE_AGE)),
        "drafts": settings.DRAFTS_COOKIE_NAME,
        "drafts_lasts": in_words(datetime.timedelta(seconds=holding.KEPT_FOR)),
        "session": settings.SESSION_COOKIE_NAME,
        "session_lasts": in_words(datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)),
        "messages_cookie": settings.MESSAGES_COOKIE_NAME,
    }
    return _respond(request, "cookies", **said)


def accessibility(request):
    """How far everybody can use the portal, how that is known, and what to do where it fails."""
    return _respond(request, "accessibility", organisation=settings.ORGANISATION)


def whistleblowing(request):
    """That this is no place to report wrongdoing at work, and where there is one."""
    return _respond(request, "whistleblowing")


def public(at):
    return [Public(reverse(name)) for name in NAMES]


def periods():
    """How long things are kept: a dict of name to timedelta, of each setting that says so and of whatever the parts say."""
    of_settings = {name: getattr(settings, name) for name in dir(settings) if name.endswith("_KEPT")}
    return of_settings | parts.kept()


def in_words(span):
    """A span of time in the largest unit that it is a whole number of."""
    if not span % DAY:
        return ngettext("%(count)d day", "%(count)d days", span // DAY) % {"count": span // DAY}
    if not span % HOUR:
        return ngettext("%(count)d hour", "%(count)d hours", span // HOUR) % {"count": span // HOUR}
    minutes = span // datetime.timedelta(minutes=1)
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _respond(request, name, **said):
    return published.respond(request, _notice(name, *said.items()))


@pages.kept
def _notice(name, *said):
    """The page, which depends on what is said in it and on nothing else."""
    context = {**dict(said), "revised_on": REVISED_ON}
    return pages.make(f"campaign/{name}.html", path=reverse(name), **context).filled({})
