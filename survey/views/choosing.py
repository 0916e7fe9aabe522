"""Choosing between answers that people who share a response have given at the same time."""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from keepitlocal.drafts.saying import Said, hash_of
from survey import reading
from survey.definition.fields import names, question_of
from survey.views.held import page_of, where_to_go_on, writing

SEEN = re.compile(r"([0-9]{1,9})@([0-9a-f]{16})")  # another text that the page showed: its key, and its hash
IN_BETWEEN = _("Somebody else changed or chose this in the meantime. Nothing is lost: look at what it says now.")


@writing
def choose(request, response):
    """Every box with several texts: one of them is to stay."""
    if request.method == "POST":
        _settle(request, response)
        return redirect(request.get_full_path() if response.beside else where_to_go_on(response))
    said = [_contested(response, box, others) for box, others in response.open_texts().items()]
    return page_of(
        request, "survey/choose.html", response, contested=[each for each in said if each], on=where_to_go_on(response)
    )


def _contested(response, box, others):
    """A box with several texts, as the page shows it; None of a question that is no longer asked."""
    if not (question := question_of(response.definition, box)):
        return None
    text = response.says.get(box, "")
    return {
        "box": box,
        "label": reading.called(question, box),
        "text": reading.in_box(question, box, text),
        "seen": hash_of(text),
        "others": [(each["key"], reading.in_box(question, box, each["text"])) for each in others],
        "others_seen": [f"{each['key']}@{hash_of(each['text'])}" for each in others],
    }


def _settle(request, response):
    """Do what a button says. Raises Http404 for a box of which there are not several texts."""
    box, use = request.POST.get("field", ""), request.POST.get("use", "")
    if not (others := response.open_texts().get(box)):
        if box in {name for question in response.definition.questions.values() for name in names(question)}:
            messages.info(request, IN_BETWEEN)
            return
        raise Http404
    seen = {(int(each[1]), each[2]) for each in filter(None, map(SEEN.fullmatch, request.POST.getlist("other")))}
    texts = {str(each["key"]): each["text"] for each in others if (each["key"], hash_of(each["text"])) in seen}
    now = response.says.get(box, "")
    if request.POST.get("seen") == hash_of(now):
        texts["stored"] = now
    said = Said(texts.get(use, ""), request.POST.get("seen", ""))
    if use not in texts or not response.choose(box, said, others=seen, at=request.at):
        messages.info(request, IN_BETWEEN)
