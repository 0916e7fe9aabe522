"""The exact words that somebody agreed to, kept for as long as anything rests on them."""

import hashlib

from django.db import models


class Purpose(models.TextChoices):
    PUBLICATION = "publication", "How evidence may be published"
    LISTING = "listing", "Whether supporters are listed by name"


def fingerprint(*words):
    """The SHA-256, in hexadecimal, of words in their order: two texts share one only if they are the same."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


class StatementQuerySet(models.QuerySet):
    def worded(self, purpose, code, label, words):
        """The statement in exactly these words, written down now if nobody has agreed to them before."""
        return self.get_or_create(
            fingerprint=fingerprint(purpose, code, label, words),
            defaults={"purpose": purpose, "code": code, "label": label, "words": words},
        )[0]


class Statement(models.Model):
    """Words that can be agreed to. A change of words makes another statement; this one stays as it was read."""

    purpose = models.CharField(max_length=20, choices=Purpose)
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    words = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="consent_statement_purpose"),
        ]

    def __str__(self):
        return self.label
