"""Sending a response: what it says on its path becomes the answers that are counted, and nothing else of it is kept."""

from django.db import models, transaction
from django.db.models import F

from keepitlocal import lifecycle, references
from keepitlocal.audit.models import record
from keepitlocal.drafts import mail
from keepitlocal.outbox.models import Message, cancel
from keepitlocal.passages.models import forget, put
from survey import promises
from survey.definition import Kind, audience, fingerprint
from survey.definition.answering import texts_of
from survey.models import apart, registry, rows
from survey.models.courses import Course, course_of
from survey.models.passages import passages_of
from survey.models.surveys import definition, frozen

CHANGED = "was changed by its sender"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    ERASED = "erased", "Erased"


class Sending(models.Model):
    """What sending adds to a response."""

    MOVES = {
        Status.DRAFT: {Status.SENT, Status.ERASED},
        Status.SENT: {Status.ERASED},
        Status.ERASED: set(),
    }

    # Null, not empty, while there is none: the database takes any number of nulls for unique.
    reference = models.CharField(max_length=references.LONGEST, unique=True, null=True, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    status_since = models.DateTimeField("since", editable=False)
    number = models.PositiveIntegerField(default=0, editable=False)  # how often it was sent
    sent_at = models.DateTimeField("sent", null=True, editable=False)
    answers = models.JSONField(default=dict, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, null=True, editable=False, related_name="responses")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)  # of `sealed`
    changing_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def must_be_open(self, at):
        """Raises AlreadyMoved when there is nothing to write, or TooLate when its time is over."""
        if not self.is_being_written:
            raise lifecycle.AlreadyMoved("This has already been sent.")
        if not self.can_be_written(at):
            raise lifecycle.TooLate("The survey has closed, and this can no longer be changed.")

    @property
    def audience(self):
        """Which of the survey's audiences sent it, by name, or ""."""
        return audience(self.version.definition, self.answers)

    def sealed(self):
        """What was sent, as the document whose SHA-256 is kept with it."""
        said = {"version": self.version.sha256, "pages": self.course.pages, "questions": self.course.questions}
        return {**said, "answers": self.answers}

    @property
    def is_intact(self):
        """Whether what is kept is what was sent."""
        return fingerprint(self.sealed()) == self.sha256

    @transaction.atomic
    def send(self, *, number, at):
        """Send it for the `number`th time. To send what was sent already changes nothing: pressing twice gives one reference.

        Raises TooLate, AlreadyMoved, or NotReady where something is missing, or was saved since it was read.
        """
        if self.number >= number:
            return
        self.must_be_open(at)
        way = self.ready()
        if self.stand(way, number, at=at):
            promises.receipts(self, self.receipt_to(way), at=at)
            self.forget_ways_back(at=at)

    def ready(self):
        """The path of what can be sent. Raises NotReady where something is missing, or nothing is asked but to leave."""
        way, problems = self.read()
        if way.exits or self.needs(way, problems):
            raise lifecycle.NotReady("Some of what we need is still missing.")
        return way

    def stand(self, way, number, *, at, by=None):
        """Have what it says on its path stand as its answers, in every shape they are kept in. Whether it was not sent so before.

        Raises NotReady where somebody has saved it in between.
        """
        version = self.asked_under
        own, others = _apart(self.definition, way.answers)
        said = {"version": frozen(version).sha256, "pages": way.names, "questions": way.questions, "answers": own}
        columns = {"version_id": version, "course_id": course_of(version, way), "answers": own, "sha256": fingerprint(said)}
        columns |= {"number": number, "sent_at": at, "says": {}, "beside": [], "turns": {}, "changing_since": None}
        columns["saves"] = self.saves + 1  # whoever read it before, and saves after, finds that it was sent
        try:
            self._send_first(columns, at=at, by=by) if number == 1 else self._send_again(columns, at=at)
        except lifecycle.AlreadyMoved:
            self.refresh_from_db()
            if self.number >= number:
                return False
            raise lifecycle.NotReady("It was saved while you sent it. Check it again.") from None
        rows.write(self.pk, rows.rows_of(definition(version), registry.of(version), own))
        put(self, passages_of(self), is_new=number == 1)
        if others:
            apart.keep(self.survey_id, others, once=bool(self.receipt_to(way)), at=at)
        return True

    def _send_first(self, columns, *, at, by):
        # Nor may an address have been left in between: it would not be forgotten.
        as_read = {"saves": self.saves, "asked_at": self.asked_at}

        def take(reference):
            lifecycle.advance(self, Status.SENT, at=at, by=by, only=as_read, reference=reference, **columns)

        references.use(self.survey.reference_prefix, take)

    def _send_again(self, columns, *, at):
        before = {"number": self.number, "sealed": self.sealed(), "sha256": self.sha256, "sent_at": self.sent_at}
        now = type(self)._base_manager.filter(pk=self.pk, saves=self.saves, number=self.number, changing_since__isnull=False)
        if not now.update(**columns):
            raise lifecycle.AlreadyMoved("It is not as it was.")
        for name, value in columns.items():
            setattr(self, name, value)
        Earlier.objects.create(response=self, **before)
        rows.clear(self.pk)
        record(CHANGED, self, at=at, sending=self.number)

    def put_passages(self):
        """Have found what counts, as it was sent last; of what was erased, nothing."""
        put(self, passages_of(self) if self.status == Status.SENT else [])

    @staticmethod
    def receipt_to(way):
        """The address that a receipt goes to: the answer to the first question on the path that asks for one; or ""."""
        asked = (question for page in way.pages for question in way.asked[page.name])
        return next((way.answers[each.name] for each in asked if each.kind == Kind.EMAIL and each.name in way.answers), "")

    def forget_ways_back(self, *, at):
        """Whoever has sent answers is not to be found by them: the addresses that came back to the draft are forgotten."""
        for writer in self.writers.all() if self.asked_at else ():
            mail.take_back_links(writer, at=at)
            writer.delete()
            mail.forget_asking(writer.email, at=at)

    @transaction.atomic
    def change(self, *, at):
        """Open what was sent to be changed; it stands until the changes are sent. Raises NotAllowed, or TooLate."""
        if self.status != Status.SENT or not self.can_be_changed(at):
            raise lifecycle.TooLate("What was sent can no longer be changed.")
        says = {}
        for question in self.version.definition.questions.values():
            says |= texts_of(question, self.answers)
        rows_of_it = type(self)._base_manager.filter(pk=self.pk, changing_since=None)
        if rows_of_it.update(changing_since=at, says=says, saves=F("saves") + 1, at_page=""):
            record("is being changed by its sender", self, at=at)
        self.refresh_from_db()

    @transaction.atomic
    def leave(self, *, at):
        """Give up the changes: what was sent stands. Without any, nothing happens."""
        given_up = {"changing_since": None, "says": {}, "beside": [], "turns": {}}
        if type(self)._base_manager.filter(pk=self.pk, changing_since__isnull=False).update(saves=F("saves") + 1, **given_up):
            record("was left as it was sent", self, at=at)
        self.refresh_from_db()

    @transaction.atomic
    def erase(self, *, at, by=None):
        """Forget every word of it. Its row stays, to say that it was there. Raises NotAllowed, or AlreadyMoved."""
        # Nothing is being changed that does not stand, and the database sees to that.
        lifecycle.advance(self, Status.ERASED, at=at, by=by, changing_since=None)
        cancel(self, at=at, by=by)
        Message.objects.about(self).forget()
        self.forget_ways_back(at=at)
        rows.clear(self.pk)
        forget(self)
        self.earlier.all().delete()
        nothing = {"answers": {}, "says": {}, "turns": {}, "beside": [], "sha256": ""}
        type(self)._base_manager.filter(pk=self.pk).update(saves=F("saves") + 1, begun_with=None, **nothing)
        self.refresh_from_db()


class Earlier(models.Model):
    """What a response said before it was changed, exactly as it was sent."""

    PERSONAL = ("sealed",)

    response = models.ForeignKey("survey.Response", models.CASCADE, related_name="earlier")
    number = models.PositiveIntegerField()
    sealed = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("response", "number", name="survey_earlier_once")]

    def __str__(self):
        return f"sending {self.number} of response {self.response_id}"

    @property
    def is_intact(self):
        """Whether what is kept is what was sent."""
        return fingerprint(self.sealed) == self.sha256


def _apart(definition, answers):
    """Answers, parted into those that are a response's own and those that are stored away from them."""
    kept_apart = {name for name in answers if name.partition(".")[0] in definition.apart}
    return (
        {name: value for name, value in answers.items() if name not in kept_apart},
        {name: answers[name] for name in answers if name in kept_apart},
    )
