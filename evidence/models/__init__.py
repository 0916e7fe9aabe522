"""A call and what it asks; a submission and what it says."""

from evidence.models.asking import Asked, Reply
from evidence.models.calls import Call, Publication, PublicationChoice, Question, RespondentType, Section
from evidence.models.documents import Document, DocumentStatus
from evidence.models.drafting import Draft
from evidence.models.entering import Channel
from evidence.models.looking import Look
from evidence.models.reviewing import Note, Status
from evidence.models.submissions import Need, Revision, Submission
from evidence.models.writers import Writer
from evidence.models.writing import Answer, OtherText

__all__ = [
    "Answer",
    "Asked",
    "Call",
    "Channel",
    "Document",
    "DocumentStatus",
    "Draft",
    "Look",
    "Need",
    "Note",
    "OtherText",
    "Publication",
    "PublicationChoice",
    "Question",
    "Reply",
    "RespondentType",
    "Revision",
    "Section",
    "Status",
    "Submission",
    "Writer",
]
