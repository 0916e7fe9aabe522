"""What each officer has read, and what they put by for later. These are their own marks, and move nothing."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from evidence.models.entering import EnteredQuerySet
from evidence.models.reviewing import STANDING
from keepitlocal.lifecycle import NotAllowed


class LookedAtQuerySet(EnteredQuerySet):
    """What looking adds to many submissions."""

    def unread_by(self, officer):
        """What stands, and this officer has not read: never, or not since they said so."""
        return self.filter(~_looks(officer, revision__gt=0), status__in=STANDING, reference__isnull=False)

    def changed_for(self, officer):
        """What stands, and its sender has changed since they read it."""
        # Few are ever changed: the first condition names them by an index, before anybody's looks are asked for.
        changed = _looks(officer, revision__gt=0, revision__lt=OuterRef("revision"))
        return self.filter(changed, revision__gt=1, status__in=STANDING)

    def read_by(self, officer):
        """What they have read as it stands."""
        return self.filter(_looks(officer, revision__gt=0, revision__gte=OuterRef("revision")))

    def flagged_by(self, officer):
        return self.filter(_looks(officer, is_flagged=True))


def _looks(officer, **said):
    return Exists(Look.objects.filter(submission=OuterRef("pk"), officer=officer, **said))


class LookedAt(models.Model):
    """What looking adds to a submission."""

    revision = models.PositiveSmallIntegerField("revision that stands", default=0, editable=False)

    class Meta:
        abstract = True

    def look_of(self, officer):
        """How an officer has looked at it; one that says nothing where they have not."""
        return self.looks.filter(officer=officer).first() or Look(submission=self, officer=officer)

    def was_read(self, revision, *, by, at):
        """Mark that an officer read this revision. Once more, or after a later one, changes nothing. Returns their look."""
        look = self.look_of(by)
        return look if look.revision >= revision else self._mark(look, revision=revision, at=at)

    def mark_unread(self, *, by, at):
        """Have them read it again."""
        self._mark(self.look_of(by), revision=0, at=at)

    def flag(self, *, by, at):
        """Put it by for later. Raises NotAllowed for what they flagged already."""
        self._flag(True, "You have flagged it already.", by, at)

    def unflag(self, *, by, at):
        """Take the flag off. Raises NotAllowed where there is none."""
        self._flag(False, "You have not flagged it.", by, at)

    def _flag(self, is_flagged, refusal, by, at):
        look = self.look_of(by)
        if look.is_flagged == is_flagged:
            raise NotAllowed(refusal)
        self._mark(look, is_flagged=is_flagged, at=at)

    def _mark(self, look, **said):
        """Write it down in one statement: somebody may have it open in two windows."""
        for name, value in said.items():
            setattr(look, name, value)
        look.pk = None
        keys, names = ["officer", "submission"], [*said]
        Look.objects.bulk_create([look], update_conflicts=True, unique_fields=keys, update_fields=names)
        return look


class Look(models.Model):
    """One officer's marks on one submission: the revision that they have read, or 0, and whether they put it by for later."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    submission = models.ForeignKey("evidence.Submission", models.PROTECT, related_name="looks")
    revision = models.PositiveSmallIntegerField(default=0)
    is_flagged = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "submission"], name="evidence_look_once")]
        indexes = [
            models.Index(fields=["officer", "submission", "revision"], condition=Q(revision__gt=0), name="evidence_look_read"),
            models.Index(fields=["officer", "submission"], condition=Q(is_flagged=True), name="evidence_look_flagged"),
        ]

    def __str__(self):
        return f"{self.officer}: {self.in_words}"

    @property
    def in_words(self):
        """How things stand for its officer."""
        if not self.revision:
            read = "Unread" if self.submission.status in STANDING else ""
        else:
            read = "Changed since you read it" if self.revision < self.submission.revision else "Read"
        return ". ".join(filter(None, [read, "Flagged" if self.is_flagged else ""]))

    @property
    def is_waiting(self):
        """Whether there is something in it for its officer to read."""
        return self.submission.status in STANDING and self.revision < max(self.submission.revision, 1)


def looks_at(submissions, officer):
    """A dict of key to an officer's look at each of these submissions. One query for all."""
    found = {look.submission_id: look for look in Look.objects.filter(submission__in=submissions, officer=officer)}
    for submission in submissions:
        look = found.setdefault(submission.pk, Look(officer=officer))
        look.submission = submission
    return found
