"""What came of responses, for officers' digests."""

from keepitlocal.officers.news import digest_of
from survey.models import Response, Status
from survey.models.sending import CHANGED

digest = digest_of(Response, {f"became {Status.SENT}": "New", CHANGED: "Changed by their senders"})
