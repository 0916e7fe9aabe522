"""A submission: begun as a draft, sent as a revision that never changes."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from evidence import emails
from evidence.models import content
from evidence.models.calls import Call, Question, RespondentType
from evidence.models.reviewing import Reviewed, Status
from keepitlocal import lifecycle, references
from keepitlocal.consent.models import Statement


class Need(models.TextChoices):
    """What a draft must have before it can be sent, in words that say what to do."""

    ANSWER = "answer", "Answer a question or add a document"
    TYPE = "respondent_type", "Tell us who you are"
    NAME = "name", "Tell us your name"
    CHOICE = "publication", "Choose how it may be published"
    CHOICE_AGAIN = "publication again", "Choose again how it may be published: the words have changed since you chose"


class SubmissionQuerySet(models.QuerySet):
    def sent(self):
        """What officers read. A draft is its writer's alone."""
        return self.exclude(status=Status.DRAFT)


class Submission(Reviewed):
    """One respondent's evidence to one call: a draft from its first POST, and what became of it."""

    PERSONAL = ("type_other", "name", "organisation", "role", "email", "area")
    ABOUT = ("respondent_type", "type_other", "name", "organisation", "role", "email", "area")

    call = models.ForeignKey(Call, models.PROTECT, related_name="submissions")
    # Null, not empty, while there is none: the database takes any number of nulls for unique.
    reference = models.CharField(max_length=references.LONGEST, unique=True, null=True, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    status_since = models.DateTimeField("since", editable=False)
    begun_at = models.DateTimeField(editable=False)
    # The SHA-256 of what the page that began it carried: pressing "Start" twice begins one draft.
    begun_with = models.CharField(max_length=64, unique=True, null=True, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)

    respondent_type = models.ForeignKey(RespondentType, models.PROTECT, null=True, blank=True, verbose_name="type of respondent")
    type_other = models.CharField("in their own words", max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    email = models.EmailField("email address", blank=True)
    area = models.CharField("area they work in", max_length=200, blank=True)
    publication = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("review_submission", "Can review a submission"),
            ("export_submission", "Can export submissions"),
            ("export_contacts_submission", "Can export the e-mail addresses of submissions"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="evidence_submission_status"),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(reference__isnull=False), name="evidence_submission_sent_has_reference"
            ),
        ]

    def __str__(self):
        return self.reference or f"Draft {self.pk}"

    @property
    def deadline(self):
        """The first moment too late to save or send this draft."""
        return self.call.deadline(self.begun_at)

    def can_be_written(self, at):
        """Whether this may still be saved and sent."""
        return self.status == Status.DRAFT and self.call.opens_at <= at < self.deadline

    @property
    def latest(self):
        """The revision that stands, or None."""
        return self.revisions.order_by("-number").first()

    def answered(self):
        """The keys of the questions that it answers."""
        return set(self.answers.values_list("question", flat=True))

    def needs(self, answered=None):
        """What it must still have before it can be sent; `answered` where that is known already."""
        wanting = {
            Need.ANSWER: not ((self.answered() if answered is None else answered) or self.documents.current().exists()),
            Need.TYPE: not self.respondent_type_id,
            Need.NAME: not self.name,
            Need.CHOICE: not self.publication_id,
            # Only words that are still offered can be agreed to.
            Need.CHOICE_AGAIN: self.publication_id and not content.of(self.call).choice(self.publication),
        }
        return [need for need, is_wanting in wanting.items() if is_wanting]

    def _take(self, *, at):
        """Hold the draft for writing. Raises TooLate, or AlreadyMoved when it was sent in the meantime."""
        if self.status == Status.DRAFT and not self.can_be_written(at):
            raise lifecycle.TooLate("The call has closed, and this draft can no longer be changed.")
        # The update locks the row until the transaction ends, on both databases: no save slips in beside a send.
        if not Submission.objects.filter(pk=self.pk, status=Status.DRAFT).update(saved_at=at):
            raise lifecycle.AlreadyMoved("This has already been sent.")
        self.saved_at = at

    @transaction.atomic
    def write(self, texts, *, at):
        """Save answers: `texts` is a dict of question to text, and an empty text takes the answer away.

        Raises TooLate, AlreadyMoved, or ValidationError for what a form would have refused.
        """
        self._take(at=at)
        answers = [Answer(submission=self, question=question, text=text, saved_at=at) for question, text in texts.items() if text]
        for answer in answers:
            answer.clean_fields(exclude=["submission", "question"])
        Answer.objects.bulk_create(
            answers,
            update_conflicts=True,
            unique_fields=["submission", "question"],
            update_fields=["text", "saved_at"],
        )
        empty = [question.pk for question, text in texts.items() if not text]
        self.answers.filter(question__in=empty).delete()

    @transaction.atomic
    def describe(self, about, *, at):
        """Save who they are: `about` is a dict of some of `ABOUT`. Raises TooLate, AlreadyMoved, or ValidationError."""
        if unknown := set(about) - set(self.ABOUT):
            raise ValueError(f"Not about the respondent: {sorted(unknown)}.")
        self._take(at=at)
        for field, value in about.items():
            setattr(self, field, value)
        self.clean_fields(exclude={field.name for field in self._meta.fields} - set(about))
        self.save(update_fields=list(about))

    @transaction.atomic
    def agree(self, choice, *, at):
        """Save how it may be published, in the words of `choice` as they are now. Raises TooLate, or AlreadyMoved."""
        self._take(at=at)
        self.publication = choice.statement()
        self.save(update_fields=["publication"])

    @transaction.atomic
    def submit(self, *, number, at):
        """Send it as revision `number`. To send what was sent already changes nothing: pressing twice gives one reference.

        Raises TooLate, NotReady, or AlreadyMoved.
        """
        try:
            self._take(at=at)
        except lifecycle.AlreadyMoved:
            if not self.revisions.filter(number=number).exists():
                raise
            self.refresh_from_db()
            return
        self.refresh_from_db()
        if self.needs():
            raise lifecycle.NotReady("Some of what we need is still missing.")
        references.give(self, self.call.reference_prefix)
        lifecycle.advance(self, Status.SUBMITTED, at=at)
        revision = Revision.objects.create(submission=self, number=number, sent_at=at, content=self.as_sent())
        emails.promise_receipts(revision, at=at)

    def as_sent(self):
        """Everything it says now, with the words that were asked: what a revision keeps."""
        answers = self.answers.select_related("question__section").order_by(
            models.F("question__section__number").asc(nulls_last=True), "question__position", "question__pk"
        )
        kind = self.respondent_type
        return {
            "type": {"code": kind.code, "label": kind.label} if kind else None,
            **{field: getattr(self, field) for field in self.ABOUT if field != "respondent_type"},
            "publication": self.publication_id,
            "answers": [
                {
                    "question": answer.question_id,
                    "section": str(answer.question.section),
                    "code": answer.question.code,
                    "asked": answer.question.text,
                    "text": answer.text,
                }
                for answer in answers
            ],
            "documents": list(self.documents.current().values("pk", "number", "kind", "size", "sha256", "name")),
        }


LONGEST_ANSWER = 100_000  # characters, some 15,000 words: a bound for machines, above the one for people


def not_too_long(text):
    if len(text) > LONGEST_ANSWER:
        raise ValidationError(f"An answer can be up to {LONGEST_ANSWER:,} characters long.", code="too_long")


class Answer(models.Model):
    """One answer of the working copy."""

    PERSONAL = ("text",)

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(validators=[not_too_long])
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("submission", "question", name="evidence_answer_once")]

    def __str__(self):
        return f"Answer {self.pk}"


class Revision(models.Model):
    """A submission as it was sent. It never changes."""

    PERSONAL = ("content",)

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("submission", "number", name="evidence_revision_number")]

    def __str__(self):
        return f"{self.submission}, revision {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A revision never changes.")
        super().save(*args, **kwargs)
