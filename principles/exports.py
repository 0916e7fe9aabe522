"""What a table of comments holds: one row each, in the order in which they came."""

from dataclasses import dataclass

from django.db.models import QuerySet

from keepitlocal.exporting import Rules, moment, warned
from principles.models import Comment, Outcome, Status
from principles.models.principles import content_of

PERSONAL = ["name", "organisation", "role", "email"]
COLUMNS = [
    "reference", "principle", "paragraph", "words it is about", "in reply to", "opened by", "status", "received", "published",
    "written by", *PERSONAL, "outcome", "reason", "text",
]  # fmt: skip
FIELDS = [
    "reference", "principle__number", "wording", "paragraph", "quote", "answers__reference", "thread__reference", "status",
    "created_at", "published_at", "officer", "name", "organisation", "role", "author__email", "outcome", "outcome_why", "text",
]  # fmt: skip
AT_A_TIME = 500  # rows fetched together


@dataclass(frozen=True)
class Selection:
    """All comments, or as many as are among the `listed` ones: those that everybody may read, and the others where asked for."""

    rules: Rules = Rules()
    unpublished: bool = False
    listed: QuerySet | None = None

    def comments(self):
        """What was taken back, erased or never confirmed is not among them."""
        found = Comment.objects.received() if self.unpublished else Comment.objects.public()
        if self.listed is not None:
            found = found.filter(pk__in=self.listed.order_by().values("pk"))
        return found.order_by("pk")

    def lines(self):
        """The table from its top: lists of texts and numbers, all of the same length but for a warning."""
        return warned(self.rules, self._lines())

    def _lines(self):
        yield self.rules.titled(COLUMNS, PERSONAL)
        for row in self.comments().values_list(*FIELDS).iterator(chunk_size=AT_A_TIME):
            yield self._line(dict(zip(FIELDS, row, strict=True)))

    def _line(self, says):
        names = [says[field] or "" for field in ["name", "organisation", "role", "author__email"]]
        return [
            says["reference"] or "",
            says["principle__number"] or "The principles as a whole",
            _paragraph(says["wording"], says["paragraph"]),
            says["quote"],
            says["answers__reference"] or "",
            says["thread__reference"] or "",
            str(Status(says["status"]).label),
            moment(says["created_at"]),
            moment(says["published_at"]),
            "the policy team" if says["officer"] else "the public",
            *self.rules.said(names),
            str(Outcome(says["outcome"]).label) if says["outcome"] else "",
            says["outcome_why"],
            says["text"],
        ]


def _paragraph(wording, paragraph):
    """The number that the paragraph had in the wording that was read; "" of a whole principle."""
    return (wording and content_of(wording).number_of(paragraph)) or ""
