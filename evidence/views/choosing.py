"""Choosing between texts that people who write together have written at the same time."""

import re
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence import reading
from evidence.forms import AnswerField
from evidence.models import OtherText
from evidence.models import content as asked
from evidence.models.writing import PUBLICATION
from evidence.templatetags.asked import numbered
from evidence.views.held import list_of, page_of, writing
from keepitlocal.drafts import saying
from keepitlocal.drafts.saying import Said, hash_of
from keepitlocal.templatetags.languages import content, in_english

LABELS = {
    "respondent_type": _("Who you are"),
    "type_other": _("In your own words"),
    "name": _("Your name"),
    "organisation": _("Organisation"),
    "role": _("Your role there"),
    "email": _("Email address"),
    "area": _("Area"),
    PUBLICATION: _("How it may be published"),
}

NAMED = {  # what is chosen and not typed: the thing with the label that people know it by, and how an officer's label is shown
    "respondent_type": (lambda submission, text: asked.of(submission.call).type(text), content),
    PUBLICATION: (lambda submission, text: reading.agreed(text), in_english),
}
SEEN = re.compile(r"([0-9]{1,18})@([0-9a-f]{16})")  # another text that the page showed: its key, and its hash
IN_BETWEEN = _("Somebody else changed or chose this in the meantime. Nothing is lost: check what the draft says now.")


@dataclass(frozen=True)
class Contested:
    """A field with several texts: what the draft says, and the others; `form` joins them, where they were typed."""

    field: str
    label: str
    text: str
    others: list[OtherText]
    form: forms.Form | None

    @property
    def seen(self):
        return hash_of(self.text)

    @property
    def others_seen(self):
        return [f"{other.pk}@{hash_of(other.text)}" for other in self.others]


class JoinForm(forms.Form):
    """The texts of an answer together, to be made into one."""

    def __init__(self, data=None, *, question, texts=()):
        joined = "\n\n".join(dict.fromkeys(filter(None, texts)))
        super().__init__(data, initial={"text": joined}, auto_id=f"id_{question.pk}_%s")
        self.question = question
        self.fields["text"] = AnswerField(question, called=gettext("What you write"))
        self.fields["text"].label = gettext("Or make one text of them here")


def _contested(submission, tried):
    """Every field with several texts, as they are now; `tried` is a dict of field to a join that was refused."""
    others = {field: [] for field in tried}
    for other in submission.other_texts.open().select_related("question__section"):
        others.setdefault(other.field, []).append(other)
    texts = dict(submission.answers.filter(field__in=list(others)).values_list("field", "text"))
    for field, beside in others.items():
        text = texts.get(field, "")
        form = tried.get(field)
        question = form.question if form else beside[0].question
        if question and not form:
            form = JoinForm(question=question, texts=[text, *(other.text for other in beside)])
        yield Contested(field, numbered(question) if question else LABELS[field], text, beside, form)


def _in_words(submission, field, text):
    """What a text is called where it was chosen, not typed: also when it is no longer offered."""
    named, say = NAMED.get(field, (None, None))
    found = text and named and named(submission, text)
    return say(found.label) if found else text


@writing
def choose(request, submission):
    """Every field with several texts: each can be used as it is, or made into one text."""
    tried = {}
    if request.method == "POST":
        tried = _settle(request, submission)
        if not tried:
            is_more = submission.other_texts.open().exists()
            return redirect(request.get_full_path() if is_more else list_of(submission))
    said = [
        {
            "of": each,
            "text": _in_words(submission, each.field, each.text),
            "others": [(other, _in_words(submission, each.field, other.text)) for other in each.others],
        }
        for each in _contested(submission, tried)
    ]
    return page_of(request, "evidence/choose.html", submission, contested=said, form=next(iter(tried.values()), None))


def _settle(request, submission):
    """Do what a button says. Returns a dict of the field to the join that is to be shown again, or {}. Raises Http404."""
    field, use = request.POST.get("field", ""), request.POST.get("use", "")
    # Compared here: the database would not be asked for a name with a NUL.
    known = [each for each in submission.other_texts.select_related("question__section") if each.field == field]
    if not known:
        raise Http404
    if use == "joined" and known[0].question:
        form = JoinForm(request.POST, question=known[0].question)
        if not form.is_valid():
            return {field: form}
        text = form.cleaned_data["text"]
    else:
        text = _as_shown(request, submission, known).get(use)
    said = Said(text or "", request.POST.get("seen", ""))
    page = saying.page_of(request.POST)
    if text is None or not submission.choose(field, said, others=_others(request), page=page, at=request.at):
        messages.info(request, IN_BETWEEN)
    return {}


def _others(request):
    """The other texts that the page showed, as pairs of key and hash."""
    found = filter(None, map(SEEN.fullmatch, request.POST.getlist("other")))
    return {(int(each[1]), each[2]) for each in found}


def _as_shown(request, submission, known):
    """The texts that can still be used as the page showed them, by what its buttons say."""
    others = _others(request)
    texts = {str(each.pk): each.text for each in known if (each.pk, hash_of(each.text)) in others}
    now = submission.answers.filter(field=known[0].field).values_list("text", flat=True).first() or ""
    return texts | ({"stored": now} if request.POST.get("seen") == hash_of(now) else {})
