"""What waits at the desk of the comments on the principles."""

from django.urls import reverse

from keepitlocal.officers.front import found
from principles.models import Comment, Complaint


def waiting(officer, at):
    """What waits for this officer, of what they may see."""
    comments, complaints = reverse("admin:principles_comment_changelist"), reverse("admin:principles_complaint_changelist")
    rows = []
    if officer.has_perm("principles.view_complaint"):
        rows += found(
            Complaint.objects.open(),
            "complaint about a comment to look into",
            "complaints about comments to look into",
            complaints,
            is_urgent=True,
        )
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
