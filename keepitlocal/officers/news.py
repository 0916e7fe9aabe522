"""What came in a span of time, for officers' digests: references and counts, and none of anybody's words."""

from keepitlocal.audit.models import Entry

SHOWN = 50  # references in a line: more are only counted


def digest_of(model, told):
    """The digest of things that have a reference once they were sent; `told` is a dict of what the record says to our words.

    It is a function of (since, until): a line for each of `told`, but for those of which nothing was.
    """
    kind = model._meta.label_lower

    def digest(since, until):
        happened = Entry.objects.filter(at__gte=since, at__lt=until, did__in=told, thing__startswith=f"{kind}/")
        things = {did: {} for did in told}  # a dict keeps the order, and each once
        for did, thing in happened.order_by("pk").values_list("did", "thing"):
            things[did][int(thing.partition("/")[2])] = None
        return [_line(model, words, list(things[did])) for did, words in told.items() if things[did]]

    return digest


def _line(model, words, keys):
    shown = model._base_manager.filter(pk__in=keys[:SHOWN], reference__isnull=False).order_by("pk")
    references = ", ".join(shown.values_list("reference", flat=True))
    more = f", and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return f"{words}: {len(keys)} ({references}{more})"
