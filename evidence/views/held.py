"""What all pages of a submission share: which one is meant, where its pages are, and what is said where there is none."""

from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse

from evidence import drafts, progress
from evidence.models import content
from keepitlocal import errors, lifecycle
from keepitlocal.drafts import holding
from keepitlocal.drafts.replying import saves_itself


def page_of(request, template, submission, status=200, **context):
    """A page about a submission. All of them say when it closes for this one, and say so by the moment of the request."""
    call = submission.window
    said = {
        "submission": submission,
        "call": call,
        "content": content.of(call),
        "phase": submission.phase(request.at),
        "page_name": holding.nonce(),
        "at": request.at,
    }
    return render(request, template, said | context, status=status)


def address(submission, name, *args, **query):
    """The address of a page of the submission; it says which, where the browser holds several."""
    return holding.naming(submission, reverse(f"evidence:{name}", args=[submission.call.slug, *args]), **query)


def list_of(submission):
    """The address of its task list."""
    return address(submission, "yours")


def address_of(submission, step):
    """The address of a task, or of the list, which is also where a name that there is not leads."""
    if step in {"documents", "about-you", "publication", "check"}:
        return address(submission, step)
    if step in progress.steps(submission.call):
        return address(submission, "section", step)
    return list_of(submission)


def writing(view):
    """Give the view this browser's working copy. Where there is none to write, say so and give back what was typed."""

    @wraps(view)
    def wrapped(request, slug, **rest):
        call, submission = drafts.call_and_chosen(request, slug)
        if not submission:
            return nothing_here(request, call)
        if submission.is_being_written and request.method != "POST" and not submission.can_be_written(request.at):
            return redirect(list_of(submission))
        try:
            if not submission.is_being_written:
                raise lifecycle.AlreadyMoved("This has already been sent.")
            response = view(request, submission, **rest)
        except lifecycle.TooLate:
            return page_of(request, "evidence/too_late.html", submission, status=403, typed=errors.typed(request))
        except lifecycle.AlreadyMoved:
            return _was_sent(request, submission)
        if submission.is_one_of_several and request.method == "POST":
            holding.hold(response, request, submission)
        return response

    return wrapped


def nothing_here(request, call):
    """This browser holds no draft, or not this one: say why that can be, and give back anything that was typed."""
    said = {
        "call": call,
        "typed": errors.words(request),
        "others": drafts.call_and_held(request, call.slug)[1],
        "was_stopped": drafts.was_stopped(request, call),
        "phase": call.phase(request.at),
        "nonce": holding.nonce(),
        "at": request.at,
    }
    return render(request, "evidence/no_draft.html", said, status=409 if request.method == "POST" else 200)


def _was_sent(request, submission):
    """Go to the confirmation; words typed into a page left open are given back there first. A script goes nowhere."""
    words = errors.words(request)
    if not words and not saves_itself(request):
        return redirect(address(submission, "sent"))
    said = {"typed": words, "can_be_changed": submission.can_be_changed(request.at)}
    return page_of(request, "evidence/already_sent.html", submission, status=409, **said)
