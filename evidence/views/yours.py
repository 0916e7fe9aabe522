"""A respondent's own submission, from the task list to the copy they keep."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from evidence import drafts, pages, progress, reading
from evidence.forms import AboutForm, PublicationForm, SectionForm, SendForm
from evidence.models import Document, Status, content
from keepitlocal import errors, lifecycle


def page_of(request, template, submission, status=200, **context):
    """A page about a submission. All of them say when the call closes, and say so by the moment of the request."""
    call = submission.call
    said = {
        "submission": submission,
        "call": call,
        "content": content.of(call),
        "phase": call.phase(request.at),
        "at": request.at,
    }
    return render(request, template, said | context, status=status)


def writing(view):
    """Give the view this browser's draft. Where there is none, or it is too late or sent, say so and give back what was typed."""

    @wraps(view)
    def wrapped(request, slug, **rest):
        call, submission = drafts.call_and_latest(request, slug)
        if not submission:
            return _nothing_here(request, call)
        if submission.status == Status.DRAFT and request.method != "POST" and not submission.can_be_written(request.at):
            return redirect("evidence:yours", slug)
        try:
            if submission.status != Status.DRAFT:
                raise lifecycle.AlreadyMoved("This has already been sent.")
            return view(request, submission, **rest)
        except lifecycle.TooLate:
            return page_of(request, "evidence/too_late.html", submission, status=403, typed=errors.typed(request))
        except lifecycle.AlreadyMoved:
            return _was_sent(request, submission)

    return wrapped


def _nothing_here(request, call):
    """This browser holds no draft: say why that can be, and give back anything that was typed."""
    said = {
        "call": call,
        "typed": errors.typed(request),
        "phase": call.phase(request.at),
        "nonce": drafts.nonce(),
        "at": request.at,
    }
    return render(request, "evidence/no_draft.html", said, status=409 if said["typed"] else 200)


def _was_sent(request, submission):
    """Go to the confirmation; words typed into a page left open are given back there first."""
    words = [each for each in errors.typed(request) if each["label"]]
    if not words:
        return redirect("evidence:sent", submission.call.slug)
    return page_of(request, "evidence/already_sent.html", submission, status=409, typed=words)


def yours(request, slug):
    """The task list of this browser's draft; a POST begins one."""
    if request.method == "POST":
        return _begin(request, slug)
    call, submission = drafts.call_and_latest(request, slug)
    if not submission:
        return _nothing_here(request, call)
    if submission.status != Status.DRAFT:
        return redirect("evidence:sent", slug)
    if not submission.can_be_written(request.at):
        return page_of(request, "evidence/yours_closed.html", submission, **reading.whole(submission.as_sent()))
    return page_of(request, "evidence/yours.html", submission, progress=progress.of(submission))


def _begin(request, slug):
    """Begin a draft, unless this browser holds one; either way, go to it."""
    call, submission = drafts.call_and_latest(request, slug)
    if not submission:
        if not call.is_open(request.at):
            return redirect("evidence:call", slug)
        submission = drafts.begin(call, nonce=request.POST.get("nonce", "")[:64], at=request.at)
    response = redirect("evidence:yours", slug)
    drafts.hold(response, request, submission)
    return response


def next_task(request, submission, task):
    """Where to go when `task` is saved: back to the list, back to the check they came from, or on to the next."""
    if request.POST.get("then") == "list":
        return redirect("evidence:yours", submission.call.slug)
    steps = progress.steps(submission.call)
    following = "check" if request.GET.get("from") == "check" else steps[steps.index(task) + 1]
    if following in {"documents", "about-you", "publication", "check"}:
        return redirect(f"evidence:{following}", submission.call.slug)
    return redirect("evidence:section", submission.call.slug, following)


@writing
def section(request, submission, task):
    """One section's questions. What can be kept is kept, also when something else on the page is wrong."""
    if task not in progress.steps(submission.call) or not (here := content.of(submission.call).section(task)):
        raise Http404
    texts = drafts.texts(submission, here)
    if request.method != "POST" and (kept := pages.section(request, submission, here, texts)):
        return kept
    form = SectionForm(request.POST if request.method == "POST" else None, section=here, texts=texts)
    if request.method == "POST":
        is_whole = form.is_valid()
        submission.write(form.said, at=request.at)
        if is_whole:
            return next_task(request, submission, task)
    return page_of(request, "evidence/section.html", submission, form=form, section=here)


@writing
def about_you(request, submission):
    """Who they are."""
    form = AboutForm(
        request.POST if request.method == "POST" else None, instance=submission, types=content.of(submission.call).types
    )
    if request.method == "POST":
        is_whole = form.is_valid()
        submission.describe(form.said, at=request.at)
        if is_whole:
            return next_task(request, submission, "about-you")
    return page_of(request, "evidence/about_you.html", submission, form=form)


@writing
def publication(request, submission):
    """How it may be published, in words that are kept."""
    what = content.of(submission.call)
    chosen = what.choice(submission.publication)
    form = PublicationForm(
        request.POST if request.method == "POST" else None,
        choices=what.choices,
        initial={"choice": chosen.fingerprint if chosen else None},
    )
    if request.method == "POST" and form.is_valid():
        submission.agree(form.chosen, at=request.at)
        return next_task(request, submission, "publication")
    was_reworded = submission.publication and not chosen
    return page_of(request, "evidence/publication.html", submission, form=form, was_reworded=was_reworded)


@writing
def check(request, submission):
    """Check your answers, and send."""
    number = submission.revisions.count() + 1
    if request.method == "POST":
        form = SendForm(request.POST)
        # Less than the next number is a sending that somebody else's press has just carried out.
        if not form.is_valid() or form.cleaned_data["number"] > number:
            raise Http404
        try:
            submission.submit(number=form.cleaned_data["number"], at=request.at)
            return redirect("evidence:sent", submission.call.slug)
        except lifecycle.NotReady:
            submission.refresh_from_db(fields=["status", "reference"])
    return page_of(
        request,
        "evidence/check.html",
        submission,
        number=number,
        needs=progress.of(submission).needs,
        review=reading.review(submission),
        was_refused=request.method == "POST",
        **reading.whole(submission.as_sent()),
    )


def _sent(request, slug):
    """The submission that this browser sent, and the revision that stands; 404 where there is none."""
    _, submission = drafts.call_and_latest(request, slug)
    if not submission or submission.status == Status.DRAFT:
        raise Http404
    return submission, submission.latest


def sent(request, slug):
    """Confirmation, with the reference. It can be visited again."""
    submission, revision = _sent(request, slug)
    said = {
        "revision": revision,
        "next_steps": submission.call.next_steps_for(submission.reference),
        "documents": Document.objects.listed(revision.content),
    }
    return page_of(request, "evidence/sent.html", submission, **said)


def copy(request, slug):
    """What they sent, to keep or print; `?as=text` is a file."""
    submission, revision = _sent(request, slug)
    if request.GET.get("as") != "text":
        return page_of(request, "evidence/copy.html", submission, revision=revision, **reading.whole(revision.content))
    said = {"submission": submission, "call": submission.call, "revision": revision, **reading.whole(revision.content)}
    return HttpResponse(
        render_to_string("evidence/copy.txt", said),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{submission.reference}.txt"'},
    )
