"""The survey at the officers' desk."""

from survey.admin import apart, responses, surveys

__all__ = ["apart", "responses", "surveys"]
