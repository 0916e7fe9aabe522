"""A call and what it asks; a submission and what it says."""

from evidence.models.calls import Call, Publication, PublicationChoice, Question, RespondentType, Section
from evidence.models.submissions import Answer, Need, Revision, Status, Submission

__all__ = [
    "Answer",
    "Call",
    "Need",
    "Publication",
    "PublicationChoice",
    "Question",
    "RespondentType",
    "Revision",
    "Section",
    "Status",
    "Submission",
]
