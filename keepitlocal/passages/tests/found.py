"""What is found, for the parts' own tests."""

from keepitlocal import parts
from keepitlocal.passages.models import Passage
from keepitlocal.passages.putting import differing


def unlike():
    """The things of which something else is found than they say: there are to be none, whatever was done."""
    return [thing for name, kind in parts.passage_kinds().items() for thing in differing(name, kind)]


def found(thing=None):
    """What is found, of a thing or of all: a dict of place to text."""
    passages = Passage.objects.of(thing) if thing else Passage.objects.all()
    return dict(passages.order_by("pk").values_list("place", "text"))


def narrowed(name, narrowing, value, officer=None):
    """The things of a kind that are left when it is narrowed so."""
    narrow = parts.passage_kinds()[name].narrowings[narrowing].narrow
    return sorted(narrow(Passage.objects.filter(kind=name), value, officer).values_list("thing", flat=True).distinct())


def choices(name, narrowing, officer=None):
    return parts.passage_kinds()[name].narrowings[narrowing].choices(officer)
