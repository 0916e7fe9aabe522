"""Whose evidence is exported: the revision that stands of each submission, by the rules that whoever exports has chosen."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from django.db.models import Exists, F, OuterRef, QuerySet

from evidence.models import Asked, Call, Channel, Publication, Question, Revision
from evidence.models.entering import is_after_close
from evidence.models.reviewing import STANDING
from keepitlocal.consent.models import Purpose, Statement
from keepitlocal.exporting import Rules
from keepitlocal.passages.models import Quoting

AT_A_TIME = 50  # rows fetched together: one may hold 2 MB
QUOTING = {
    Publication.NAMED: Quoting.NAMED.label,
    Publication.UNNAMED: Quoting.UNNAMED.label,
    Publication.PRIVATE: Quoting.NEVER.label,
}


@dataclass(slots=True)
class Row:
    """What is exported of a submission: `says` is its latest revision, and `asked` what officers asked that was answered."""

    key: int
    reference: str
    status: str
    sent_at: datetime.datetime
    says: dict
    channel: str
    received_at: datetime.datetime | None  # of what officers entered
    is_late: bool
    asked: list[Asked] = field(default_factory=list)

    @property
    def came(self):
        """How it came to us, in words."""
        return Channel(self.channel).label


FIELDS = ["submission_id", "submission__reference", "submission__status", "sent_at", "content"]
CAME = ["submission__channel", "submission__received_at"]


@dataclass(frozen=True)
class Selection:
    """The evidence to one call, or as much of it as is among `listed` submissions; `narrowed` says in words what listed them."""

    call: Call
    rules: Rules = Rules()
    listed: QuerySet | None = None
    narrowed: tuple[str, ...] = ()

    @cached_property
    def publications(self):
        """How what they agreed to lets us publish: a dict of a statement's key to its code, for those that may be exported."""
        codes = Statement.objects.filter(purpose=Purpose.PUBLICATION).values_list("pk", "code")
        return {key: code for key, code in codes if self.rules.confidential or code != Publication.PRIVATE}

    def revisions(self):
        """The latest revision of each submission that stands, in the order in which they were begun.

        A draft has none, and what was withdrawn is not for use. What says nothing of publication is not among them.
        """
        newer = Revision.objects.filter(submission=OuterRef("submission"), number__gt=OuterRef("number"))
        found = Revision.objects.filter(
            ~Exists(newer),
            submission__call=self.call,
            submission__status__in=STANDING,
            content__publication__in=list(self.publications),
        )
        if self.listed is not None:
            found = found.filter(submission__in=self.listed.order_by().values("pk"))
        return found.order_by("submission_id")

    def rows(self):
        """A `Row` for each submission; never all of them at once."""
        found = self.revisions().values_list(*FIELDS, *CAME).iterator(chunk_size=AT_A_TIME)
        rows = (Row(*each, is_late=is_after_close(each[-1], self.call)) for each in found)
        while some := list(islice(rows, AT_A_TIME)):
            asked = _asked(self.answered.intersection(row.key for row in some))
            for row in some:
                row.asked = asked.get(row.key, [])
                yield row

    @cached_property
    def answered(self):
        """The keys of submissions whose senders answered a question of officers: few, so that most are not looked up."""
        return set(Asked.objects.answered().filter(submission__call=self.call).values_list("submission", flat=True))

    @cached_property
    def questions(self):
        """A dict of each question's key to its words, in the order of the call; retired ones too."""
        asked = Question.objects.filter(section__call=self.call).select_related("section")
        return {
            question.pk: str(question) for question in asked.order_by(F("section__number").asc(nulls_last=True), "position", "pk")
        }

    def said_by(self, says):
        """Who says it: the type of respondent, and the name where there is personal data."""
        kind = says["type"]["label"] if says["type"] else "No type of respondent"
        return ", ".join(filter(None, [*self.rules.said([says["name"], says["role"], says["organisation"]]), kind]))

    def quoting(self, says):
        """Whether it may be quoted, in words."""
        return QUOTING[self.publications[says["publication"]]]


def _asked(keys):
    """A dict of these submissions' keys to what their senders were asked and answered."""
    found = defaultdict(list)
    for asked in Asked.objects.answered().whole().filter(submission__in=keys) if keys else []:
        found[asked.submission_id].append(asked)
    return found
