"""What came of evidence, for officers' digests."""

from evidence.models import Status, Submission
from evidence.models.submissions import CHANGED
from keepitlocal.officers.news import digest_of

digest = digest_of(
    Submission,
    {
        f"became {Status.SUBMITTED}": "New",
        CHANGED: "Changed by their senders",
        f"became {Status.WITHDRAWN}": "Withdrawn",
    },
)
