"""Asking a respondent a question by e-mail. The question and what they answer stay with the submission, and go with it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from evidence import promises
from evidence.models.reviewing import STANDING
from evidence.models.writing import not_too_long
from keepitlocal import lifecycle, tokens
from keepitlocal.audit.models import record
from keepitlocal.drafts.saying import hash_of

LONGEST_QUESTION = 2_000  # characters
SALT = "evidence.asked"
WAITING = Q(answered_at=None, taken_back_at=None)  # of many, what `is_waiting` says of one


class Askable(models.Model):
    """What asking adds to a submission."""

    class Meta:
        abstract = True

    def can(self, verb):
        """Whether the verb may be done to it now. Only who gave an address can be asked."""
        return super().can(verb) and (verb != "ask" or bool(self.email))

    @transaction.atomic
    def ask(self, text, *, answer_by=None, by, at):
        """Ask its sender a question by e-mail; `answer_by` is the day that they are asked to answer by, if any.

        The same words once more, while they wait for an answer, are the same question: who presses twice writes to them once.
        Raises NotAllowed for what does not stand or has no address, or NotReady for a day that is over.
        """
        # Held, so that of two presses at once the second finds what the first asked, and nothing is asked of who withdraws now.
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(no_key=True))
        if not self.can("ask"):
            raise lifecycle.NotAllowed("Only who gave an address, and has not withdrawn, can be asked.")
        if answer_by and answer_by <= timezone.localdate(at):
            raise lifecycle.NotReady("Give a day that is still to come, or none.")
        asked = Asked(submission=self, revision=self.latest.number, by=by, at=at, text=text.strip(), answer_by=answer_by)
        asked.clean_fields(exclude=["submission", "by"])
        if waiting := self.asked_questions.waiting().filter(text=asked.text).first():
            return waiting
        asked.save()
        record("was asked a question", self, at=at, by=by, question=asked.pk)
        promises.asked(asked, at=at)
        return asked


class AskedQuerySet(models.QuerySet):
    def waiting(self):
        """Those that nobody has answered yet, and nobody has taken back."""
        return self.filter(WAITING)

    def answered(self):
        return self.filter(answered_at__isnull=False)

    def whole(self):
        """With everything that is shown of them."""
        return self.select_related("by").prefetch_related("replies")


def not_longer(text):
    if len(text) > LONGEST_QUESTION:
        raise ValidationError(f"A question can be up to {LONGEST_QUESTION:,} characters long.", code="too_long")


class Asked(models.Model):
    """A question that an officer asked about a submission as it was sent then."""

    PERSONAL = ("text",)

    submission = models.ForeignKey("evidence.Submission", models.PROTECT, related_name="asked_questions")
    revision = models.PositiveSmallIntegerField()  # the one that stood when it was asked
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("asked")
    text = models.TextField(validators=[not_longer, ProhibitNullCharactersValidator()])
    answer_by = models.DateField(null=True, blank=True)  # a wish, in words: nothing ends then
    answered_at = models.DateTimeField("answered", null=True, blank=True)  # the last time
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(taken_back_at=None), name="evidence_asked_not_both_answered_and_taken_back"
            ),
        ]
        indexes = [
            models.Index(fields=["submission"], condition=WAITING, name="evidence_asked_waiting"),
        ]

    def __str__(self):
        return f"Question {self.pk}"

    @property
    def is_waiting(self):
        """Whether nobody has answered it yet, and it still stands."""
        return not self.answered_at and not self.taken_back_at

    @property
    def token(self):
        """What the link to its page carries."""
        return tokens.token([self.pk], salt=SALT)

    @transaction.atomic
    def reply(self, text, *, at):
        """Keep what its sender answers. The same words once more are the same answer; others are one more.

        Raises NotAllowed once the question is taken back or its submission does not stand.
        """
        text = text.strip()
        reply = Reply(asked=self, at=at, text=text, text_hash=hash_of(text))
        reply.clean_fields(exclude=["asked"])
        # The update locks the row until the transaction ends: of two presses at once, the second finds what the first made.
        open_ = Asked.objects.filter(pk=self.pk, taken_back_at=None, submission__status__in=STANDING)
        if not open_.update(answered_at=at):
            raise lifecycle.NotAllowed("This question is no longer open.")
        self.answered_at = at
        if self.replies.filter(text_hash=reply.text_hash).exists():
            return
        reply.save()
        record("answered a question", self.submission, at=at, question=self.pk)
        promises.answered(self, number=self.replies.count(), at=at)

    @transaction.atomic
    def take_back(self, *, by, at):
        """Ask it no more: its e-mail does not go if it has not gone, and its page says so.

        Raises AlreadyMoved where it was answered, or taken back, in the meantime.
        """
        if not Asked.objects.waiting().filter(pk=self.pk).update(taken_back_at=at):
            raise lifecycle.AlreadyMoved("It was answered, or taken back, in the meantime.")
        self.taken_back_at = at
        promises.taken_back(self, by=by, at=at)
        record("had a question taken back", self.submission, at=at, by=by, question=self.pk)


class Reply(models.Model):
    """What a respondent answered to a question. It never changes."""

    PERSONAL = ("text",)

    asked = models.ForeignKey(Asked, models.PROTECT, related_name="replies")
    at = models.DateTimeField()
    text = models.TextField(validators=[not_too_long, ProhibitNullCharactersValidator()])
    text_hash = models.CharField(max_length=16, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint("asked", "text_hash", name="evidence_reply_once")]

    def __str__(self):
        return f"Answer {self.pk}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An answer never changes.")
        super().save(*args, **kwargs)
