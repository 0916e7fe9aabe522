"""Writing a comment: sending it, changing it, taking it back. What was sent is kept, revision by revision."""

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext

from keepitlocal import lifecycle, plain, references
from keepitlocal.audit.models import record
from principles import promises
from principles.models.authors import Author
from principles.models.consultations import Consultation
from principles.models.likenesses import Likeness
from principles.models.statuses import LIVING, Status

DEEPEST = 3  # a comment, a reply, and a reply to that; further replies stand beside the last
MOST_LINKS = 2  # more, and a moderator reads it first, whatever the consultation's setting


class Written(models.Model):
    """What writing adds to a comment."""

    revision = models.PositiveSmallIntegerField(default=1)  # of the latest text; see `Text`
    # A change that waits for a moderator, while the text stands.
    proposed = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True)
    likeness = models.ForeignKey("principles.Likeness", models.PROTECT, null=True, related_name="comments", db_index=False)

    class Meta:
        abstract = True

    @property
    def latest_text(self):
        """What its author said last, shown or not."""
        return self.proposed if self.has_change_waiting else self.text

    @property
    def is_read_first(self):
        """Whether a moderator reads what it says last before everybody does."""
        return Consultation.objects.get().moderates_first or plain.links(self.latest_text) > MOST_LINKS

    def may_change(self, at, consultation=None):
        """Whether its author may change it now. Whoever was asked for a change may answer after the close."""
        if self.status == Status.ASKED:
            return True
        return self.status in LIVING and (consultation or Consultation.objects.get()).is_open(at)

    @property
    def may_be_taken_back(self):
        return self.status in LIVING

    def refuse_change(self, *, at):
        """Raises TooLate, or NotAllowed, where its author may not change it now."""
        if not self.may_be_taken_back:
            said = gettext("It cannot be changed any more: %(status)s.")
            raise lifecycle.NotAllowed(said % {"status": self.get_status_display().lower()})
        if not self.may_change(at):
            raise lifecycle.TooLate("The deadline has passed, and comments can no longer be changed.")

    @transaction.atomic
    def change(self, text, *, at):
        """Say it in other words. What was shown stands until a moderator has read them. Raises TooLate, or NotAllowed."""
        self.refuse_change(at=at)
        if text == self.latest_text:
            return
        waits = self.status in {Status.PUBLISHED, Status.HIDDEN}
        columns = {"proposed": text, "proposed_at": at} if waits else {"text": text}
        if self.is_public:  # why its last change was not shown; of what is hidden, why it is hidden
            columns |= {"reason": "", "reason_words": ""}
        columns |= {"revision": self.revision + 1, "likeness": Likeness.objects.of(text)}
        rows = type(self)._base_manager.filter(pk=self.pk, revision=self.revision, status=self.status)
        if not rows.update(**columns):
            raise lifecycle.AlreadyMoved("Something happened to it since you opened this page. Look at it again.")
        self.refresh_from_db()
        self.texts.create(number=self.revision, text=text, sent_at=at)
        record("was changed by its author", self, at=at, revision=self.revision)
        if self.status == Status.ASKED:
            self.become(Status.WAITING, at=at, reason_words="")
        elif not waits:
            self.put_passages()
        if self.status != Status.UNCONFIRMED:
            self._moderate_change(at)

    def _moderate_change(self, at):
        if self.is_public and self.has_change_waiting and not self.is_read_first:
            self._take_change(self.revision, is_unread=True, at=at)
        promises.received(self, at=at)

    @transaction.atomic
    def take_back(self, *, at):
        """Its author wants it shown no more. Raises NotAllowed, or AlreadyMoved."""
        if self.author_id:
            Author.objects.hold(self.author_id)
        self._leave(Status.WITHDRAWN, by=None, at=at, **self._without_change())
        promises.take_back(self, at=at)


class Text(models.Model):
    """What a comment said in one revision, as it was sent."""

    PERSONAL = ("text",)

    comment = models.ForeignKey("principles.Comment", models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["comment", "number"]
        constraints = [models.UniqueConstraint("comment", "number", name="principles_text_number")]

    def __str__(self):
        return f"{self.comment}, revision {self.number}"


@transaction.atomic
def post(comment, *, answers=None, begun_at, begun_with=None, at):
    """Take in a new comment, a row that is not stored yet, as a reply to `answers` if to anything; returns it as it is stored.

    The same page sent twice is one comment: `begun_with` tells. Raises TooLate, or NotAllowed for a reply to what is not shown.
    """
    consultation = Consultation.objects.get()
    if comment.author_id:
        # Who may be confirming their address now, or disowning it.
        comment.author = Author.objects.exclude(email="").hold(comment.author_id)
    comment.begun_with = begun_with
    if twin := _twin(comment):
        return twin
    if not comment.is_by_officer and not consultation.takes(begun_at, at):
        raise lifecycle.TooLate("The deadline has passed, and comments can no longer be sent.")
    if answers and not answers.is_public:
        raise lifecycle.NotAllowed(gettext("What you reply to is no longer shown, so nobody could follow your reply."))
    comment.status, comment.status_since, comment.created_at = Status.UNCONFIRMED, at, at
    comment.likeness = Likeness.objects.of(comment.text)
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError:  # its twin was a moment quicker
        if twin := _twin(comment):
            return twin
        raise
    _place(comment, answers)
    comment.texts.create(number=1, text=comment.text, sent_at=at)
    references.give(comment, consultation.reference_prefix)
    record("was sent", comment, at=at, by=comment.officer)
    _go_on(comment, at)
    return comment


def _twin(comment):
    """What the same page sent already, or None."""
    begun_with = comment.begun_with
    return type(comment)._base_manager.filter(begun_with=begun_with).first() if begun_with else None


def _go_on(comment, at):
    """What an officer says is shown; anything else goes on to moderation once its address is confirmed."""
    if comment.is_by_officer:
        comment.show_reply(by=comment.officer, at=at)
    elif comment.author.is_confirmed:
        comment.receive(at=at)
    else:
        promises.confirm(comment.author, at=at)


def _place(comment, answers):
    """Put it into its thread: under what it answers, or beside that where it is as deep as threads are."""
    above = answers.place[: 10 * (DEEPEST - 1)] if answers else ""
    comment.answers, comment.place = answers, f"{above}{comment.pk:010}"
    comment.depth, comment.thread_id = len(comment.place) // 10, int(comment.place[:10])
    comment.save(update_fields=["answers", "depth", "thread", "place"])
