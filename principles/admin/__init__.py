"""The principles at the officers' desk."""

from principles.admin import comments, complaints, consultations, principles, watches

__all__ = ["comments", "complaints", "consultations", "principles", "watches"]
