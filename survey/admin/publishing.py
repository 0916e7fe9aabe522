"""Publishing at the desk: what is in the way, or what it changes and for how many; and the versions that were published."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.edits import edits_of
from survey import reading, touched
from survey.admin.framing import address, page_of
from survey.definition.changes import Sort, changes
from survey.definition.outline import anchor, outlined

SORTS = {
    Sort.BREAKING: ("Breaking", "Answers that were given may not stand as they are."),
    Sort.ADDITIVE: ("Additive", "Every answer stands as it was given."),
    Sort.WORDING: ("Wording", "The same, said otherwise. Every answer stands."),
}


def publish(request, survey):
    """The faults, or the changes by sort and the button. Refused where it was edited since the page was shown."""
    if request.method == "POST":
        try:
            knowingly = "knowingly" in request.POST
            version = survey.publish(edits=edits_of(request), by=request.user, at=request.at, knowingly=knowingly)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            survey.refresh_from_db()
        else:
            messages.success(request, f"Published: {version} of {survey}.")
            return redirect(address(survey, "publish"))
    faults = survey.faults()
    has_changes = survey.has_unpublished_changes
    said = {
        "faults": [_leading(survey, fault) for fault in faults],
        "has_changes": has_changes,
        "versions": survey.versions.defer("content").order_by("-number"),
    }
    if not faults and survey.is_published and has_changes:
        said |= _of_changes(survey)
    return page_of(request, survey, "survey/desk_publish.html", f"Publish {survey}", **said)


def _leading(survey, fault):
    """A fault with the address of where it can be mended, and what that place is called."""
    page = address(survey, "routes" if fault.place[:1] == ("routes",) else "questions")
    return {
        "sentence": fault.sentence,
        "address": f"{page}#{anchor(fault.place)}",
        "where": outlined(survey.draft).called(fault.place),
    }


def _of_changes(survey):
    """What publishing changes, sort by sort, with how many each change touches; and what becomes of what is being written."""
    found = survey.changes()
    counts = touched.by_change(survey, found)
    moving, staying = touched.fates(survey, survey.drafted)
    return {
        "sorts": sorted_out(found, counts),
        "is_breaking": any(change.sort == Sort.BREAKING for change in found),
        "moving": moving,
        "staying": staying,
    }


def sorted_out(found, counts=None):
    """Changes by sort, the gravest first: a list of title, meaning, and changes with their counts, if they are given."""
    pairs = list(zip(found, counts or [None] * len(found), strict=True))
    by_sort = [(*SORTS[sort], [pair for pair in pairs if pair[0].sort == sort]) for sort in SORTS]
    return [each for each in by_sort if each[2]]


def version(request, survey, number):
    """What a version asked, and what it changed. It can only be read."""
    found = {each.number: each for each in survey.versions.filter(number__in=[number, number - 1])}
    if number not in found:
        raise Http404
    this, before = found[number], found.get(number - 1)
    said = {
        "version": this,
        "before": before,
        "sorts": sorted_out(changes(before.definition, this.definition)) if before else [],
        "groups": reading.of_route(this.definition, None),
    }
    return page_of(request, survey, "survey/desk_version.html", f"{str(this).capitalize()} of {survey}", **said)
