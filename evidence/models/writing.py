"""Writing a submission's working copy, field by field, and never over words that somebody else wrote and nobody here has seen."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Substr

from evidence.models import content
from evidence.models.calls import Question, RespondentType
from evidence.models.reviewing import Status
from keepitlocal import lifecycle
from keepitlocal.drafts import turns
from keepitlocal.drafts.saying import NO_PAGE, Fate, fate, hash_of
from keepitlocal.prepared import Prepared

ABOUT = ("respondent_type", "type_other", "name", "organisation", "role", "email", "area")
TYPED_ABOUT = tuple(field for field in ABOUT if field != "respondent_type")
PUBLICATION = "publication"  # says the fingerprint of the words agreed to
BEGINNING = 64  # characters, enough for whatever is chosen and not typed
BEING_WRITTEN = Q(status=Status.DRAFT) | Q(changing_since__isnull=False)  # of many, what `is_being_written` says of one
LONGEST_ANSWER = 100_000  # characters, some 15,000 words: a bound for machines, above the one for people


def not_too_long(text):
    if len(text) > LONGEST_ANSWER:
        raise ValidationError(f"An answer can be up to {LONGEST_ANSWER:,} characters long.", code="too_long")


def field_of(question):
    """What the working copy calls the answer to a question, which may be given by its key."""
    return f"question-{getattr(question, 'pk', question)}"


class Saying(models.Model):
    """A text of a field, and who has it from where."""

    PERSONAL = ("text",)

    field = models.CharField(max_length=40)
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    text = models.TextField(validators=[not_too_long], blank=True)
    saved_at = models.DateTimeField()
    page = models.CharField(max_length=32, blank=True)

    class Meta:
        abstract = True


class Answer(Saying):
    """What the working copy says in one field: an answer, or something about the respondent. Empty once it was taken away."""

    submission = models.ForeignKey("evidence.Submission", models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="answers")
    # The type of respondent that was chosen: while anybody's draft says so, the database keeps it.
    chosen = models.ForeignKey(RespondentType, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("submission", "field", name="evidence_answer_once")]

    def __str__(self):
        return f"Answer {self.pk}"


class OtherTextQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has chosen about yet."""
        return self.filter(settled_at=None)


class OtherText(Saying):
    """What somebody wrote in a field while somebody else changed it: kept beside the answer, and still after they have chosen."""

    submission = models.ForeignKey("evidence.Submission", models.CASCADE, related_name="other_texts")
    settled_at = models.DateTimeField(null=True)

    objects = OtherTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Other text {self.pk}"


class Written(models.Model):
    """What writing adds to a submission."""

    begun_at = models.DateTimeField(editable=False)
    # The SHA-256 of what the page that began it carried: pressing "Start" twice begins one draft.
    begun_with = models.CharField(max_length=64, unique=True, null=True, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)
    turns = models.JSONField(default=dict, editable=False)  # see keepitlocal/drafts/turns.py

    class Meta:
        abstract = True

    @property
    def is_being_written(self):
        """Whether there is a working copy, but for the clock: of a draft, or of what was sent and is being changed."""
        return self.status == Status.DRAFT or self.changing_since is not None

    def can_be_written(self, at):
        """Whether the working copy may still be saved and sent."""
        return self.is_being_written and self.call.opens_at <= at < self.deadline

    def _take(self, *, at):
        """Hold the working copy for writing. Raises TooLate, or AlreadyMoved when it was sent in the meantime."""
        if self.is_being_written and not self.can_be_written(at):
            raise lifecycle.TooLate("The call has closed, and this draft can no longer be changed.")
        # The update locks the row until the transaction ends, on both databases: no save slips in beside a send.
        if not type(self)._base_manager.filter(BEING_WRITTEN, pk=self.pk).update(saved_at=at):
            raise lifecycle.AlreadyMoved("This has already been sent.")
        self.saved_at = at

    @transaction.atomic
    def write(self, said, *, page=NO_PAGE, at):
        """Save what a page says: `said` is a dict of field to `Said`. Returns a dict of field to its `Fate`.

        When the page has said something later already, only what the draft says all the same has one. Raises TooLate,
        AlreadyMoved, or ValidationError for what a form would have refused.
        """
        for field, each in said.items():
            self._validate(field, each.text)
        self._take(at=at)
        if page.name:
            ((self.turns,),) = TURNS.all(self.pk)
        stored = dict.fromkeys(said, "") | dict(STORED.all(self.pk, *said) if said else ())
        if turns.is_late(self.turns, page):
            return {field: Fate.SAME for field in said if said[field].text == stored[field]}
        _, last = turns.heard(self.turns, page)
        fates = {field: fate(stored[field], each, page, last.get(field)) for field, each in said.items()}
        self._put([(field, said[field].text) for field in said if fates[field] == Fate.SAVED], page, at)
        for field in said:
            if fates[field] == Fate.BESIDE:
                self._put_beside(field, said[field].text, page, at)
        if page.name:
            self.turns = turns.remembered(self.turns, page, said, fates)
            self.save(update_fields=["turns"])
        return fates

    def _put(self, texts, page, at):
        if texts:
            Answer.objects.bulk_create(
                [
                    Answer(submission=self, chosen=self._chosen(field, text), **_saying(field, text, page, at))
                    for field, text in texts
                ],
                update_conflicts=True,
                unique_fields=["submission", "field"],
                update_fields=["text", "chosen", "saved_at", "page"],
            )

    def _put_beside(self, field, text, page, at):
        """Keep a text beside the answer, once; a page that goes on writing has one such text."""
        others = self.other_texts.open().filter(field=field)
        if others.filter(text=text).exists():
            return
        if not (page.turn and others.filter(page=page.name).update(text=text, saved_at=at)):
            OtherText.objects.create(submission=self, **_saying(field, text, page, at))

    def _chosen(self, field, text):
        return content.of(self.call).type(text) if field == "respondent_type" else None

    @transaction.atomic
    def choose(self, field, said, *, others, page=NO_PAGE, at):
        """Settle a field with several texts: it says this, and the texts `others`, pairs of key and hash, have been seen.

        Whether it is settled: where somebody else changed it or chose in the meantime, what was chosen is one more text
        beside it. A text that has grown since it was seen stays to be chosen about.
        """
        self._validate(field, said.text)
        self._take(at=at)
        stored = self.answers.filter(field=field).values_list("text", flat=True).first() or ""
        beside = self.other_texts.open().filter(field=field)
        seen = [other.pk for other in beside if (other.pk, hash_of(other.text)) in others]
        if said.text != stored:
            if not seen or said.seen != hash_of(stored):
                self._put_beside(field, said.text, page, at)
                return False
            self._put([(field, said.text)], page, at)
        beside.filter(pk__in=seen).update(settled_at=at)
        return True

    def _validate(self, field, text):
        """Refuse what a form would have refused. A field that there is not is a mistake of ours."""
        ProhibitNullCharactersValidator()(text)
        if field.startswith("question-") or field == PUBLICATION:
            Answer._meta.get_field("text").run_validators(text)
        elif field not in ABOUT:
            raise ValueError(f"A submission has no field {field!r}.")
        elif field != "respondent_type" and text:
            self._meta.get_field(field).run_validators(text)

    def texts(self):
        """Everything that the working copy says: a dict of field to text, without what is empty."""
        return dict(self.answers.exclude(text="").values_list("field", "text"))

    def beginnings(self):
        """The same with the first 64 characters of each: enough to know what is there, and what was chosen."""
        return dict(self.answers.exclude(text="").values_list("field", Substr("text", 1, BEGINNING)))


TURNS = Prepared(lambda key: apps.get_model("evidence", "Submission").objects.filter(pk=key).order_by().values_list("turns"))
STORED = Prepared(lambda key, *fields: Answer.objects.filter(submission=key, field__in=fields).values_list("field", "text"))


def _saying(field, text, page, at):
    question = int(field.removeprefix("question-")) if field.startswith("question-") else None
    return {"field": field, "question_id": question, "text": text, "saved_at": at, "page": page.name}
