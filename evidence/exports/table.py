"""What an export of submissions holds: the revision that stands of each, one row each, with a column for each question."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from evidence.models import Call, Publication, Question, Revision, Status
from evidence.models.reviewing import STANDING
from keepitlocal.consent.models import Purpose, Statement

CONFIDENTIAL = "This file contains confidential evidence. It may not be published, quoted or passed on."
ABOUT = ("type_other", "name", "organisation", "role", "area")
COLUMNS = [
    "reference", "status", "sent at", "call", "type", "type in their own words", "name", "organisation", "role", "area", "email",
    "publication", "documents",
]  # fmt: skip
AT_A_TIME = 50  # rows fetched together: one may hold 2 MB


@dataclass(frozen=True)
class Selection:
    """Whose evidence is exported. Confidential evidence and e-mail addresses only where that was asked for."""

    call: Call
    confidential: bool = False
    contacts: bool = False

    @cached_property
    def publications(self):
        """How what they agreed to lets us publish: a dict of a statement's key to its code, for those that may be exported."""
        codes = Statement.objects.filter(purpose=Purpose.PUBLICATION).values_list("pk", "code")
        return {key: code for key, code in codes if self.confidential or code != Publication.PRIVATE}

    def revisions(self):
        """The latest revision of each submission that stands. A draft has none, and what was withdrawn is not for use.

        What says nothing of publication is not among them.
        """
        newer = Revision.objects.filter(submission=OuterRef("submission"), number__gt=OuterRef("number"))
        return Revision.objects.filter(
            ~Exists(newer),
            submission__call=self.call,
            submission__status__in=STANDING,
            content__publication__in=list(self.publications),
        ).order_by("submission_id")

    @cached_property
    def questions(self):
        """A dict of each question's key to its words, in the order of the call; retired ones too."""
        asked = Question.objects.filter(section__call=self.call).select_related("section")
        return {
            question.pk: str(question) for question in asked.order_by(F("section__number").asc(nulls_last=True), "position", "pk")
        }

    def lines(self):
        """The table from its top: lists of texts and numbers, all of the same length but for a warning."""
        if self.confidential:
            yield [CONFIDENTIAL]
        yield [self._email_or(column) for column in COLUMNS] + [*self.questions.values(), "answers to questions that are gone"]
        fields = ["submission__reference", "submission__status", "sent_at", "content"]
        for row in self.revisions().values_list(*fields).iterator(chunk_size=AT_A_TIME):
            yield self._line(*row)

    def _email_or(self, column):
        """A column stays in its place whether or not it holds anything, and says so."""
        return f"{column} (left out)" if column == "email" and not self.contacts else column

    def _line(self, reference, status, sent_at, says):
        kind = says["type"]["label"] if says["type"] else ""
        answers = {answer["question"]: answer for answer in says["answers"]}
        gone = [f"{each['code']} {each['asked']}\n{each['text']}" for key, each in answers.items() if key not in self.questions]
        return [
            reference,
            Status(status).label,
            timezone.localtime(sent_at).isoformat(timespec="seconds"),
            self.call.title,
            kind,
            *(says[field] for field in ABOUT),
            says["email"] if self.contacts else "",
            self.publications[says["publication"]],
            len(says.get("documents", [])),
            *(answers[key]["text"] if key in answers else "" for key in self.questions),
            "\n\n".join(gone),
        ]
