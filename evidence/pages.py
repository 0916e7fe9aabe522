"""The pages of evidence that are kept in the process (keepitlocal/pages.py): a call, and a section of a draft."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from evidence.forms import SectionForm
from evidence.models import content
from keepitlocal import pages
from keepitlocal.drafts import holding, kept
from keepitlocal.drafts.saying import hash_of


@dataclass(frozen=True)
class Standing:
    """What a page says of a submission, in its place: whether it was sent, and its deadline. Nothing that anybody wrote."""

    deadline: datetime.datetime
    extended_until: datetime.datetime | None
    was_sent: bool
    is_being_written: bool
    is_one_of_several: bool
    pk: str = pages.slot("draft")  # a page is kept for every draft, and says in its place which one it is

    def __str__(self):
        return pages.slot("called")

    @property
    def reference(self):
        return pages.slot("reference") if self.was_sent else None


def _standing(submission):
    if not submission:
        return None
    return Standing(
        submission.deadline,
        submission.extended_until,
        was_sent=bool(submission.reference),
        is_being_written=submission.is_being_written,
        is_one_of_several=submission.is_one_of_several,
    )


@pages.kept
def _call(phase, standing, call, *_):
    return pages.make(
        "evidence/call.html",
        path=call.get_absolute_url(),
        call=call,
        content=content.of(call),
        submission=standing,
        phase=phase,
        nonce=pages.slot("nonce"),
    )


@pages.kept
def _section(task, is_from_check, phase, standing, call, *_):
    what = content.of(call)
    section = what.section(task)
    asked = content.asked(section)
    slots = {question.pk: pages.slot(_answer(question.pk)) for question in asked}
    hashes = {question.pk: pages.slot(_seen(question.pk)) for question in asked}
    return pages.make(
        "evidence/section.html",
        path=reverse("evidence:section", args=[call.slug, task]),
        query="from=check" if is_from_check else "",
        form=SectionForm(section=section, texts=slots, hashes=hashes),
        page_name=pages.slot("page"),
        section=section,
        submission=standing,
        call=call,
        content=what,
        phase=phase,
    )


def _answer(question):
    """The name of the slot of the answer to a question, named by its key."""
    return f"answer-{question}"


def _seen(question):
    return f"{kept.SEEN}{question}"


def call(request, call, submission):
    """The page of a call, or None where it has to be made for this person alone."""
    if not pages.is_ordinary(request):
        return None
    page = _call(call.phase(request.at), _standing(submission), *call.appearance)
    return pages.respond(request, page, {"nonce": holding.nonce(), "reference": submission and submission.reference})


def section(request, submission, section, texts):
    """The page of a section with its answers, `texts` by question; None where it has to be made for this person alone."""
    is_from_check = request.GET.get("from") == "check"
    window = submission.window
    page = _section(section.slug, is_from_check, submission.phase(request.at), _standing(submission), *window.appearance)
    answers = {_answer(key): text for key, text in texts.items()}
    # A question that is no longer asked has no slot; it is shown to those who answered it.
    if not pages.is_ordinary(request) or not answers.keys() <= set(page.names):
        return None
    hashes = {_seen(key): hash_of(text) for key, text in texts.items()}
    return kept.respond(request, page, submission, answers | hashes)


def forget():
    _call.forget()
    _section.forget()
