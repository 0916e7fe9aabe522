"""The pages of the front door. Every state that was ever saved is a version; people see the latest that was published."""

from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.campaign.content import Whole, Written, plain_of, read

BEHIND = "Somebody else has changed it since you opened this page. Look at what it says now."


class Page(models.TextChoices):
    """What officers write of the front door. There are these and no others: their addresses are known."""

    HOME = "home", "Home"
    ABOUT = "about", _("About")
    FIVE_WAYS = "five-ways", _("Five ways")
    CAMPAIGN = "campaign", "The campaign as a whole"

    @property
    def kind(self):
        """What kind of thing is said there."""
        return Whole if self == Page.CAMPAIGN else Written

    @property
    def address(self):
        """Where people read it: what is said of the campaign as a whole, on the home page first of all."""
        return reverse("home" if self == Page.CAMPAIGN else self.value)


class VersionQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(page=page).order_by("-number")

    def published(self):
        return self.filter(published_at__isnull=False)

    def shown(self):
        """Of each page the key of the version that people see, as `edition` in keepitlocal/parts.py has it."""
        shown = self.published().order_by().values("page").annotate(shown=Max("pk"), nothing=Value(0))
        return shown.values_list("page", "shown", "nothing")

    @transaction.atomic
    def write(self, page, said, *, after, by, at):
        """The next version of a page, which says this; `after` is the number of the one that was there, 0 for none.

        What says exactly the same as the latest is no new one: so a page that is sent twice is saved once. Raises AlreadyMoved.
        """
        latest = self.of(page).first()
        if latest and latest.says == said:
            return latest
        if after != (latest.number if latest else 0):
            raise lifecycle.AlreadyMoved(BEHIND)
        try:
            with transaction.atomic():
                version = self.create(page=page, number=after + 1, content=plain_of(said), saved_by=by, saved_at=at)
        except IntegrityError:  # of two at once
            raise lifecycle.AlreadyMoved(BEHIND) from None
        record("changed", version, at=at, by=by, page=page, number=version.number)
        return version


class Version(models.Model):
    """What a page says in one saved state. It is never written over."""

    page = models.CharField(max_length=20, choices=Page)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "version of a page", "versions of pages"
        ordering = ["page", "-number"]
        permissions = [("publish_version", "Can publish the front door's pages")]
        constraints = [
            models.UniqueConstraint("page", "number", name="campaign_version_number"),
            models.CheckConstraint(condition=Q(page__in=Page.values), name="campaign_version_page_known"),
        ]

    def __str__(self):
        return f"{self.get_page_display()}, version {self.number}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A version is never written over.")
        super().save(*args, **kwargs)

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def says(self):
        """Its `content.Written`, or its `content.Whole`."""
        return read(Page(self.page).kind, self.content)

    @transaction.atomic
    def publish(self, *, by, at):
        """Let people see it. Raises AlreadyMoved where they do or did, and NotAllowed where they see a later one."""
        later = Version.objects.of(self.page).published().filter(number__gt=self.number)
        if later.exists():
            raise lifecycle.NotAllowed("A later version is published. Go back to this one, which makes a new one of it.")
        if not Version.objects.filter(pk=self.pk, published_at=None).update(published_at=at, published_by=by):
            raise lifecycle.AlreadyMoved(f"{self} is published already.")
        self.refresh_from_db(fields=["published_at", "published_by"])
        record("published", self, at=at, by=by, page=self.page, number=self.number)

    def bring_back(self, *, after, by, at):
        """A new version that says what this one does. Raises AlreadyMoved where `after` is no longer the latest."""
        if after == self.number:
            raise lifecycle.NotAllowed("This is the latest version: there is nothing to go back from.")
        return Version.objects.write(self.page, self.says, after=after, by=by, at=at)


def said_by(version, page):
    """What the version of that key says of the page; what there is to say before anything is published, where it is None."""
    return _said(version) if version else Page(page).kind()


@lru_cache(maxsize=64)
def _said(version):
    """Read once in a process: a version never changes."""
    return Version.objects.get(pk=version).says


def forget():
    _said.cache_clear()
