"""The consultation on the principles: its window and its words. There is one, for as long as the portal runs."""

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.windows import Announced, WindowQuerySet
from principles import promises


class Moderation(models.TextChoices):
    BEFORE = "before", "Before they appear"
    AFTER = "after", "After they have appeared"


class Discussed(models.Model):
    """What people comment on. How many comments are shown is kept beside it, so that no page counts them."""

    comments_shown = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class ConsultationQuerySet(WindowQuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)


class Consultation(Announced, Discussed):
    """The consultation. Comments on the principles as a whole are comments on it."""

    slug = models.SlugField(help_text="What its round's file calls it.")
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One sentence, for the front page.")
    introduction = models.TextField(help_text="What the principles are for. An empty line begins a new paragraph.")
    advice = models.TextField(blank=True, help_text="Shown above every comment form.")
    moderation = models.CharField(
        "comments are moderated",
        max_length=10,
        choices=Moderation,
        default=Moderation.BEFORE,
        help_text="What names an address on the web more than twice is read first, whatever is chosen here.",
    )
    reference_prefix = models.CharField(
        max_length=6, default="KIL", validators=[RegexValidator(r"^[A-Z]{2,6}$", "Use two to six capital letters.")]
    )
    published_at = models.DateTimeField(null=True, editable=False)
    # What the last load of a round wrote, so that the next can tell whether officers have changed it since.
    loaded = models.JSONField(default=dict, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta(Announced.Meta):
        constraints = [
            *Announced.Meta.constraints,
            models.CheckConstraint(condition=Q(pk=1), name="principles_consultation_only_one"),
            models.CheckConstraint(
                condition=Q(moderation__in=Moderation.values), name="principles_consultation_moderation_known"
            ),
        ]
        permissions = [("publish_consultation", "Can publish the consultation, and wordings")]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("principles:principles")

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def moderates_first(self):
        """Whether comments are read by a moderator before they appear."""
        return self.moderation == Moderation.BEFORE

    def tell_of_extension(self, *, at):
        promises.extension(at=at)

    def takes(self, begun_at, at):
        """Whether a comment that was begun at one moment may arrive at another."""
        return self.opens_at <= at < self.deadline(begun_at)

    @transaction.atomic
    def publish(self, *, by, at):
        """Let people see it. Raises NotReady while no principle has a wording, or AlreadyMoved if it is published."""
        if not self.principles.published().exists():
            raise lifecycle.NotReady(f"{self} cannot be published yet: no principle has a wording.")
        if not Consultation.objects.filter(pk=self.pk, published_at=None).update(published_at=at):
            raise lifecycle.AlreadyMoved(f"{self} is published already.")
        self.refresh_from_db(fields=["published_at"])
        self.renew()
        record("published", self, at=at, by=by)
