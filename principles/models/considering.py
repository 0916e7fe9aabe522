"""What became of what a comment asks for: officers' replies, what was decided, and the wordings that it led to."""

from django.conf import settings
from django.db import models, transaction

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from principles import promises
from principles.models.statuses import Outcome, Status

LONGEST_SENTENCE = 600  # characters


class Considered(models.Model):
    """What considering adds to a comment."""

    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    outcome_why = models.CharField(max_length=LONGEST_SENTENCE, blank=True)
    considered_at = models.DateTimeField(null=True)
    considered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Pairs of a principle's number and a wording's: those that name it among what led to them (`Wording.led_by`), to be shown.
    led_to = models.JSONField(default=list)

    class Meta:
        abstract = True

    @property
    def is_considered(self):
        return bool(self.outcome)

    @transaction.atomic
    def consider(self, *, outcome, why, by, at):
        """Say in public what was decided about it, and why; or say it anew. Raises NotReady, or NotAllowed if it is not shown."""
        why = " ".join(why.split())
        if outcome not in Outcome.values or not why:
            raise lifecycle.NotReady("Choose what was decided, and say why in a sentence: everybody is shown both.")
        said = {"outcome": outcome, "outcome_why": why, "considered_at": at, "considered_by": by}
        self._refuse_unless_can("consider")
        if not self._shown.update(**said):
            raise lifecycle.AlreadyMoved(f"{self} is no longer shown.")
        for name, value in said.items():
            setattr(self, name, value)
        self._renew()
        record("was considered", self, by=by, at=at, outcome=outcome)
        promises.decided(self, promises.CONSIDERED, at=at)

    @transaction.atomic
    def lead_to(self, wording, *, at):
        """Say that a wording changed because of it, on both pages. Raises NotAllowed of what is not shown."""
        if not (held := self._shown.select_for_update(no_key=True).first()):
            raise lifecycle.NotAllowed(f"{self} is not shown to everybody: {self.get_status_display().lower()}.")
        wording.led_by.add(self)
        self.led_to = [*held.led_to, [wording.principle.number, wording.number]]
        self._shown.update(led_to=self.led_to)
        self._renew()
        promises.decided(self, promises.LED, at=at)

    @property
    def _shown(self):
        """It, as a queryset that is empty while it is not shown."""
        return type(self)._base_manager.filter(pk=self.pk, status=Status.PUBLISHED)
