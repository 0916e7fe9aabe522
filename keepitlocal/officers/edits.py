"""Which state of a draft an officer edited: nobody writes over what somebody else has saved since."""


def edits_of(request):
    """The number of edits that the page showed; one that can never be where it makes no sense."""
    said = request.POST.get("edits", "")
    return int(said) if said.isdecimal() and len(said) < 10 else -1
