"""Who supports the campaign, place by place: those who agreed to be listed. In the order of the alphabet, and of nothing else."""

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from keepitlocal import keys, pages, published
from keepitlocal.campaign.pledges.models import Place, Pledge, Tally
from keepitlocal.prepared import Prepared

PLACES, PEOPLE, FEW = 20, 100, 10  # on a page: places; people of one place; and of each of many
COUNTED = Prepared(lambda: Tally.objects.filter(pk=1))


@pages.kept
def _places(edition, count, after):
    """Some places from the one with the key `after` on, each with the first of its supporters."""
    found = Place.objects.shown()
    if after:
        found = found.filter(key__gt=get_object_or_404(Place, pk=after).key)
    places = list(found[: PLACES + 1])
    listed = {place.key: [] for place in places[:PLACES]}
    first = Pledge.objects.shown().filter(place_key__in=listed)
    first = first.alias(number=Window(RowNumber(), partition_by=F("place_key"), order_by=F("pk").asc()))
    for each in first.filter(number__lte=FEW).order_by("pk"):
        listed[each.place_key].append(each)
    said = {
        "count": count,
        "places": [(place, listed[place.key], place.shown > FEW) for place in places[:PLACES]],
        "after": after,
        "following": places[PLACES - 1].pk if len(places) > PLACES else None,
    }
    return pages.make("pledges/supporters.html", path=reverse("pledges:supporters"), **said)


@pages.kept
def _place(edition, key, after):
    """Supporters in one place, from the one with the key `after` on."""
    place = get_object_or_404(Place.objects.shown(), pk=key)
    people = list(Pledge.objects.shown().filter(place_key=place.key, pk__gt=after).order_by("pk")[: PEOPLE + 1])
    if after and not people:
        raise Http404
    said = {"place": place, "people": people[:PEOPLE], "after": after}
    said["following"] = people[PEOPLE - 1].pk if len(people) > PEOPLE else None
    return pages.make("pledges/place.html", path=reverse("pledges:place", args=[key]), **said)


def _edition():
    tally = COUNTED.first()
    return (tally.edition, tally.pledges) if tally else (0, 0)


def _after(request):
    """The key that the address begins after; 0 for none. Raises Http404."""
    typed = request.GET.get("after")
    if typed is None:
        return 0
    if not (key := keys.read(typed)):
        raise Http404
    return key


def supporters(request):
    """Everybody who agreed to be listed."""
    return _respond(request, _places(*_edition(), _after(request)))


def place(request, key):
    """Those in one place."""
    return _respond(request, _place(_edition()[0], key, _after(request)))


def _respond(request, page):
    return published.respond(request, page.filled({}))


def forget():
    """Remember no page: a test's rows are rolled back."""
    _places.forget()
    _place.forget()
