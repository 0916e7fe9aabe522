"""Putting all passages again, from what the parts hold: after an upgrade, or to prove that they are what they should be."""

from django.apps import apps
from django.db import transaction

from keepitlocal.passages.models import Passage

AT_A_TIME = 200  # things held in memory together
COLUMNS = [field.attname for field in Passage._meta.concrete_fields if not field.primary_key]
THING = COLUMNS.index("thing")


def in_lists(rows):
    """The rows of a queryset in the order of their keys, in lists that memory takes."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        yield found
        last = found[-1].pk


def put_again(name, kind):
    """Have found what there is of a kind, and nothing else. How many things were not found as they should have been.

    They are put one by one, each while nobody can change it, so that nobody who uses the portal waits for long or loses words.
    """
    count = 0
    for thing in differing(name, kind):
        _put(thing)
        count += 1
    return count


def differing(name, kind):
    """The things, as the record names them, of which something else is found than should be. What is changed between the two
    readings may be among them."""
    stored, last = Passage.objects.filter(kind=name), 0
    for pieces in filter(None, kind.everything()):
        until = pieces[-1].owner
        yield from _differing(pieces, stored.filter(owner__gt=last, owner__lte=until))
        last = until
    yield from _differing([], stored.filter(owner__gt=last))


def _differing(pieces, stored):
    for piece in pieces:
        piece.stem()
    should = {tuple(getattr(piece, column) for column in COLUMNS) for piece in pieces}
    return sorted({passage[THING] for passage in should ^ set(stored.values_list(*COLUMNS))})


@transaction.atomic
def _put(thing):
    label, _, key = thing.partition("/")
    # Held, as by its verbs: what it says cannot change in between.
    held = apps.get_model(label)._base_manager.select_for_update(no_key=True).filter(pk=key).first()
    if held:
        held.put_passages()
    else:
        Passage.objects.filter(thing=thing).delete()
