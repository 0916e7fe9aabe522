"""What officers find, tag and quote of a submission: all of it by the names in it, and each answer by its words."""

from django.db import models

from evidence.models.calls import Publication
from evidence.models.writing import field_of
from keepitlocal.passages.models import WHOLE, Passage, Quoting, Visibility, put

SUBMISSION, ANSWER = "evidence.submission", "evidence.answer"
NAMES = ("name", "organisation", "role", "area", "type_other")
QUOTING = {
    Publication.NAMED: Quoting.NAMED,
    Publication.UNNAMED: Quoting.UNNAMED,
    Publication.PRIVATE: Quoting.NEVER,
}
LONGEST_ASKED = Passage._meta.get_field("asked").max_length
LONGEST_SAID_BY = Passage._meta.get_field("said_by").max_length


class Found(models.Model):
    """What being found adds to a submission."""

    class Meta:
        abstract = True

    def put_passages(self):
        """Have what stands found, as it was sent last; of what was withdrawn or erased, nothing."""
        put(self, passages_of(self, self.latest) if self.is_standing else [])


def passages_of(submission, revision):
    """The passages of a submission that was sent as this revision. Where documents have their words read, these belong here."""
    says = revision.content
    # What nobody agreed to have published is nobody's to quote.
    agreed = Publication(submission.publication.code) if submission.publication else Publication.PRIVATE
    said = {
        "reference": submission.reference,
        "said_by": said_by(says, agreed)[:LONGEST_SAID_BY],
        "visibility": Visibility.CONFIDENTIAL if agreed == Publication.PRIVATE else Visibility.OFFICERS,
        "quoting": QUOTING[agreed],
        "said_at": revision.sent_at,
    }
    names = "\n".join(filter(None, (says[field] for field in NAMES)))
    whole = Passage(kind=SUBMISSION, place=WHOLE, names=names, **said)
    return [whole, *(_answer(each, said) for each in says["answers"])]


def _answer(answer, said):
    code = "" if answer["code"] == "reflections" else answer["code"]
    asked = f"{code} {answer['asked']}".strip()[:LONGEST_ASKED]
    return Passage(kind=ANSWER, place=field_of(answer["question"]), asked=asked, text=answer["text"], **said)


def said_by(says, agreed):
    """Who sent it, as they may be described: by name, or only by the sort of people or organisation that they are."""
    kind = says["type"]["label"] if says["type"] else ""
    if agreed != Publication.NAMED:
        return _one_of(kind)
    named = ", ".join(filter(None, [says["name"], says["organisation"]]))
    sort = says["type_other"] or _uncapped(kind)
    return f"{named} ({sort})" if sort else named


def _one_of(kind):
    """Somebody of a kind, in words: a think tank, an academic, an NHS trust; "Someone else" stays."""
    if not kind or kind.startswith("Some"):
        return kind or "Somebody"
    vowels = "aeio" if kind[1:2].islower() else "aefhilmnorsx"  # letters that are said one by one begin otherwise
    return f"{'An' if kind[0].lower() in vowels else 'A'} {_uncapped(kind)}"


def _uncapped(kind):
    """Without its capital, unless it begins with several."""
    return kind[:1].lower() + kind[1:] if kind[1:2].islower() else kind
