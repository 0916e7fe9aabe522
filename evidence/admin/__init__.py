"""Evidence at the officers' desk."""

from evidence.admin import calls, submissions

__all__ = ["calls", "submissions"]
