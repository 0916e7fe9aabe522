"""A call and what it asks; a submission and what it says."""

from evidence.models.calls import Call, Publication, PublicationChoice, Question, RespondentType, Section
from evidence.models.documents import Document, DocumentStatus
from evidence.models.reviewing import Note, Status
from evidence.models.submissions import Answer, Need, Revision, Submission

__all__ = [
    "Answer",
    "Call",
    "Document",
    "DocumentStatus",
    "Need",
    "Note",
    "Publication",
    "PublicationChoice",
    "Question",
    "RespondentType",
    "Revision",
    "Section",
    "Status",
    "Submission",
]
