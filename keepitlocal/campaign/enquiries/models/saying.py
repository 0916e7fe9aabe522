"""What was said in an enquiry: by whoever asked, by officers to them, and by officers among themselves."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models

LONGEST = 5_000  # characters
MOST = 100  # messages in one enquiry, on both sides: its page shows them all
SAYABLE: list[Callable[[Any], None]] = [MaxLengthValidator(LONGEST), ProhibitNullCharactersValidator()]


class Said(models.Model):
    """One message of the conversation. It never changes."""

    PERSONAL = ("text",)

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="said")
    number = models.PositiveSmallIntegerField()  # in the conversation, from 1
    # Who answered; nobody where it is what the enquirer wrote.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(validators=SAYABLE)
    begun_with = models.CharField(max_length=64, unique=True, null=True, editable=False)

    class Meta:
        ordering = ["number"]
        verbose_name = verbose_name_plural = "what was said"
        constraints = [models.UniqueConstraint("enquiry", "number", name="enquiries_said_number")]

    def __str__(self):
        return f"{self.enquiry}, message {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("What was said never changes.")
        super().save(*args, **kwargs)

    @property
    def is_answer(self):
        return self.by_id is not None


class Note(models.Model):
    """What an officer wrote about an enquiry, for officers alone. It never changes."""

    PERSONAL = ("text",)

    enquiry = models.ForeignKey("enquiries.Enquiry", models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(validators=SAYABLE)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Note {self.pk}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A note never changes.")
        super().save(*args, **kwargs)
