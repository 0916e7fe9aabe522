"""A consultation, its principles and their wordings; comments, who writes, watches and reports them."""

from principles.models.authors import Author
from principles.models.comments import Comment
from principles.models.complaints import Complaint, ComplaintStatus, report
from principles.models.consultations import Consultation, Moderation
from principles.models.likenesses import Band, Likeness
from principles.models.principles import Principle, Wording
from principles.models.statuses import Outcome, Reason, Status
from principles.models.watching import Digest, How, Watch
from principles.models.writing import Text, post

__all__ = [
    "Author",
    "Band",
    "Comment",
    "Complaint",
    "ComplaintStatus",
    "Consultation",
    "Digest",
    "How",
    "Likeness",
    "Moderation",
    "Outcome",
    "Principle",
    "Reason",
    "Status",
    "Text",
    "Watch",
    "Wording",
    "post",
    "report",
]
