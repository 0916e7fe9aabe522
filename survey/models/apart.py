"""Answers to questions marked `apart`: stored away from all others, with nothing that leads to the response they came with."""

import uuid

from django.db import models, transaction
from django.utils import timezone

from keepitlocal.audit.models import record
from survey.definition import fingerprint
from survey.models.surveys import Survey


class Apart(models.Model):
    """What one respondent said to the questions that are kept apart. Its key is random and its day has no hour, so that
    neither order nor time tells which response it came with."""

    PERSONAL = ("answers",)

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="kept_apart")
    answers = models.JSONField()
    sha256 = models.CharField(max_length=64, null=True, editable=False)  # of what is to be here once
    came_on = models.DateField()

    class Meta:
        verbose_name = "answer kept apart"
        verbose_name_plural = "answers kept apart"
        ordering = ["key"]
        constraints = [models.UniqueConstraint("survey", "sha256", name="survey_apart_once")]
        permissions = [("export_apart", "Can export what is kept apart")]

    def __str__(self):
        return f"line {str(self.key)[:8]}"

    @transaction.atomic
    def forget(self, *, by, at):
        """Delete it for good; the record says that a line was there."""
        record("was deleted", self, at=at, by=by, survey=self.survey.slug)
        self.delete()


def keep(survey, answers, *, once, at):
    """Keep what was said apart. `once`: it tells who said it, and who changes a response and says it again is here once."""
    sha256 = fingerprint(answers) if once else None
    kept = Apart(survey_id=survey, sha256=sha256, answers=answers, came_on=timezone.localdate(at))
    Apart.objects.bulk_create([kept], ignore_conflicts=True)
