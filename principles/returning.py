"""Coming back to one's comments by a link: what the portal asks of a kind of drafts (keepitlocal/drafts/kinds.py)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from keepitlocal.drafts import links
from keepitlocal.drafts.kinds import Kind
from keepitlocal.subscriptions import quiet_address
from principles.models import Author, Comment, Consultation


def about(author, at):
    """What an e-mail or a page says of a way back, as things stand at this moment."""
    consultation = Consultation.objects.get()
    return {
        "author": author,
        "consultation": consultation,
        "phase": consultation.phase(at),
        "link": links.address(author) if at < author.kept_until else "",
        "quiet": quiet_address(Author.KIND, author),
    }


def _writers():
    """Authors whom a link leads to something: what they took back is not shown to them any more."""
    says_something = Comment.objects.remaining().filter(author=OuterRef("pk"))
    return Author.objects.filter(Exists(says_something)).exclude(email="")


def _yours(author):
    return reverse("principles:yours")


KIND = Kind(
    name=Author.KIND,
    called="your comments",
    writers=_writers,
    drafts=lambda keys: Author.objects.filter(pk__in=keys).exclude(email=""),
    yours=_yours,
    way_back=_yours,
    about=about,
    deadline="principles/_deadline.html",
    way="principles/_email_way.txt",
    back="principles/back.html",
    quiet="principles/quiet.html",
)
