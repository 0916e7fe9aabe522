"""A survey: its window and its words, what officers are drafting for it, and the versions that were published."""

from dataclasses import dataclass
from functools import lru_cache

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.windows import Announced, WindowQuerySet
from survey import promises
from survey.definition import Definition, Malformed, fingerprint, plain, read
from survey.definition.changes import Sort, changes
from survey.definition.linting import Fault, faults
from survey.models import registry


class Faulty(lifecycle.NotReady):
    """What is drafted cannot be published. `faults` says what is wrong, and where."""

    def __init__(self, found):
        super().__init__(" ".join(fault.sentence for fault in found))
        self.faults = found


class Breaking(lifecycle.NotReady):
    """What is drafted would break what was answered. `changes` are all that it changes."""

    def __init__(self, found):
        super().__init__("It changes what was asked. Look at the changes, and publish again if you mean it.")
        self.changes = found


class SurveyQuerySet(WindowQuerySet):
    def published(self):
        return self.filter(latest__isnull=False)


class Survey(Announced):
    """One survey. It is open because of its window; what it asks is its latest version."""

    slug = models.SlugField(unique=True, help_text="Its address, after /survey/. It cannot change once it is published.")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One sentence, for the front page: how long it takes, too.")
    introduction = models.TextField(help_text="Who it is for and what it is about. An empty line begins a new paragraph.")
    reference_prefix = models.CharField(
        max_length=6, default="KIL", validators=[RegexValidator(r"^[A-Z]{2,6}$", "Use two to six capital letters.")]
    )
    # What officers are drafting, as plain content; `edits` rises whenever it is saved, so that nobody writes over another.
    draft = models.JSONField(default=dict, editable=False)
    edits = models.PositiveIntegerField(default=0, editable=False)
    latest = models.ForeignKey("survey.Version", models.PROTECT, null=True, editable=False, related_name="+")
    # What the last load of a round wrote, so that the next can tell whether officers have changed it since.
    loaded = models.JSONField(default=dict, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta(Announced.Meta):
        ordering = ["closes_at"]
        permissions = [("publish_survey", "Can publish a survey")]

    def __str__(self):
        return self.title

    @property
    def is_published(self):
        return self.latest_id is not None

    def get_absolute_url(self):
        return reverse("survey:start", args=[self.slug])

    @property
    def drafted(self):
        """What officers are drafting. Raises Malformed while it is no definition yet."""
        return read(self.draft)

    @property
    def has_unpublished_changes(self):
        return not self.is_published or fingerprint(self.draft) != self.latest.sha256

    @transaction.atomic
    def edit(self, content, *, edits, by, at):
        """Save what is drafted: plain content, which need not be a definition yet.

        Raises AlreadyMoved where it was edited since.
        """
        if not Survey.objects.filter(pk=self.pk, edits=edits).update(draft=content, edits=F("edits") + 1):
            raise lifecycle.AlreadyMoved("Somebody else has edited it since you opened this page. Look at what it says now.")
        self.refresh_from_db(fields=["draft", "edits"])
        record("had its questions edited", self, at=at, by=by)

    def faults(self):
        """Why what is drafted cannot be published, as a list of Fault."""
        try:
            drafted = self.drafted
        except Malformed as malformed:
            return [Fault(malformed.place, malformed.sentence)]
        return faults(drafted, earlier=[version.definition for version in self.versions.order_by("number")])

    def changes(self):
        """What publishing would change in what is asked now, as a list of Change."""
        return changes(self.latest.definition, self.drafted) if self.is_published else []

    @transaction.atomic
    def publish(self, *, edits, by, at, knowingly=False):
        """Freeze what is drafted as the next version. Raises Faulty, Breaking unless `knowingly`, NotReady, or AlreadyMoved."""
        rows = Survey.objects.filter(pk=self.pk, edits=edits)
        if not rows.update(stamp=F("stamp") + 1):  # held until the transaction ends: nobody edits or publishes meanwhile
            raise lifecycle.AlreadyMoved("It has been edited since you looked at the changes. Look at them again.")
        self.refresh_from_db()
        if found := self.faults():
            raise Faulty(found)
        if not self.has_unpublished_changes:
            raise lifecycle.NotReady("It says exactly what is published.")
        found = self.changes()
        if not knowingly and any(change.sort == Sort.BREAKING for change in found):
            raise Breaking(found)
        version = self._freeze(at)
        record("published", self, at=at, by=by, version=version.number, sha256=version.sha256)
        return version

    def _freeze(self, at):
        content = plain(self.drafted)
        number = (self.latest.number if self.latest else 0) + 1
        version = Version.objects.create(
            survey=self, number=number, content=content, sha256=fingerprint(content), published_at=at
        )
        registry.enter(version)
        Survey.objects.filter(pk=self.pk).update(latest=version, draft=content)
        self.refresh_from_db()
        return version

    def tell_of_extension(self, *, at):
        promises.extension(self, at=at)


class Version(models.Model):
    """What a survey asks from one publishing to the next. It never changes: what was answered refers to it."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["survey", "number"]
        constraints = [models.UniqueConstraint("survey", "number", name="survey_version_number")]

    def __str__(self):
        return f"version {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A published version never changes.")
        super().save(*args, **kwargs)

    @property
    def definition(self) -> Definition:
        return definition(self.pk)


@dataclass(frozen=True)
class Frozen:
    """What a process keeps of a version."""

    number: int
    sha256: str
    definition: Definition


@lru_cache(maxsize=256)
def frozen(version):
    """The version of that key. Read once in a process: a version never changes."""
    number, sha256, content = Version.objects.values_list("number", "sha256", "content").get(pk=version)
    return Frozen(number, sha256, read(content))


def definition(version):
    """What the version of that key asks."""
    return frozen(version).definition


forget = frozen.cache_clear
