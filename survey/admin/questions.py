"""What a survey asks, on one page: to look through, to put in another order, and to take away from."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.edits import edits_of
from survey.admin.framing import address, page_of
from survey.definition import editing
from survey.definition.outline import anchor, outlined
from survey.definition.questions import Kind
from survey.definition.telling import told
from survey.models import surveys
from survey.touched import sent

KINDS = {  # what officers call them, and when to use one
    Kind.ONE: ("One choice", "Exactly one of a list."),
    Kind.MANY: ("Several choices", "Any number of a list."),
    Kind.YES_NO: ("Yes or no", ""),
    Kind.RANK: ("A ranking", "The first few of a list, in order."),
    Kind.SCALE: ("A scale", "A point between two ends, such as 1 to 5."),
    Kind.GRID: ("A table", "Several statements, each answered with one of the same choices."),
    Kind.NUMBER: ("A number", "A whole one."),
    Kind.TEXT: ("A line of text", "A few words."),
    Kind.LONG: ("A longer text", "Some paragraphs."),
    Kind.DATE: ("A date", "Day, month and year."),
    Kind.EMAIL: ("An e-mail address", "For the receipt, once in a survey, and kept apart from the answers."),
}


def earlier(survey):
    """Everything that was published: the definitions, oldest first."""
    return [surveys.definition(key) for key in survey.versions.order_by("number").values_list("pk", flat=True)]


def saved(request, survey, content):
    """Save what is drafted. Whether it was: what is in the way is told."""
    try:
        survey.edit(content, edits=edits_of(request), by=request.user, at=request.at)
    except Refusal as refusal:
        survey.refresh_from_db(fields=["draft", "edits"])
        messages.warning(request, str(refusal))
        return False
    return True


def outline(request, survey):
    """Every page and question in order, with what is wrong beside it. A POST moves one up or down."""
    if request.method == "POST":
        place = _moved(request, survey)
        return redirect(f"{address(survey, 'questions')}#{anchor(place)}")
    found = outlined(survey.draft, survey.faults())
    for entry in (each for page in found.pages for each in [page, *page.questions]):
        entry.shown_where = told(entry.read.show_if, found.questions) if entry.read and entry.read.show_if else ""
        entry.kind = KINDS.get(entry.said.get("kind"), ("A question",))[0]
    said = {
        "outline": found,
        "fault_count": len(found.faults) + sum(len(each.faults) for page in found.pages for each in [page, *page.questions]),
    }
    return page_of(request, survey, "survey/desk_questions.html", f"Questions of {survey}", **said)


def _moved(request, survey):
    """Move what a button names. Returns the place where it is now."""
    way, _, thing = request.POST.get("move", "").partition(" ")
    what, _, name = thing.partition(" ")
    places = {"page": editing.page_places, "question": editing.question_places}
    if way not in {"up", "down"} or what not in places or not (place := places[what](survey.draft).get(name)):
        raise Http404
    saved(request, survey, editing.moved(survey.draft, place, -1 if way == "up" else 1))
    return places[what](survey.draft).get(name, ())


def delete_page(request, survey, name):
    """Ask before a page goes, with everything on it."""
    place = _place(editing.page_places, survey, name)
    said = editing.at(survey.draft, place)
    names = [each.get("name") for at, each in editing.questions_in(survey.draft) if at[:2] == place]
    return _deleted(request, survey, place, f"the page “{said.get('title')}”", names, name in _pages_before(survey))


def delete_question(request, survey, name):
    """Ask before a question goes."""
    place = _place(editing.question_places, survey, name)
    said = editing.at(survey.draft, place)
    was_asked = any(name in each.questions for each in earlier(survey)[-1:])
    return _deleted(request, survey, place, f"the question “{said.get('text')}”", [name], was_asked)


def _place(places, survey, name):
    if not (place := places(survey.draft).get(name)):
        raise Http404
    return place


def _pages_before(survey):
    return {name for each in earlier(survey)[-1:] for name in each.page}


def _deleted(request, survey, place, called, names, is_published):
    if request.method == "POST" and saved(request, survey, editing.removed(survey.draft, place)):
        messages.success(request, f"Deleted: {called}.")
        return redirect(f"{address(survey, 'questions')}#{anchor(place[:2])}")
    draft = [each for _, each in editing.questions_in(survey.draft)]
    said = {
        "called": called,
        "asked": [each.get("text") for each in draft if each.get("name") in names] if len(place) == 2 else [],
        "is_published": is_published,
        "count": sent(survey, names).count(),
        "anchor": anchor(place),
    }
    return page_of(request, survey, "survey/desk_delete.html", f"Delete {called}", **said)
