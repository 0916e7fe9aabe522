"""What people wrote, one text after the other, the newest first."""

from dataclasses import dataclass

from survey.models import TextRow

AT_A_TIME = 50


@dataclass(frozen=True)
class Listing:
    """One page of them. `older`: the key that the page after it comes before; None on the last."""

    rows: list[TextRow]
    older: int | None

    @property
    def responses(self):
        return [row.response for row in self.rows]


def written(survey, question, choice="", *, before=None):
    """What was answered to a question, or written beside a choice: those that came before the row of that key."""
    rows = TextRow.objects.filter(item__survey=survey, item__question=question, item__row="")
    rows = rows.filter(option__value=choice) if choice else rows.filter(option=None)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.select_related("response").only("text", "response__reference").order_by("-pk")[: AT_A_TIME + 1])
    return Listing(found[:AT_A_TIME], found[AT_A_TIME - 1].pk if len(found) > AT_A_TIME else None)
