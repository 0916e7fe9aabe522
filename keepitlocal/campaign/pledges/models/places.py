"""How many have pledged, and where: counts that are kept, so that nobody counts rows that grow."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F

from keepitlocal.campaign.pledges.places import LONGEST, key_of, spelt


@dataclass(frozen=True)
class Counts:
    """What one pledge adds to the counts: nothing, unless it is confirmed and stands."""

    pledges: int = 0
    shown: int = 0
    place: str = ""


class TallyQuerySet(models.QuerySet):
    def hold(self):
        """The one row. Whoever changes what is counted comes after whoever holds it."""
        self.get_or_create(pk=1)
        return self.select_for_update().get(pk=1)

    def turn(self, was, now, name, *, at):
        """A pledge that counted as `was` counts as `now`, in a place of this name; what everybody reads is another edition."""
        if not was.pledges and not now.pledges:
            return
        self.update(pledges=F("pledges") + now.pledges - was.pledges, edition=F("edition") + 1, changed_at=at)
        if now.place:
            Place.objects.get_or_create(key=now.place, defaults={"name": spelt(name)})
        for counts, by in [(was, -1), (now, 1)]:
            added = {"pledges": F("pledges") + by * counts.pledges, "shown": F("shown") + by * counts.shown}
            Place.objects.filter(key=counts.place).update(**added)
        Place.objects.filter(key=was.place, pledges=0).delete()


class Tally(models.Model):
    """One row: how many have pledged, and which edition of that, and of the list of supporters, everybody reads."""

    pledges = models.PositiveIntegerField(default=0)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="pledges_tally_one")]

    def __str__(self):
        return f"{self.pledges} pledges"


class PlaceQuerySet(models.QuerySet):
    def shown(self):
        """Those in which somebody is listed."""
        return self.filter(shown__gt=0)


class Place(models.Model):
    """A place that pledges came from, for as long as there are any."""

    key = models.CharField(max_length=2 * LONGEST, unique=True)
    name = models.CharField(max_length=LONGEST)
    pledges = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)  # of them, in the list of supporters

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.name

    def rename(self, name):
        """Write it as an officer does; it has the same key."""
        if key_of(name) == self.key:
            Place.objects.filter(pk=self.pk).update(name=name)
