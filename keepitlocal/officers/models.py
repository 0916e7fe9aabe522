"""Those who work at the desk."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from keepitlocal.audit.models import record
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.officers import second_factor
from keepitlocal.officers.failures import Failure
from keepitlocal.outbox.models import promise

TAKEN = "An officer has this address already."


class OfficerManager(BaseUserManager):
    def create_user(self, email, name, password=None, **fields):
        """A new officer. Without a password nobody can sign in as them until their invitation is taken up."""
        officer = self.model(email=self.normalize_email(email), name=name, **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def create_superuser(self, email, name, password=None, **fields):
        return self.create_user(email, name, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        """The officer of this address, however its letters are cased: the same rule as the constraint's."""
        return self.alias(folded=Lower("email")).get(folded=Lower(Value(email)))

    def known_as(self, email):
        """The officer of this address, active or not, or None."""
        try:
            return self.get_by_natural_key(email)
        except self.model.DoesNotExist:
            return None


class Officer(AbstractBaseUser, PermissionsMixin):
    """One person at the desk. They are deactivated when they leave, never deleted: the record speaks of them."""

    PERSONAL = ("email", "name")

    email = models.EmailField("email address", unique=True, error_messages={"unique": TAKEN})
    name = models.CharField(max_length=100)
    is_active = models.BooleanField("active", default=True)
    is_staff = models.BooleanField("uses the desk", default=True)
    joined_at = models.DateTimeField("joined", default=timezone.now)
    invitations = models.PositiveSmallIntegerField("times invited", default=0, editable=False)
    sign_outs = models.PositiveSmallIntegerField("times signed out everywhere", default=0, editable=False)

    objects = OfficerManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="officers_officer_email_once", violation_error_message=TAKEN)]

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def _get_session_auth_hash(self, secret=None):
        """What each session of theirs carries: all of them end when the password changes, or they are signed out everywhere."""
        said = f"{self.password}/{self.sign_outs}"
        return salted_hmac("officers.Officer.session", said, secret=secret, algorithm="sha256").hexdigest()

    def may_be_ruled_by(self, by):
        """Nobody decides about themselves, and only a superuser about a superuser. `by` None is the portal itself."""
        return by is None or (by.pk != self.pk and (by.is_superuser or not self.is_superuser))

    def refuse_unless_ruled_by(self, by):
        if not self.may_be_ruled_by(by):
            raise NotAllowed(f"{by} may not decide what {self} may do.")

    @transaction.atomic
    def invite(self, *, by, at):
        """Promise them an e-mail with a link to choose a password. Raises NotAllowed."""
        if not self.is_active:
            raise NotAllowed(f"{self} is not active; make them active first.")
        # Each invitation is a message of its own, also when two leads press at once.
        type(self).objects.filter(pk=self.pk).update(invitations=F("invitations") + 1)
        self.refresh_from_db(fields=["invitations"])
        promise("officers.invitation", about=self, revision=self.invitations, to=self.email, at=at, to_officers=True)
        record("was invited", self, at=at, by=by, time=self.invitations)

    @transaction.atomic
    def assign(self, groups, *, by, at):
        """Put them in exactly these groups. Raises NotAllowed."""
        self.refuse_unless_ruled_by(by)
        self.groups.set(groups)
        record("was given groups", self, at=at, by=by, groups=sorted(group.name for group in groups))

    @transaction.atomic
    def rename(self, name, *, by, at):
        self.name = name
        self.save(update_fields=["name"])
        record("was renamed", self, at=at, by=by)

    @transaction.atomic
    def deactivate(self, *, by, at):
        """End their access at once and for good: every session and invitation they have stops working. Raises NotAllowed.

        Their password and second factor are forgotten, so nothing comes back to life if they do: they are invited again.
        """
        self.refuse_unless_ruled_by(by)
        self.is_active = False
        self.set_unusable_password()
        self.save(update_fields=["is_active", "password"])
        second_factor.forget(self)
        record("was deactivated", self, at=at, by=by)

    @transaction.atomic
    def reactivate(self, *, by, at):
        """Let them back in, by a new invitation. Raises NotAllowed."""
        self.refuse_unless_ruled_by(by)
        self.is_active = True
        self.save(update_fields=["is_active"])
        record("was made active again", self, at=at, by=by)
        self.invite(by=by, at=at)

    @transaction.atomic
    def forget_second_factor(self, *, by, at):
        """For a lost phone: they set up another at their next sign-in, and every session of theirs ends. Raises NotAllowed."""
        self.refuse_unless_ruled_by(by)
        second_factor.forget(self)
        type(self).objects.filter(pk=self.pk).update(sign_outs=F("sign_outs") + 1)
        self.refresh_from_db(fields=["sign_outs"])
        record("second factor was forgotten", self, at=at, by=by)

    @transaction.atomic
    def let_in_again(self, *, by, at):
        """Lift what locks them out after too many failures. Raises NotAllowed."""
        self.refuse_unless_ruled_by(by)
        Failure.objects.of(Failure.of_password(self.email), Failure.of_code(self)).delete()
        record("was let in again", self, at=at, by=by)

    def told_how(self):
        """A dict of topic to how they chose to be told of it. What is not in it, they are not told of."""
        return dict(self.tellings.values_list("topic", "how"))

    @transaction.atomic
    def choose_telling(self, chosen, *, at):
        """Be told as they choose: `chosen` is a dict of topic to How. What stays as it was keeps its moment."""
        was = self.told_how()
        changed = {topic: how for topic, how in chosen.items() if how != was.get(topic, How.NOTHING)}
        for topic, how in changed.items():
            self.tellings.update_or_create(topic=topic, defaults={"how": how, "chosen_at": at})
        if changed:
            record("chose how to be told", self, at=at, by=self, chosen=changed)


class How(models.TextChoices):
    AT_ONCE = "at once", "At once: an e-mail for each"
    DAILY = "daily", "Once a day: one e-mail at 8am, if anything came"
    NOTHING = "nothing", "Not at all"


class Telling(models.Model):
    """How one officer is told of one topic. Without a row they are told nothing: the team's own address is told anyway."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="tellings")
    topic = models.CharField(max_length=60)
    how = models.CharField(max_length=10, choices=How)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "topic"], name="officers_telling_once"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="officers_telling_how"),
        ]

    def __str__(self):
        return f"{self.officer}, {self.topic}: {self.how}"
