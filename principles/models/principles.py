"""A principle, the wording it has now and those it had, and the one that officers are drafting."""

from functools import lru_cache
from operator import attrgetter

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.templatetags.languages import content_alone
from principles import promises
from principles.models.consultations import Consultation, Discussed
from principles.wordings import read

HIGHEST = 999  # of their numbers
LONGEST_TITLE = 150  # characters
LONGEST_WHY = 1_000


class PrincipleQuerySet(models.QuerySet):
    def published(self):
        """Those that have a wording. Whether people see them is the consultation's to say."""
        return self.filter(latest__isnull=False)

    def public(self):
        return self.published().filter(consultation__published_at__isnull=False)


class Principle(Discussed):
    """One of the principles. What it says is its latest wording."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="principles", default=1, editable=False)
    number = models.PositiveSmallIntegerField(unique=True, help_text="Its address, after /principles/. It never changes.")
    latest = models.ForeignKey("principles.Wording", models.PROTECT, null=True, editable=False, related_name="+")
    # What officers are drafting, as plain content; `edits` rises whenever it is saved, so that nobody writes over another.
    draft = models.JSONField(default=dict, editable=False)
    edits = models.PositiveIntegerField(default=0, editable=False)
    # The number of the next new paragraph: what a paragraph was called, no other ever is.
    next_paragraph = models.PositiveIntegerField(default=1, editable=False)

    objects = PrincipleQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return f"Principle {self.number}: {self.title}"

    @property
    def called(self):
        """Its number and title, in the language of the page."""
        return gettext("Principle %(number)s: %(title)s") % {"number": self.number, "title": content_alone(self.title)}

    @property
    def title(self):
        return self.content.title if self.latest_id else self.draft.get("title", "")

    @property
    def is_published(self):
        return self.latest_id is not None

    @property
    def content(self):
        """What it says now."""
        return content_of(self.latest_id)

    @property
    def drafted(self):
        return read(self.draft)

    @property
    def has_unpublished_changes(self):
        return not self.is_published or self.drafted != self.content

    def get_absolute_url(self):
        return reverse("principles:principle", args=[self.number])

    @transaction.atomic
    def edit(self, content, *, next_paragraph, edits, by, at):
        """Save what is drafted: a `wordings.Content`, and the next free number of a paragraph.

        Raises AlreadyMoved where it was edited since.
        """
        said = {"draft": content.plain(), "next_paragraph": next_paragraph, "edits": F("edits") + 1}
        if not Principle.objects.filter(pk=self.pk, edits=edits).update(**said):
            raise lifecycle.AlreadyMoved("Somebody else has edited it since you opened this page. Look at what it says now.")
        self.refresh_from_db(fields=list(said))
        record("had its next wording edited", self, at=at, by=by)

    @transaction.atomic
    def publish(self, *, edits, why="", led_by=(), by, at):
        """Have what is drafted take effect as the next wording; `led_by` are the comments that led to it.

        Raises NotReady without a reason or a change, NotAllowed for a comment that is not shown, or AlreadyMoved where it was
        edited since.
        """
        self._hold(edits)
        why = " ".join(why.split())
        if not self.has_unpublished_changes:
            raise lifecycle.NotReady("It says exactly what is published.")
        if self.is_published and not why:
            raise lifecycle.NotReady("Give the reason: people are shown it beside the new wording.")
        if not self.drafted.paragraphs:
            raise lifecycle.NotReady("It says nothing yet: write at least one paragraph.")
        wording = self._take_effect(why, by, at)
        for comment in sorted(led_by, key=attrgetter("pk")):  # see Comment.hold
            comment.lead_to(wording, at=at)
        record("published a wording", self, at=at, by=by, number=wording.number)
        self.consultation.renew()
        if wording.number > 1:
            promises.reworded(wording, at=at)
        return wording

    def _hold(self, edits):
        """Let nobody else edit or publish it until the transaction ends. Held in the order that Comment.hold says."""
        Consultation.objects.select_for_update(no_key=True).get()
        if not Principle.objects.filter(pk=self.pk, edits=edits).select_for_update(no_key=True).exists():
            raise lifecycle.AlreadyMoved("It has been edited since you looked at it. Look at it again.")
        self.refresh_from_db()

    def _take_effect(self, why, by, at):
        number = self.wordings.count() + 1
        said = {"content": self.draft, "why": why, "published_by": by, "took_effect_at": at}
        wording = Wording.objects.create(principle=self, number=number, **said)
        Principle.objects.filter(pk=self.pk).update(latest=wording, edits=F("edits") + 1)
        self.refresh_from_db(fields=["latest", "edits"])
        return wording


class WordingQuerySet(models.QuerySet):
    def changed(self):
        """Those that took the place of another, in what people see."""
        return self.filter(number__gt=1, principle__consultation__published_at__isnull=False)


class Wording(models.Model):
    """What a principle says from one publishing to the next. It never changes: comments refer to it."""

    principle = models.ForeignKey(Principle, models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    why = models.CharField("why it changed", max_length=LONGEST_WHY, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    took_effect_at = models.DateTimeField()
    led_by = models.ManyToManyField("principles.Comment", related_name="wordings_led_to")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["principle", "number"]
        constraints = [models.UniqueConstraint("principle", "number", name="principles_wording_number")]

    def __str__(self):
        return f"wording {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A published wording never changes.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"{reverse('principles:history', args=[self.principle.number])}#wording-{self.number}"

    @property
    def says(self):
        """Its `wordings.Content`."""
        return content_of(self.pk)


@lru_cache(maxsize=1024)
def content_of(wording):
    """What the wording of that key says. Read once in a process: a wording never changes."""
    return read(Wording.objects.values_list("content", flat=True).get(pk=wording))


def forget():
    content_of.cache_clear()
