"""What waits at the desk of the comments on the principles."""

from django.urls import reverse

from keepitlocal.complaints import waiting as complaints
from keepitlocal.officers.front import found
from principles.models import Comment, Complaint


def waiting(officer, at):
    """What waits for this officer, of what they may see."""
    comments = reverse("admin:principles_comment_changelist")
    rows = complaints.waiting(Complaint, officer)
    if officer.has_perm("principles.moderate_comment"):
        rows += found(Comment.objects.to_moderate(), "comment to moderate", "comments to moderate", comments)
    if officer.has_perm("principles.consider_comment"):
        rows += found(
            Comment.objects.unconsidered(),
            "published comment that nobody has considered",
            "published comments that nobody has considered",
            f"{comments}?status=all&considered=no",
        )
    return rows
