"""The e-mails about complaints about comments (see keepitlocal/complaints)."""

from keepitlocal.complaints.letters import letters
from principles.models import Complaint

LETTERS = letters(Complaint, related=["comment__principle"])
