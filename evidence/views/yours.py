"""A respondent's own submission while it is written: the task list, and a page for each task."""

from django.http import Http404
from django.shortcuts import redirect, render

from evidence import drafts, pages, progress, reading
from evidence.forms import AboutForm, PublicationForm, SectionForm
from evidence.models import Answer, Status, content
from evidence.models.writing import ABOUT, PUBLICATION
from evidence.views.held import address, address_of, list_of, nothing_here, page_of, writing
from keepitlocal.drafts import holding, saying
from keepitlocal.drafts.replying import reply, saves_itself
from keepitlocal.drafts.saying import Fate
from keepitlocal.pace import paced


@paced
def yours(request, slug):
    """The task list of this browser's draft, or a choice where it holds several; a POST begins one, or chooses."""
    if request.method == "POST":
        return _begin(request, slug)
    call, held = drafts.call_and_held(request, slug)
    if len(held) > 1 and "draft" not in request.GET:
        return _several(request, call, held)
    submission = holding.chosen(request, held)
    if not submission:
        return nothing_here(request, call)
    if not submission.is_being_written or (submission.reference and not submission.can_be_written(request.at)):
        return redirect(address(submission, "sent"))
    if not submission.can_be_written(request.at):
        return page_of(request, "evidence/yours_closed.html", submission, **reading.shown(submission.as_sent()))
    said = {"progress": progress.of(submission), "writers": submission.writers.count()}
    return page_of(request, "evidence/yours.html", submission, **said)


def _several(request, call, held):
    """A choice of those that the browser holds, by whom each is for, as far as they say."""
    names = Answer.objects.filter(submission__in=held, field__in=["organisation", "name"]).exclude(text="").order_by("field")
    whose = dict(names.values_list("submission", "text"))
    said = {
        "call": call,
        "held": [(each, whose.get(each.pk, "")) for each in reversed(held)],
        "nonce": holding.nonce(),
        "phase": call.phase(request.at),
        "at": request.at,
    }
    return render(request, "evidence/yours_several.html", said)


def _begin(request, slug):
    """Begin a draft, unless this browser holds one and does not ask for another; either way, go to it."""
    call, submission = drafts.call_and_chosen(request, slug)
    if not submission and ("draft" in request.POST or "draft" in request.GET):
        return nothing_here(request, call)
    if not submission or submission.status == Status.WITHDRAWN or "another" in request.POST:
        if not call.is_open(request.at):
            return redirect("evidence:call", slug)
        is_one_of_several = submission is not None
        submission = drafts.begin(call, nonce=request.POST.get("nonce", "")[:64], at=request.at)
        submission.is_one_of_several = is_one_of_several
    response = redirect(list_of(submission))
    holding.hold(response, request, submission)
    return response


def next_task(request, submission, task):
    """Where to go when `task` is saved; the first time by way of being asked for an address to come back by."""
    following = _following(request, submission, task)
    if submission.asked_at or submission.was_asked(at=request.at):
        return redirect(address_of(submission, following))
    return redirect(address(submission, "way-back", next=following))


def _following(request, submission, task):
    """The name of what comes next: the list, the check they came from, or the next task."""
    if request.POST.get("then") == "list":
        return "list"
    steps = progress.steps(submission.call)
    return "check" if request.GET.get("from") == "check" else steps[steps.index(task) + 1]


def _saved(request, submission, form, task):
    """Save what can be kept of what came, and say where that leads; None where the page is to be shown again, with what is wrong.

    A page that saves itself is told what it may now take as seen. Where somebody else had changed the same, both are kept.
    """
    is_whole = form.is_valid()
    fates = submission.write(form.said(), page=saying.page_of(request.POST), at=request.at)
    news = form.was_written(fates)
    choose = address(submission, "choose") if Fate.BESIDE in fates.values() else ""
    if saves_itself(request):
        problems = [problem for problems in form.errors.values() for problem in problems]
        return reply(problems, seen=news, choose=choose)
    if not is_whole:
        return None  # what could not be kept is only here
    return redirect(choose) if choose else next_task(request, submission, task)


@writing
def section(request, submission, task):
    """One section's questions. What can be kept is kept, also when something else on the page is wrong."""
    if task not in progress.steps(submission.call) or not (here := content.of(submission.call).section(task)):
        raise Http404
    texts = drafts.texts(submission, here)
    if request.method != "POST" and (kept := pages.section(request, submission, here, texts)):
        return kept
    form = SectionForm(request.POST if request.method == "POST" else None, section=here, texts=texts)
    if request.method == "POST" and (response := _saved(request, submission, form, task)):
        return response
    return page_of(request, "evidence/section.html", submission, form=form, section=here)


@writing
def about_you(request, submission):
    """Who they are."""
    stored = dict(submission.answers.filter(field__in=ABOUT).values_list("field", "text"))
    form = AboutForm(
        request.POST if request.method == "POST" else None,
        stored=stored,
        types=content.of(submission.call).types,
        offered=None if "email" in stored else _known_address(submission),
    )
    if request.method == "POST" and (response := _saved(request, submission, form, "about-you")):
        return response
    return page_of(request, "evidence/about_you.html", submission, form=form)


def _known_address(submission):
    """The address that they come back by, to be proposed for the receipt, too."""
    writer = submission.writers.filter(was_invited=False).first()
    return {"email": writer.email} if writer else None


@writing
def publication(request, submission):
    """How it may be published, in words that are kept."""
    what = content.of(submission.call)
    stored = submission.answers.filter(field=PUBLICATION).values_list("text", flat=True).first() or ""
    form = PublicationForm(request.POST if request.method == "POST" else None, stored=stored, choices=what.choices)
    if request.method == "POST" and (response := _saved(request, submission, form, "publication")):
        return response
    agreed = reading.agreed(stored) if stored and not what.choice(stored) else None
    return page_of(request, "evidence/publication.html", submission, form=form, was=agreed)
