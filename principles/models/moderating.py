"""What moderators do to a comment, and what its appearing and going changes around it."""

from django.db import models, transaction
from django.db.models import F

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from principles import promises
from principles.models.consultations import Consultation
from principles.models.likenesses import Likeness
from principles.models.principles import Principle
from principles.models.statuses import Reason, Status

NO_CHANGE = {"proposed": "", "proposed_at": None}
CHANGED_SINCE = "It has been changed or decided since you read it. Look at it again."
LONGEST_WORDS = 1_000  # characters of what a moderator writes to an author


class Moderated(models.Model):
    """What moderating adds to a comment. Each verb names the `revision` that was read: nobody approves what they did not see."""

    # Why it is not shown, or its last change is not, or what its author was asked for: in words to them.
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    reason_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    is_unread = models.BooleanField("shown before a moderator read it", default=False)

    class Meta:
        abstract = True

    @property
    def waits_while_shown(self):
        """Whether everybody reads it while something of it waits for a moderator: a change, or all of it."""
        return self.has_change_waiting or (self.is_public and self.is_unread)

    @transaction.atomic
    def approve(self, *, revision, by, at):
        """Show it as its author said it last; a change takes the place of what is shown. Raises NotAllowed, or AlreadyMoved.

        What appeared before it was read stands: its author knows that it is shown, and is told nothing new.
        """
        self._refuse_unless_can("approve")
        if self.is_public and not self.has_change_waiting:
            self._stand(revision, by=by, at=at)
            return
        change = {"text": self.proposed, **NO_CHANGE} if self.has_change_waiting else {}
        if self.is_public:
            self._take_change(revision, by=by, at=at)
        else:
            self._publish(by=by, at=at, only={"revision": revision}, **change)
        promises.decided(self, promises.APPROVED, at=at)

    @transaction.atomic
    def reject(self, *, revision, reason, words="", by, at):
        """Do not show it, or not its change, for a reason that its author is told. Raises NotReady, NotAllowed, or AlreadyMoved.

        Of what is shown, and has a change that waits, the change alone is rejected.
        """
        self._refuse_unless_can("reject")
        columns = self._why(reason, words) | self._without_change()
        if self.is_public and self.has_change_waiting:
            self._settle_change(revision, **columns)
            record("had a change rejected", self, by=by, at=at, revision=revision, reason=reason)
            promises.decided(self, promises.CHANGE_REJECTED, at=at)
        else:
            self._leave(Status.REJECTED, by=by, at=at, only={"revision": revision}, **columns)
            promises.decided(self, promises.REJECTED, at=at)

    @transaction.atomic
    def ask(self, *, revision, words, by, at):
        """Ask its author to change it before it is shown. Raises NotReady without words, NotAllowed, or AlreadyMoved."""
        words = " ".join(words.split())
        if not words:
            raise lifecycle.NotReady("Say what should change: the author is told so.")
        self.become(Status.ASKED, by=by, at=at, only={"revision": revision}, reason="", reason_words=words)
        promises.decided(self, promises.ASKED, at=at)

    @transaction.atomic
    def hide(self, *, reason, words="", by, at):
        """Take it out of everybody's sight while it is looked into. Raises NotAllowed, NotReady, or AlreadyMoved."""
        self._leave(Status.HIDDEN, by=by, at=at, **self._why(reason, words))
        promises.decided(self, promises.HIDDEN, at=at)

    @transaction.atomic
    def restore(self, *, by, at):
        """Show what was hidden, or rejected, after all. A change goes on waiting. Raises NotAllowed, or AlreadyMoved."""
        self._refuse_unless_can("restore")
        what = promises.RESTORED if self.published_at else promises.APPROVED  # what never appeared is not shown again
        self._publish(by=by, at=at)
        promises.decided(self, what, at=at)

    @transaction.atomic
    def remove(self, *, reason, words="", by, at):
        """Show what was shown, or hidden, no more. Raises NotAllowed, NotReady, or AlreadyMoved."""
        self._refuse_unless_can("remove")
        self._leave(Status.REJECTED, by=by, at=at, **self._why(reason, words), **self._without_change())
        promises.decided(self, promises.REJECTED, at=at)

    def receive(self, *, at):
        """Its address is confirmed: it waits for a moderator, or is shown where those come after."""
        if self.is_read_first:
            self.become(Status.WAITING, at=at)
        else:
            self._publish(at=at, is_unread=True)
        record("was received", self, at=at)
        promises.received(self, at=at)

    def show_reply(self, *, by, at):
        """An officer's own reply needs no moderator."""
        self._publish(by=by, at=at)

    def hold(self):
        """Let nobody else show or hide what is said beside it until the transaction ends.

        Each of those changes other comments, too, and how many there are. Rows are always held in one order, so that nobody
        waits for one who waits for them: an author, the consultation, a principle, and only then what was said.
        """
        self._discussed.select_for_update(no_key=True).values_list("pk").get()

    def _refuse_unless_can(self, verb):
        if not self.can(verb):
            raise lifecycle.NotAllowed(f"This cannot be done to {self}: {self.get_status_display().lower()}.")

    def _why(self, reason, words):
        if reason not in Reason.values:
            raise lifecycle.NotReady("Choose a reason: the author is told it.")
        words = " ".join(words.split())
        if reason == Reason.OTHER and not words:
            raise lifecycle.NotReady("Say the reason in words: the author is told it.")
        return {"reason": reason, "reason_words": words}

    def _publish(self, *, at, by=None, only=None, **columns):
        self.hold()
        is_new = self.published_at is None
        columns = {"is_unread": False, "published_at": self.published_at or at, "reason": "", "reason_words": "", **columns}
        self.become(Status.PUBLISHED, by=by, at=at, only=only, **columns)
        self._appeared(1)
        if is_new:
            promises.published(self, at=at)

    def _leave(self, to, *, by, at, only=None, **columns):
        was_shown, was_public = self.published_at is not None, self.is_public
        if was_shown:
            self.hold()
        self.become(to, by=by, at=at, only=only, **columns)
        if was_shown:
            self._appeared(-1 if was_public else 0)

    def _appeared(self, by):
        """Count it, `by` one more or fewer, where comments are counted; and renew what is kept of it, and of those around it."""
        everyone = type(self)._base_manager
        if by:
            above = {int(self.place[start : start + 10]) for start in range(0, len(self.place) - 10, 10)} | {self.answers_id}
            everyone.filter(pk__in=above).update(replies=F("replies") + by, stamp=F("stamp") + 1)
            self._discussed.update(comments_shown=F("comments_shown") + by)
        everyone.filter(answers=self.pk).update(stamp=F("stamp") + 1)
        self._renew()

    def _renew(self):
        """Have what is kept of it made anew."""
        type(self)._base_manager.filter(pk=self.pk).update(stamp=F("stamp") + 1)
        self.refresh_from_db(fields=["stamp"])

    @property
    def _discussed(self):
        """What it is a comment on, as a queryset of one."""
        return Principle.objects.filter(pk=self.principle_id) if self.principle_id else Consultation.objects.all()

    def _stand(self, revision, *, by, at):
        """A moderator has read what is shown already."""
        shown = type(self)._base_manager.filter(pk=self.pk, revision=revision, status=Status.PUBLISHED, proposed_at=None)
        if not shown.filter(is_unread=True).update(is_unread=False):
            raise lifecycle.AlreadyMoved(CHANGED_SINCE)
        self.is_unread = False
        record("was read, and stands", self, by=by, at=at, revision=revision)

    def _take_change(self, revision, *, by=None, is_unread=False, at):
        taken = {"text": self.proposed, "is_unread": is_unread, "reason": "", "reason_words": ""}
        self._settle_change(revision, **taken, **NO_CHANGE)
        record("had a change shown", self, by=by, at=at, revision=revision)

    def _settle_change(self, revision, **columns):
        waiting = {"revision": revision, "status": Status.PUBLISHED, "proposed_at__isnull": False}
        if not type(self)._base_manager.filter(pk=self.pk, **waiting).update(**columns):
            raise lifecycle.AlreadyMoved(CHANGED_SINCE)
        for name, value in columns.items():
            setattr(self, name, value)
        self.put_passages()
        self._renew()

    def _without_change(self):
        """The columns of it as it says what was shown, or was read."""
        return NO_CHANGE | {"likeness": Likeness.objects.of(self.text)}
