"""What a page's boxes say, as it arrives: what can be kept is kept as it was typed, also what is no answer yet."""

from dataclasses import dataclass

from django.utils.translation import gettext

from keepitlocal.drafts.saying import Fate, Said, hash_of
from survey.definition.answering import (
    LONGEST_KEPT,
    UNKEPT,
    Unreadable,
    answer_to,
    called,
    missing,
    not_among,
    tidied,
    too_long,
)
from survey.definition.fields import names, offered
from survey.definition.questions import Kind

NOTHING = hash_of("")


@dataclass(frozen=True)
class Arrived:
    """What a form says, by box: what can be kept, what cannot, and why not, in sentences."""

    said: dict[str, Said]
    refused: dict[str, Said]
    problems: dict[str, str]

    def news(self, fates):
        """What the page that sent it may now take as seen: a dict of box to hash. `fates` is what became of what was said."""
        texts = {box: hash_of(self.said[box].text) for box in fates}
        # Where the page changed nothing, and somebody else did, it goes on showing what it showed.
        return {
            box: text
            for box, text in texts.items()
            if fates[box] == Fate.SAVED or (fates[box] == Fate.SAME and text != self.said[box].seen)
        }


def came(questions, data):
    """What a form says to questions. `data` is a QueryDict, in which a box's name may end in the hash of what its page showed."""
    full = {name.partition("@")[0]: name for name in data}
    said, refused, problems = {}, {}, {}
    for question in questions:
        for box in names(question):
            if (name := full.get(box)) is None:
                continue
            values = [value for value in data.getlist(name) if value]
            text = " ".join(values) if question.kind == Kind.MANY and box == question.name else "".join(values[-1:])
            each = Said(tidied(text), name.partition("@")[2] or NOTHING)
            if problem := _unkept(question, box, text):
                refused[box], problems[box] = each, problem
            else:
                said[box] = each
    return Arrived(said, refused, problems)


def _unkept(question, box, text):
    """Why a text cannot be kept at all, in a sentence; or None."""
    if UNKEPT.search(text):
        sentence = gettext("%(question)s holds a character that cannot be kept (NUL). Remove it and save again")
        return sentence % {"question": called(question)}
    if len(text) > LONGEST_KEPT:
        return too_long(question, text, LONGEST_KEPT)
    choices = offered(question, box)
    if choices is not None and not choices.issuperset(text.split()):
        return not_among(question)
    return None


def problems_of(questions, texts):
    """What is wrong with what boxes say, or missing, when somebody wants to go on: a dict of box to sentence."""
    problems = {}
    for question in questions:
        try:
            answer = answer_to(question, texts)
        except Unreadable as unreadable:
            problems |= unreadable.problems
        else:
            if question.required and not answer:
                problems[names(question)[0]] = missing(question)
    return problems
