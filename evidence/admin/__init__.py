"""Evidence at the officers' desk."""

from evidence.admin import calls, documents, submissions

__all__ = ["calls", "documents", "submissions"]
