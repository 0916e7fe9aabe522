"""What waits at the desk of the evidence that came."""

from django.urls import reverse

from evidence.models import Document, Draft, Status, Submission
from keepitlocal.officers.front import SOON, found


def waiting(officer, at):
    """What waits for this officer, of what they may see."""
    listed, drafts = reverse("admin:evidence_submission_changelist"), reverse("admin:evidence_draft_changelist")
    rows = []
    if officer.has_perm("evidence.view_submission"):
        rows += found(
            Document.objects.to_look_at(),
            "document to look at before it is opened",
            "documents to look at before they are opened",
            f"{listed}?documents=look",
        )
    if officer.has_perm("evidence.review_submission"):
        rows += _reviewing(officer, listed)
    if officer.has_perm("evidence.view_draft"):
        ending = Draft.objects.being_written().running_out(SOON, at)
        rows += found(
            ending,
            f"draft of evidence closes within {SOON.days} days",
            f"drafts of evidence close within {SOON.days} days",
            f"{drafts}?closing=soon",
        )
    return rows


def _reviewing(officer, listed):
    new, own = (Submission.objects.filter(status=status) for status in [Status.SUBMITTED, Status.IN_REVIEW])
    return [
        *found(
            Submission.objects.unread_by(officer),
            "submission that you have not read",
            "submissions that you have not read",
            f"{listed}?read=no",
        ),
        *found(
            Submission.objects.changed_for(officer),
            "submission that was changed since you read it",
            "submissions that were changed since you read them",
            f"{listed}?read=changed",
        ),
        *found(
            new.filter(assigned_to=None),
            "new submission that nobody has",
            "new submissions that nobody has",
            f"{listed}?status=submitted&assigned=nobody",
        ),
        *found(
            own.filter(assigned_to=officer),
            "submission of yours in review",
            "submissions of yours in review",
            f"{listed}?status=in+review&assigned=me",
        ),
    ]
