"""What a table of pledges holds: one row each, in the order in which they came."""

from dataclasses import dataclass

from django.db.models import QuerySet

from keepitlocal.campaign.pledges.models import Pledge, Status, Words
from keepitlocal.campaign.pledges.models.statuses import KNOWN
from keepitlocal.exporting import Rules, moment, warned

PERSONAL = ["name", "organisation", "email"]
COLUMNS = [
    "reference", "status", "received", "confirmed", *PERSONAL, "place", "asks candidates", "listed", "wants news", "words",
    "words are",
]  # fmt: skip
FIELDS = [
    "reference", "status", "created_at", "confirmed_at", "name", "organisation", "email", "place", "asks_candidates", "agreed",
    "wants_news", "words", "words_status",
]  # fmt: skip
AT_A_TIME = 500  # rows fetched together


@dataclass(frozen=True)
class Selection:
    """The pledges that count, or of the `listed` ones all that were ever confirmed; what was erased is not among them."""

    rules: Rules = Rules()
    listed: QuerySet | None = None

    def pledges(self):
        if self.listed is None:
            return Pledge.objects.confirmed().order_by("pk")
        return Pledge.objects.filter(status__in=KNOWN, pk__in=self.listed.order_by().values("pk")).order_by("pk")

    def lines(self):
        """The table from its top: lists of texts, all of the same length but for a warning."""
        return warned(self.rules, self._lines())

    def _lines(self):
        yield self.rules.titled(COLUMNS, PERSONAL)
        for row in self.pledges().values_list(*FIELDS).iterator(chunk_size=AT_A_TIME):
            yield self._line(dict(zip(FIELDS, row, strict=True)))

    def _line(self, says):
        return [
            says["reference"],
            Status(says["status"]).label,
            moment(says["created_at"]),
            moment(says["confirmed_at"]),
            *self.rules.said([says["name"], says["organisation"], says["email"]]),
            says["place"],
            *("yes" if says[each] else "no" for each in ["asks_candidates", "agreed", "wants_news"]),
            says["words"],
            Words(says["words_status"]).label if says["words"] else "",
        ]
