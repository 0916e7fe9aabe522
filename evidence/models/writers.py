"""Who can come back to a submission (see keepitlocal/drafts/sharing.py)."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext

from evidence.models.reviewing import Status
from keepitlocal.drafts import sharing


class Writer(sharing.Writer):
    """An address that can come back to one submission."""

    DRAFT = "submission"

    submission = models.ForeignKey("evidence.Submission", models.CASCADE, related_name="writers")

    class Meta(sharing.Writer.Meta):
        constraints = [models.UniqueConstraint("submission", Lower("email"), name="evidence_writer_once")]


class Shared(sharing.Shared):
    """What sharing adds to a submission."""

    KIND = "evidence"

    class Meta:
        abstract = True

    @property
    def title(self):
        return self.call.title

    @property
    def was_withdrawn(self):
        return self.status == Status.WITHDRAWN

    def opens(self, at):
        """What whoever has a link can do with it at this moment, in words."""
        if self.can_be_changed(at):
            return gettext("read, change and withdraw it")
        if self.can_be_written(at):
            return gettext("read, write and send it")
        return gettext("read and withdraw it") if self.is_standing else gettext("read it")
