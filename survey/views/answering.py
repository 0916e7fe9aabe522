"""Answering: one page of questions at a time, in the order of the path."""

from django.http import Http404
from django.shortcuts import redirect

from keepitlocal import errors
from keepitlocal.drafts.replying import reply, saves_itself
from keepitlocal.drafts.saying import Fate
from keepitlocal.drafts.saying import page_of as sender_of
from survey import pages
from survey.definition.arriving import came, problems_of
from survey.forms import PageForm
from survey.views.held import address, page_of, where_to_go_on, writing


@writing
def page(request, response, name):
    """A page of questions. What can be kept is kept, also when something else on the page is wrong."""
    if not (here := response.definition.page.get(name)):
        return _gone(request, response, name)
    if request.method == "POST":
        return _saved(request, response, here)
    way, _ = response.read()
    if name not in way.asked:
        return redirect(where_to_go_on(response))
    if here.exit:
        before = way.before(name)
        return page_of(request, "survey/exit.html", response, page=here, back=before and address(response, "page", before.name))
    place = pages.place_of(response, way, here, is_from_check=_is_from_check(request))
    return pages.page(request, response, place) or _shown(request, response, way, place)


def _gone(request, response, name):
    """The page was taken away while somebody had it open: give back what they typed. Raises Http404 for one that never was."""
    if request.method != "POST" or not any(name in version.definition.page for version in response.survey.versions.all()):
        raise Http404
    typed = errors.words(request)
    return page_of(request, "survey/page_gone.html", response, status=409, typed=typed, on=where_to_go_on(response))


def _is_from_check(request):
    return request.GET.get("from") == "check"


def _shown(request, response, way, place, *, refused=None, problems=None):
    """The page, made for this person alone: with what the response says, and what could not be kept of what was typed."""
    questions = way.asked[place.name]
    texts = response.says | {box: each.text for box, each in (refused or {}).items()}
    form = PageForm(questions, texts, seen={box: each.seen for box, each in (refused or {}).items()}, problems=problems)
    said = {"form": form, "page": response.definition.page[place.name], "place": place}
    return page_of(request, "survey/page.html", response, **said)


def _saved(request, response, here):
    """Save what can be kept of what came, and go where the button leads; or show the page again, with what is wrong.

    A page that saves itself is told what it may now take as seen. Where somebody else had changed the same, both are kept.
    """
    # Whatever it says is kept: a question can have moved to another page while this one was open.
    arrived = came(response.definition.questions.values(), request.POST)
    before = response.read()[0].names if _is_from_check(request) else []
    fates = response.write(arrived.said, page=sender_of(request.POST), on=here.name, at=request.at)
    choose = address(response, "choose") if Fate.BESIDE in fates.values() else ""
    if saves_itself(request):
        return reply(arrived.problems.values(), seen=arrived.news(fates), choose=choose)
    if choose:
        return redirect(choose)
    way, _ = response.read()
    button = request.POST.get("then", "")
    wrong = arrived.problems if button else arrived.problems | problems_of(way.asked.get(here.name, ()), response.says)
    if wrong and here.name in way.asked:
        place = pages.place_of(response, way, here, is_from_check=_is_from_check(request))
        return _shown(request, response, way, place, refused=arrived.refused, problems=wrong)
    return redirect(_following(request, response, way, here.name, before))


def _following(request, response, way, name, known):
    """The address that the button leads to. Who came from the check goes back there, by way of pages that are not `known`."""
    button = request.POST.get("then", "")
    if button == "later":
        return address(response, "way-back", next=name)
    if name not in way.asked:
        return where_to_go_on(response)
    if button == "back":
        before = way.before(name)
        return address(response, "page", before.name) if before else address(response, "start")
    if _is_from_check(request):
        new = next((each for each in way.names if each not in known), None)
        return address(response, "page", new, **{"from": "check"}) if new else address(response, "check")
    after = way.after(name)
    return address(response, "page", after.name) if after else address(response, "check")
