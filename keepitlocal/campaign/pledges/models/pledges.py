"""A pledge of support: one for each address that was confirmed, changed and taken back by a link that was sent there."""

from contextlib import contextmanager
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Lower

from keepitlocal import lifecycle, references
from keepitlocal.audit.models import record
from keepitlocal.campaign.pledges import news, promises
from keepitlocal.campaign.pledges.models import statuses
from keepitlocal.campaign.pledges.models.moderating import Moderated
from keepitlocal.campaign.pledges.models.passages import Found
from keepitlocal.campaign.pledges.models.places import Counts, Place, Tally
from keepitlocal.campaign.pledges.models.statuses import Status, Words
from keepitlocal.campaign.pledges.places import LONGEST as LONGEST_PLACE
from keepitlocal.campaign.pledges.places import key_of, spelt
from keepitlocal.outbox.addresses import masked

LONGEST_WORDS = 500  # characters
# What somebody says who pledges, and may say otherwise later.
SAID = ["name", "organisation", "place", "words", "asks_candidates", "agreed"]
SHOWN = Q(status=Status.CONFIRMED, agreed__isnull=False)
GONE = "This pledge is not here any more. It can be made again."


class PledgeQuerySet(models.QuerySet):
    def confirmed(self):
        """What counts."""
        return self.filter(status=Status.CONFIRMED)

    def shown(self):
        """Those that everybody may read: list, report, search and sitemap show no other."""
        return self.filter(SHOWN)

    def known_as(self, email):
        """The pledge of whoever confirmed that this address is theirs: one, or none."""
        return self.annotate(address=Lower("email")).filter(address=Lower(Value(email)), status__in=statuses.KNOWN)

    def to_read(self):
        """Those with words that wait for an officer."""
        return self.filter(status__in=statuses.STANDING, words_status=Words.WAITING)

    def never_confirmed(self, at):
        """Those whose time to be confirmed is over, and what is left of those that became part of another."""
        return self.filter(status__in=[Status.UNCONFIRMED, Status.MERGED], created_at__lte=at - settings.PLEDGES_UNCONFIRMED_KEPT)

    def withdrawn_long_ago(self, at):
        return self.filter(status=Status.WITHDRAWN, status_since__lte=at - settings.WITHDRAWN_KEPT)


class Pledge(Moderated, Found, models.Model):
    """What one person pledges. It counts, and can be shown, from when its address is confirmed."""

    PERSONAL = ("name", "organisation", "place", "words", "email", "told")
    MOVES: ClassVar[dict] = statuses.MOVES

    reference = models.CharField(max_length=24, unique=True, null=True, editable=False)
    name = models.CharField(max_length=100)
    organisation = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=LONGEST_PLACE)
    place_key = models.CharField(max_length=2 * LONGEST_PLACE, editable=False)
    words = models.TextField("what they pledge", max_length=LONGEST_WORDS, blank=True)
    words_status = models.CharField("words", max_length=8, choices=Words, default=Words.NONE)
    asks_candidates = models.BooleanField("asks their candidates", default=False)
    # The words by which they agreed to be listed; without any they are not.
    agreed = models.ForeignKey("consent.Statement", models.PROTECT, null=True, related_name="+")
    wants_news = models.BooleanField(default=False)
    email = models.EmailField(blank=True)

    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)
    status_since = models.DateTimeField()
    created_at = models.DateTimeField("received")
    confirmed_at = models.DateTimeField("confirmed", null=True)
    hidden_at = models.DateTimeField(null=True)  # by officers, who have not shown it again since
    told = models.CharField("what they were told", max_length=1_000, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)  # rises whenever it says something else
    became = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")  # of a merged one: which it changed
    begun_with = models.CharField(max_length=64, unique=True, null=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["place_key", "id"], condition=SHOWN, name="pledges_pledge_shown"),
            models.Index(fields=["status", "created_at", "id"], name="pledges_pledge_listed"),
            models.Index(fields=["words_status", "status", "id"], name="pledges_pledge_words"),
            models.Index(fields=["place_key", "status", "id"], name="pledges_pledge_place"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=Q(status__in=statuses.KNOWN), name="pledges_pledge_one_address"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="pledges_pledge_status"),
            models.CheckConstraint(condition=Q(words_status__in=Words.values), name="pledges_pledge_words_status"),
        ]
        permissions = [
            ("moderate_pledge", "Can approve the words of pledges, hide them, and correct places"),
            ("withdraw_pledge", "Can take a pledge back for whoever made it"),
            ("erase_pledge", "Can erase a pledge"),
            ("export_pledge", "Can export pledges"),
            ("export_personal_pledge", "Can export pledges with personal data"),
        ]

    def __str__(self):
        return self.reference or f"Pledge {self.pk}"

    @property
    def is_confirmed(self):
        """Whether it is known whose address it came from."""
        return self.status in statuses.KNOWN

    @property
    def is_withdrawn(self):
        return self.status == Status.WITHDRAWN

    @property
    def is_listed(self):
        return self.agreed_id is not None

    @property
    def is_public(self):
        """Whether everybody may read it: what `shown` says, of one."""
        return self.status == Status.CONFIRMED and self.is_listed

    @property
    def shown_words(self):
        """What they pledge in their own words, once an officer has approved it."""
        return self.words if self.words_status == Words.APPROVED else ""

    @property
    def masked(self):
        return masked(self.email)

    @property
    def kept_until(self):
        """The first moment at which it is confirmed no more."""
        return self.created_at + settings.PLEDGES_UNCONFIRMED_KEPT

    @property
    def stands(self):
        """The pledge that it is part of: itself, unless this address had made one before."""
        return self.became or self

    @property
    def counts(self):
        if self.status != Status.CONFIRMED:
            return Counts()
        return Counts(pledges=1, shown=int(self.is_listed), place=self.place_key)

    def hold(self):
        """Let nobody else show, hide or count any pledge until the transaction ends."""
        Tally.objects.hold()

    @contextmanager
    def changing(self, *, at):
        """What changes of it within is counted, and found, as it then is. Raises AlreadyMoved where it is gone."""
        with transaction.atomic():
            self.hold()
            if not Pledge.objects.filter(pk=self.pk).exists():
                raise lifecycle.AlreadyMoved(GONE)
            self.refresh_from_db()
            was = self.counts
            yield
            Tally.objects.turn(was, self.counts, self.place, at=at)
            self.put_passages()

    def confirm(self, *, at):
        """Its address is theirs: it counts; or it changes the pledge that the address has made before. Once more changes nothing.

        Raises TooLate, or AlreadyMoved where it was purged. The pledge that stands then is `stands`.
        """
        with self.changing(at=at):
            if self.status != Status.UNCONFIRMED:
                return
            if at >= self.kept_until:
                raise lifecycle.TooLate(GONE)
            email, wants_news = self.email, self.wants_news
            if first := Pledge.objects.known_as(email).first():
                first.say({name: getattr(self, name) for name in SAID}, at=at, is_made_again=True)
                self._become_part_of(first, at=at)
            else:
                self._begin(at=at)
            if wants_news:
                news.follow(email, at=at)

    def _begin(self, *, at):
        lifecycle.advance(self, Status.CONFIRMED, at=at, confirmed_at=at)
        references.give(self, "KIL")
        record("was received", self, at=at)
        promises.received(self, at=at)

    def _become_part_of(self, first, *, at):
        """Leave nothing here of whoever made it; its link goes on leading to what it became."""
        nothing = dict.fromkeys(self.PERSONAL, "") | {"place_key": "", "agreed": None, "words_status": Words.NONE}
        lifecycle.advance(self, Status.MERGED, at=at, became=first, **nothing)
        promises.forget(self, at=at)

    def say(self, said, *, at, is_made_again=False):
        """Say something else, and tell of it: `said` is a dict of what changes. Raises NotAllowed, or AlreadyMoved.

        `is_made_again`: by whoever took it back, too. What officers have hidden stays hidden.
        """
        with self.changing(at=at):
            if not (self.status in statuses.STANDING or (is_made_again and self.is_withdrawn)):
                raise lifecycle.NotAllowed(GONE)
            if self.is_withdrawn:
                lifecycle.advance(self, Status.HIDDEN if self.hidden_at else Status.CONFIRMED, at=at)
            if said["words"] != self.words:
                self.words_status = status_of(said["words"])
            for name, value in said.items():
                setattr(self, name, value)
            self.place, self.place_key = spelt(self.place), key_of(self.place)
            self.revision += 1
            self.save()
            record("was changed by its maker", self, at=at)
            promises.received(self, at=at)

    def withdraw(self, *, by=None, at):
        """Take it back: it is neither counted nor shown from now on. Once more changes nothing. Raises NotAllowed."""
        with self.changing(at=at):
            if not self.is_withdrawn:
                lifecycle.advance(self, Status.WITHDRAWN, by=by, at=at)
                promises.withdrawn(self, by=by, at=at)

    def erase(self, *, by=None, at):
        """Forget who made it and what it said. What is left says that there was one. Raises NotAllowed."""
        with self.changing(at=at):
            nothing = dict.fromkeys(self.PERSONAL, "") | {"place_key": "", "agreed": None, "words_status": Words.NONE}
            lifecycle.advance(self, Status.ERASED, by=by, at=at, **nothing, begun_with=None)
            self.complaints.update(says="")
            promises.forget(self, by=by, at=at)

    def purge(self, *, at):
        """Have nothing of it left, nor of what was promised. Whoever calls this holds it."""
        promises.forget(self, at=at)
        record("was forgotten", self, at=at)
        self.delete()

    @transaction.atomic
    def disown(self, *, at):
        """Whoever reads mail at its address did not make it. Nothing, once it is confirmed."""
        self.hold()
        if Pledge.objects.filter(pk=self.pk, status=Status.UNCONFIRMED).exists():
            self.purge(at=at)

    def correct_place(self, *, name, every=False, by, at):
        """Say where it is from as an officer writes it; with `every`, of all that say the same. Raises NotAllowed."""
        was, key = self.place_key, key_of(name)
        with transaction.atomic():
            self.hold()
            for each in Pledge.objects.filter(place_key=was, status__in=statuses.STANDING) if every else [self]:
                with each.changing(at=at):
                    each.refuse_unless_can("correct_place")
                    Pledge.objects.filter(pk=each.pk).update(place=name, place_key=key)
                    each.place, each.place_key = name, key
                    record("had its place corrected", each, by=by, at=at)
            Place.objects.filter(key=key).update(name=name)


def status_of(words):
    """Of words that nobody has read."""
    return Words.WAITING if words else Words.NONE


@transaction.atomic
def pledge(said, *, email, wants_news=False, begun_with=None, at):
    """Take in what somebody pledges, until its address is confirmed. The same page sent twice is one, and one e-mail.

    What is done is the same whether or not the address has pledged before: whoever knows it learns nothing.
    """
    place = said["place"]
    said = said | {
        "place": spelt(place),
        "place_key": key_of(place),
        "words_status": status_of(said["words"]),
    }
    said |= {"email": email, "wants_news": wants_news, "created_at": at, "status_since": at}
    if begun_with:
        made, is_new = Pledge.objects.get_or_create(begun_with=begun_with, defaults=said)
    else:
        made, is_new = Pledge.objects.create(**said), True
    if is_new:
        promises.confirm(made, at=at)
    return made
