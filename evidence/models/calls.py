"""A call for evidence: its window, its words, and what it asks in which order."""

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from evidence import promises
from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.consent.models import Purpose, Statement, fingerprint
from keepitlocal.languages.words import translated
from keepitlocal.windows import Announced, WindowQuerySet

CODE = RegexValidator(r"^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$", "Use lower-case letters, figures, dots and hyphens, such as 1.1.")


class CallQuerySet(WindowQuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)


class Call(Announced):
    """One call for evidence. It is open because of its window; nothing has to remember to open or close it."""

    slug = models.SlugField(unique=True, help_text="Its address, after /evidence/. It cannot change once it is published.")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One sentence, for the front page.")
    introduction = models.TextField(help_text="What the call is about. An empty line begins a new paragraph.")
    particular_interests = models.TextField(blank=True, help_text="What you would most like to hear about, one on each line.")
    advice = models.TextField(blank=True, help_text="Shown above the questions and before sending.")
    next_steps = models.TextField(
        blank=True,
        help_text="What happens next, for the confirmation and its e-mail. {reference} and {call} become what they name.",
    )
    reference_prefix = models.CharField(
        max_length=6, validators=[RegexValidator(r"^[A-Z]{2,6}$", "Use two to six capital letters.")]
    )
    published_at = models.DateTimeField(null=True, editable=False)
    # What the last load of a round wrote, so that the next can tell whether officers have changed it since.
    loaded = models.JSONField(default=dict, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta(Announced.Meta):
        ordering = ["closes_at"]
        permissions = [("publish_call", "Can publish a call")]

    def __str__(self):
        return self.title

    @property
    def is_published(self):
        return self.published_at is not None

    def get_absolute_url(self):
        return reverse("evidence:call", args=[self.slug])

    def next_steps_for(self, reference):
        """What happens next, with what officers may name in it put in. Replaced, not formatted: `{x.y}` stays as it is."""
        said = translated(self.next_steps)
        return type(said)(said.replace("{reference}", reference).replace("{call}", translated(self.title)))

    def tell_of_extension(self, *, at):
        promises.extension(self, at=at)

    @transaction.atomic
    def publish(self, *, by, at):
        """Let people see the call. Raises NotReady while it asks nothing, or AlreadyMoved if it is published."""
        asks = Question.objects.filter(section__call=self, retired=False)
        if not (asks.exists() and self.respondent_types.exists() and self.publication_choices.exists()):
            raise lifecycle.NotReady(
                f"{self} cannot be published yet: it needs a question, a type of respondent and a publication choice."
            )
        if not Call.objects.filter(pk=self.pk, published_at=None).update(published_at=at, stamp=F("stamp") + 1):
            raise lifecycle.AlreadyMoved(f"{self} is published already.")
        self.refresh_from_db(fields=["published_at", "stamp"])
        record("published", self, at=at, by=by)


class Section(models.Model):
    """A numbered section of a call's questions; the one without a number holds the reflections."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Leave empty for the reflections.")
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)

    class Meta:
        ordering = [F("number").asc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint("call", "number", name="evidence_section_number"),
            models.UniqueConstraint("call", condition=Q(number=None), name="evidence_section_one_reflections"),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def slug(self):
        """The task's name in the address of a draft."""
        return f"section-{self.number}" if self.number else "reflections"

    def retire(self):
        """Ask none of its questions any more; what was answered stays."""
        self.questions.update(retired=True)


class Question(models.Model):
    """One question. With answers it is retired, never deleted: the database refuses."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=20, validators=[CODE], help_text="What people quote, such as 1.1.")
    text = models.TextField()
    retired = models.BooleanField("no longer asked", default=False, help_text="Answers that were given are kept.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("section", "code", name="evidence_question_code")]

    def __str__(self):
        return f"{self.code} {self.text}" if self.section.number else self.text

    def retire(self):
        self.retired = True
        self.save(update_fields=["retired"])


class RespondentType(models.Model):
    """Who answers: one of the kinds of people and organisations that a call addresses."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="respondent_types")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=30, validators=[CODE])
    label = models.CharField(max_length=120)
    asks_for = models.CharField(max_length=120, blank=True, help_text='Asked beside it, as in "How would you describe yourself?"')
    retired = models.BooleanField("no longer offered", default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("call", "code", name="evidence_respondenttype_code")]

    def __str__(self):
        return self.label

    def retire(self):
        self.retired = True
        self.save(update_fields=["retired"])


class Publication(models.TextChoices):
    """What may become of a submission in public; the words that say so are each call's own."""

    NAMED = "named", "With the name"
    UNNAMED = "unnamed", "Without the name"
    PRIVATE = "private", "Not at all"


class PublicationChoice(models.Model):
    """One way to let us publish, in the words that people agree to."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="publication_choices")
    position = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=20, choices=Publication)
    label = models.CharField(max_length=120)
    says = models.TextField(help_text="The exact words agreed to. They are kept with each submission as they were read.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("call", "code", name="evidence_publicationchoice_code"),
            models.CheckConstraint(condition=Q(code__in=Publication.values), name="evidence_publicationchoice_known"),
        ]

    def __str__(self):
        return self.label

    @property
    def fingerprint(self):
        """What tells these words from any others: a page that showed others cannot agree to these."""
        return fingerprint(Purpose.PUBLICATION, self.code, self.label, self.says)

    def statement(self):
        """These words as a statement, which stays when the choice is reworded."""
        return Statement.objects.worded(Purpose.PUBLICATION, self.code, self.label, self.says)
