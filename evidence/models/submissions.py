"""A submission: begun as a draft, sent as a revision that never changes, and changed or withdrawn by those who sent it."""

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence import promises
from evidence.models import content
from evidence.models.asking import Askable
from evidence.models.calls import Call, RespondentType
from evidence.models.changing import Changeable
from evidence.models.entering import ENTERED, WHOLE, Entered
from evidence.models.erasing import Erasable
from evidence.models.looking import LookedAt, LookedAtQuerySet
from evidence.models.passages import Found, passages_of
from evidence.models.reviewing import STANDING, Reviewed, Status
from evidence.models.writers import Shared
from evidence.models.writing import ABOUT, BEING_WRITTEN, PUBLICATION, TYPED_ABOUT, Written
from keepitlocal import lifecycle, references
from keepitlocal.audit.models import Entry, record
from keepitlocal.consent.models import Statement
from keepitlocal.passages.models import put

CHANGED, GIVEN_LONGER = "was changed by its sender", "was given longer"


class Need(models.TextChoices):
    """What a draft must have before it can be sent, in words that say what to do."""

    ANSWER = "answer", _("Answer a question or add a document")
    TYPE = "respondent_type", _("Tell us who you are")
    NAME = "name", _("Tell us your name")
    CHOICE = "publication", _("Choose how it may be published")
    CHOICE_AGAIN = "publication again", _("Choose again how it may be published: the words have changed since you chose")
    TEXTS = "texts", _("Choose between texts that were written at the same time")
    CHANGE = "change", _("Change something first: it says exactly what you sent")


class SubmissionQuerySet(LookedAtQuerySet):
    def sent(self):
        """What officers read. A draft is its writers' alone."""
        return self.filter(reference__isnull=False)

    def unsent(self):
        """Drafts that were never sent."""
        return self.filter(status=Status.DRAFT)

    def being_written(self):
        """Drafts, and what was sent and is being changed."""
        return self.filter(BEING_WRITTEN)

    def with_close(self):
        """`close`: when its window closes, of its call or its own, whichever is later."""
        return self.annotate(close=Greatest("call__closes_at", Coalesce("extended_until", "call__closes_at")))

    def running_out(self, span, at):
        """Those that can still be sent, and close within a span or have closed: what was begun before that has a grace."""
        soon = Q(pk__in=[])
        for call in Call.objects.published().filter(opens_at__lte=at):
            graced = at - (call.grace_ends_at - call.closes_at)
            soon |= Q(call=call, close__gt=graced, close__lte=at + span)
        return self.with_close().filter(soon)

    def closed_by(self, moment):
        """Those whose window closed at that moment or before."""
        # The call's own close narrows it to a few calls before each submission's is worked out.
        return self.with_close().filter(close__lte=moment, call__closes_at__lte=moment)


class Submission(Askable, Reviewed, LookedAt, Entered, Written, Shared, Changeable, Found, Erasable):
    """One respondent's evidence to one call: a draft from its first POST, and what became of it.

    The columns about the respondent are as they were sent; what is being written is in its answers.
    """

    PERSONAL = ("type_other", "name", "organisation", "role", "email", "area", "withdrawn_why")

    call = models.ForeignKey(Call, models.PROTECT, related_name="submissions")
    # Null, not empty, while there is none: the database takes any number of nulls for unique.
    reference = models.CharField(max_length=references.LONGEST, unique=True, null=True, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    status_since = models.DateTimeField("since", editable=False)
    extended_until = models.DateTimeField("given until", null=True, editable=False)

    respondent_type = models.ForeignKey(RespondentType, models.PROTECT, null=True, blank=True, verbose_name="type of respondent")
    type_other = models.CharField("in their own words", max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    email = models.EmailField("email address", blank=True)
    area = models.CharField("area they work in", max_length=200, blank=True)
    publication = models.ForeignKey(Statement, models.PROTECT, null=True, blank=True, related_name="+")
    sent_documents = models.PositiveSmallIntegerField("documents", default=0, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("review_submission", "Can review a submission"),
            ("enter_submission", "Can enter evidence for somebody"),
            ("export_submission", "Can export submissions"),
            ("export_personal_submission", "Can export the personal data of submissions"),
        ]
        indexes = [
            # What the clockwork asks for every quarter of an hour: drafts, what is being changed, and what was withdrawn when.
            models.Index(fields=["status", "status_since"], name="evidence_submission_since"),
            models.Index(
                fields=["changing_since"], condition=Q(changing_since__isnull=False), name="evidence_submission_changing"
            ),
            # What officers list: what has been sent, in each order that they may choose; what stands; and what was changed.
            *(
                models.Index(fields=[column, "id"], condition=Q(reference__isnull=False), name=f"evidence_submission_{name}")
                for column, name in [("name", "named"), ("organisation", "of"), ("status_since", "listed")]
            ),
            models.Index(
                fields=["id"], condition=Q(reference__isnull=False, status__in=STANDING), name="evidence_submission_standing"
            ),
            models.Index(fields=["id"], condition=Q(revision__gt=1), name="evidence_submission_changed"),
            models.Index(fields=["id"], condition=Q(sent_documents__gt=0), name="evidence_submission_documents"),
            ENTERED,
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="evidence_submission_status"),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.ERASED]) | Q(reference__isnull=False),
                name="evidence_submission_sent_has_reference",
            ),
            models.CheckConstraint(
                condition=Q(changing_since=None) | Q(status__in=[status.value for status in STANDING]),
                name="evidence_submission_changing_was_sent",
            ),
            WHOLE,
        ]

    def __str__(self):
        return self.reference or gettext("Draft %(number)s") % {"number": self.pk}

    @property
    def window(self):
        """Its call with the window that this submission has: it may have been given longer."""
        return self.call.lasting(self.extended_until)

    @property
    def deadline(self):
        """The first moment too late to save or send."""
        return self.window.deadline(self.begun_at)

    @property
    def longer_why(self):
        """The reason for which it was given longer last, as its writers are told; or nothing."""
        given = Entry.objects.about(self).filter(did=GIVEN_LONGER).first()
        return given.details["why"] if given else ""

    def phase(self, at):
        return self.window.phase(at)

    @property
    def latest(self):
        """The revision that stands, or None."""
        return self.revisions.order_by("-number").first()

    def needs(self, says=None):
        """What it must still have before it can be sent; `says` is a dict of what it says, where that is known already."""
        says, what = self.beginnings() if says is None else says, content.of(self.call)
        agreed = says.get(PUBLICATION)
        wanting = {
            Need.ANSWER: not (any(field.startswith("question-") for field in says) or self.documents.current().exists()),
            Need.TYPE: not what.type(says.get("respondent_type")),
            Need.NAME: "name" not in says,
            Need.CHOICE: not agreed,
            # Only words that are still offered can be agreed to.
            Need.CHOICE_AGAIN: agreed and not what.choice(agreed),
            Need.TEXTS: self.other_texts.open().exists(),
            Need.CHANGE: self.changing_since and not self.is_changed,
        }
        return [need for need, is_wanting in wanting.items() if is_wanting]

    @transaction.atomic
    def submit(self, *, number, at):
        """Send it as revision `number`. To send what was sent already changes nothing: pressing twice gives one reference.

        Raises TooLate, NotReady, or AlreadyMoved.
        """
        try:
            self._take(at=at)
        except (lifecycle.AlreadyMoved, lifecycle.TooLate):
            if not self._was_sent_as(number):
                raise
            self.refresh_from_db()
            return
        self.refresh_from_db()
        if self.reference and self._was_sent_as(number):
            return
        if self.needs():
            raise lifecycle.NotReady("Some of what we need is still missing.")
        self._send(self.as_sent(), number, at)

    def _was_sent_as(self, number):
        return self.revisions.filter(number=number).exists()

    def _send(self, says, number, at):
        """Make the revision, and have it stand."""
        if number == 1:
            references.give(self, self.call.reference_prefix)
            lifecycle.advance(self, Status.SUBMITTED, at=at)
        else:
            record(CHANGED, self, at=at, revision=number)
            if self.status in {Status.ACCEPTED, Status.DECLINED}:
                lifecycle.advance(self, Status.IN_REVIEW, at=at, why="It was changed by its sender.")
        self._stand(says, number)
        revision = Revision.objects.create(submission=self, number=number, sent_at=at, content=says)
        put(self, passages_of(self, revision), is_new=number == 1)
        if self.email and not self.writers.known_as(self.email).exists():
            self.writers.create(email=self.email, added_at=at)
        promises.receipts(revision, at=at)

    def _stand(self, says, number):
        """Show officers what was sent."""
        for field in TYPED_ABOUT:
            setattr(self, field, says[field])
        self.respondent_type, self.publication_id = content.of(self.call).type(says["type"]["code"]), says["publication"]
        self.sent_documents, self.changing_since, self.revision = len(says["documents"]), None, number
        self.save(update_fields=[*ABOUT, "publication", "sent_documents", "changing_since", "revision"])

    def as_sent(self):
        """Everything it says now, with the words that were asked: what a revision keeps."""
        rows = self.answers.exclude(text="").select_related("question__section")
        order = [F("question__section__number").asc(nulls_last=True), "question__position", "question__pk"]
        said = list(rows.order_by(*order))
        about = {answer.field: answer.text for answer in said if not answer.question_id}
        kind = content.of(self.call).type(about.get("respondent_type"))
        agreed = about.get(PUBLICATION) and Statement.objects.filter(fingerprint=about[PUBLICATION]).first()
        return {
            "type": {"code": kind.code, "label": kind.label} if kind else None,
            **{field: about.get(field, "") for field in TYPED_ABOUT},
            "publication": agreed.pk if agreed else None,
            "answers": [
                {
                    "question": answer.question_id,
                    "section": str(answer.question.section),
                    "code": answer.question.code,
                    "asked": answer.question.text,
                    "text": answer.text,
                }
                for answer in said
                if answer.question_id
            ],
            "documents": list(self.documents.current().values("pk", "number", "kind", "size", "sha256", "name")),
        }

    @transaction.atomic
    def give_longer(self, until, *, why, by, at):
        """Give this one until a later moment than it has, for a reason that its writers are shown.

        Raises NotReady without a reason, and NotAllowed where it would not be longer.
        """
        if not why.strip():
            raise lifecycle.NotReady("Say why: the people who write it are told.")
        if until <= max(self.window.closes_at, at):
            raise lifecycle.NotAllowed("It can only be given longer than it has, and to a moment that is still to come.")
        own = Q(extended_until=None) | Q(extended_until__lt=until)
        if not Submission.objects.filter(own, pk=self.pk, status__in=[Status.DRAFT, *STANDING]).update(extended_until=until):
            raise lifecycle.AlreadyMoved("It is gone, or somebody gave it longer than that in the meantime.")
        self.extended_until = until
        record(GIVEN_LONGER, self, at=at, by=by, until=until.isoformat(), why=why.strip())
        promises.longer(self, at=at)


class Revision(models.Model):
    """A submission as it was sent. It never changes, until it is erased."""

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
