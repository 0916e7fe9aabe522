"""Evidence at the officers' desk."""

from evidence.admin import calls, documents, drafts, submissions

__all__ = ["calls", "documents", "drafts", "submissions"]
