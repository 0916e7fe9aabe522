"""Revisions at the desk: each of them can be read, and any two compared word by word."""

from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path

from evidence import comparing, reading
from evidence.models import Publication, Status
from keepitlocal.audit.models import record
from keepitlocal.consent.models import Statement
from keepitlocal.documents import kinds
from keepitlocal.officers.walking import FILTERS
from keepitlocal.wording import GONE, NEW, changes


class Comparing(admin.ModelAdmin):
    """A desk whose rows were sent in revisions. Who may read a row may read them all: `_found` says who that is."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/compare/", page, name="evidence_submission_compare"), *super().get_urls()]

    def compare_view(self, request, object_id):
        """Two revisions, the earlier first: the last two, or those that the address names."""
        submission = self._found(request, object_id)
        revisions = sent(submission)
        if len(revisions) < 2:
            raise Http404
        defaults = {"before": revisions[-2].number, "after": revisions[-1].number}
        asked = [among(revisions, request.GET.get(name, number)) for name, number in defaults.items()]
        before, after = sorted(asked, key=lambda revision: revision.number)
        said = {
            **self.admin_site.each_context(request),
            **compared(before.content, after.content),
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            "filters": request.GET.get(FILTERS, ""),
            "title": f"{submission}: revisions {before.number} and {after.number}",
            "submission": submission,
            "revisions": revisions,
            "before": before,
            "after": after,
            "confidential": read_in_confidence(submission, revisions[-1], [before, after], by=request.user, at=request.at),
        }
        return TemplateResponse(request, "evidence/desk_compare.html", said)

    def _shown(self, request, submission):
        """What the reading page shows: the revision that stands, or the one that the address names."""
        revisions = sent(submission)
        standing = revisions[-1]
        revision = among(revisions, request.GET.get("revision", standing.number))
        return {
            **reading.whole(revision.content),
            "revision": revision,
            "revisions": revisions,
            "standing": standing,
            "confidential": read_in_confidence(submission, standing, [revision], by=request.user, at=request.at),
        }


def sent(submission):
    """Its revisions, first to last, each without what it says until that is asked for."""
    return list(submission.revisions.defer("content"))


def among(revisions, number):
    """The revision of that number, as an address gives it; not found where there is none."""
    found = next((revision for revision in revisions if str(revision.number) == str(number)), None)
    if not found:
        raise Http404
    return found


def read_in_confidence(submission, standing, shown, *, by, at):
    """Whether these revisions, or what they have become since, may not be published. If so, that they were read is recorded."""
    if submission.status == Status.ERASED:
        return False  # there is nothing of it left to read
    keys = {submission.publication_id, *(revision.content["publication"] for revision in [standing, *shown])}
    if not Statement.objects.filter(pk__in=keys, code=Publication.PRIVATE).exists():
        return False
    record("confidential evidence was read", submission, at=at, by=by, revisions=[revision.number for revision in shown])
    return True


def compared(before, after):
    """What the page says of two revisions' contents: for each part that changed, how, as `wording.changes` tells it."""
    pairs = comparing.pairs(before, after)
    statements = Statement.objects.in_bulk([before["publication"], after["publication"]])
    added, removed = comparing.documents(before, after)
    return {
        "answers": [(pair, changes(*pair.texts)) for pair in pairs if pair.became != comparing.Became.UNCHANGED],
        "unchanged": [pair for pair in pairs if pair.became == comparing.Became.UNCHANGED],
        "documents": [("Added", told(each)) for each in added] + [("Removed", told(each)) for each in removed],
        "about": [(label, changes(said, says)) for label, said, says in comparing.about(before, after)],
        "publication": chosen(*(statements[says["publication"]] for says in [before, after])),
    }


def chosen(one, other):
    """Another choice by its label; the same one by the words that it was put in."""
    if one.label != other.label:
        return [(GONE, one.label), (NEW, other.label)]
    return changes(one.words, other.words) if one != other else []


def told(document):
    return f"Document {document['number']}, {kinds.of(document['kind']).label}: {document['name']}"
