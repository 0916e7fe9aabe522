"""Searching what people said, at the desk. What is typed may be a name: it goes on no record, and in no log."""

from dataclasses import dataclass

from django.contrib import admin
from django.template.response import TemplateResponse

from keepitlocal import keys
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.passages import asking, finding
from keepitlocal.passages.forms import SearchForm
from keepitlocal.passages.models import Passage
from keepitlocal.passages.snippets import Part, snippets


@dataclass(frozen=True)
class Found:
    """A passage as the page shows it: of what is confidential, nothing that it says."""

    passage: Passage
    kind: str
    address: str
    snippets: list[list[Part]]
    names: list[list[Part]]  # where a name is what was found


def search(request):
    kinds = finding.kinds_for(request.user)
    refuse_unless(kinds, request, "searching")
    form = SearchForm(request.GET, kinds=kinds, officer=request.user)
    said = {"title": "Search", "form": form}
    if form.is_valid() and (form.typed or form.chosen):
        said |= results(form, keys.read(request.GET.get("before", "")), kinds)
        said["older"] = older(request.GET, said["page"].before)
    return TemplateResponse(request, "passages/search.html", admin.site.each_context(request) | said)


def results(form, before, kinds):
    """What the page says was found: by its reference, which is shown once, and by what is asked."""
    ask = asking.read(form.typed)
    named = [] if before else finding.by_reference(form.typed, kinds)
    page = finding.find(ask, form.within() if ask or form.chosen else {}, before=before)
    others = [passage for passage in page.passages if passage not in named]
    return {
        "asked": True,
        "page": page,
        "named": [found(passage, page.ask, kinds) for passage in named],
        "found": [found(passage, page.ask, kinds) for passage in others],
    }


def found(passage, ask, kinds):
    kind = kinds[passage.kind]
    said = [] if passage.is_confidential else snippets(passage.text, ask)
    names = [] if passage.is_confidential else [each for each in snippets(passage.names, ask) if any(p.is_marked for p in each)]
    return Found(passage, kind.label, kind.address(passage), said, names)


def older(asked, before):
    """The address of the next page, or nothing after the last."""
    if not before:
        return ""
    following = asked.copy()
    following["before"] = before
    return f"?{following.urlencode()}"
