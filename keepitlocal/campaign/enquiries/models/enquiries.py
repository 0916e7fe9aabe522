"""An enquiry: what somebody asks the campaign, and whatever is said about it by either side."""

from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext

from keepitlocal import lifecycle, references, tokens
from keepitlocal.audit.models import record
from keepitlocal.campaign.enquiries import promises
from keepitlocal.campaign.enquiries.models.handling import Handled
from keepitlocal.campaign.enquiries.models.passages import Found
from keepitlocal.campaign.enquiries.models.saying import MOST, Said
from keepitlocal.campaign.enquiries.models.statuses import KEPT, MOVES, Status
from keepitlocal.outbox.addresses import LONGEST as LONGEST_ADDRESS
from keepitlocal.outbox.models import Message, cancel
from keepitlocal.passages.models import forget

SENT, CONVERSATION = "enquiries.sent", "enquiries.conversation"  # salts: neither token opens the other's page
LONGEST_NAME = 200  # characters


class About(models.TextChoices):
    """What an enquiry is about, as officers call it. Enquirers choose from words of their own: see forms.py."""

    CAMPAIGN = "campaign", "The campaign"
    TAKING_PART = "taking-part", "Taking part"
    DATA = "data", "Their personal data"
    ACCESSIBILITY = "accessibility", "Accessibility"
    PRESS = "press", "Press"
    OTHER = "other", "Something else"


class EnquiryQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an answer."""
        return self.filter(status=Status.OPEN)

    def kept(self):
        """Those that are not erased."""
        return self.filter(status__in=KEPT)

    def quiet(self, since):
        """Those that were answered by then, and of which nothing was heard after it."""
        return self.filter(status=Status.ANSWERED, status_since__lte=since)

    def closed_long_ago(self, at):
        """Those that are to be erased."""
        return self.filter(status=Status.CLOSED, status_since__lte=at - settings.ENQUIRIES_KEPT)


class Enquiry(Handled, Found):
    """Who asked, about what, and where it stands. Its words are in `said`."""

    MOVES: ClassVar[dict] = MOVES
    PERSONAL = ("name", "email")

    reference = models.CharField(max_length=references.LONGEST, unique=True, null=True, editable=False)
    about = models.CharField(max_length=20, choices=About)
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.EmailField(max_length=LONGEST_ADDRESS)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    status_since = models.DateTimeField("since")
    created_at = models.DateTimeField("received")
    begun_with = models.CharField(max_length=64, unique=True, null=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "enquiries"
        ordering = ["status_since", "pk"]
        indexes = [models.Index(fields=["status", "status_since", "id"], name="enquiries_enquiry_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="enquiries_enquiry_status"),
            models.CheckConstraint(condition=Q(about__in=About.values), name="enquiries_enquiry_about"),
        ]
        permissions = [("answer_enquiry", "Can answer enquiries"), ("erase_enquiry", "Can erase an enquiry")]

    def __str__(self):
        return self.reference or f"Enquiry {self.pk}"

    def hold(self):
        """Have nobody else change it, or say anything in it, until the transaction ends; and know it as it is now."""
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(no_key=True))

    def twin(self, begun_with):
        """What the same page said already, or None."""
        return self.said.filter(begun_with=begun_with).first() if begun_with else None

    def say(self, text, *, by=None, begun_with=None, at):
        """Put down one more message, of one who holds the enquiry. Raises ValidationError for what a form would have refused."""
        last = self.said.last()
        said = Said(enquiry=self, number=last.number + 1 if last else 1, by=by, at=at, text=text, begun_with=begun_with)
        said.clean_fields(exclude=["enquiry", "by"])
        said.save()
        return said

    @transaction.atomic
    def write(self, text, *, begun_with=None, at):
        """Take in what its sender writes again: it waits for an answer, whatever it was. The same page sent twice is one message.

        Raises NotAllowed once it is erased, or NotReady once it has as many messages as its page can show.
        """
        self.hold()
        if not self.can("write"):
            raise lifecycle.NotAllowed(gettext("This enquiry has been deleted."))
        if twin := self.twin(begun_with):
            return twin
        if self.said.last().number >= MOST:
            raise lifecycle.NotReady(gettext("This enquiry has become very long. Send what you wrote as a new one."))
        said = self.say(text, begun_with=begun_with, at=at)
        record("was continued by its sender", self, at=at, number=said.number)
        if self.status != Status.OPEN:
            lifecycle.advance(self, Status.OPEN, at=at)
        self.put_passages()
        promises.received(said, at=at)
        return said

    @transaction.atomic
    def erase(self, *, by=None, at):
        """Forget who asked, what was said on either side, and to whom we wrote. Raises NotAllowed of what is erased."""
        self.hold()
        lifecycle.advance(self, Status.ERASED, by=by, at=at, name="", email="", begun_with=None)
        self.said.all().delete()
        self.notes.all().delete()
        forget(self)
        cancel(self, by=by, at=at)
        Message.objects.about(self).forget()

    @property
    def confirmation(self):
        """The token of the page that says the reference. It opens nothing else: who gives an address may not read its mail."""
        return tokens.token([self.pk], salt=SENT)

    @property
    def address(self):
        """The whole address of the conversation, for e-mails to its sender alone."""
        return tokens.address("enquiries:conversation", [self.pk], salt=CONVERSATION)


@transaction.atomic
def receive(text, *, about, name, email, begun_with=None, at):
    """Take in an enquiry; returns it, with its reference. The same page sent twice is one enquiry.

    Raises ValidationError for what a form would have refused.
    """
    enquiry = Enquiry(about=about, name=name, email=email, status_since=at, created_at=at, begun_with=begun_with)
    enquiry.clean_fields()
    if begun_with:
        said = {field: getattr(enquiry, field) for field in ["about", "name", "email", "status_since", "created_at"]}
        enquiry, is_new = Enquiry.objects.get_or_create(begun_with=begun_with, defaults=said)
        if not is_new:
            return enquiry
    else:
        enquiry.save()
    references.give(enquiry, "KIL")
    said = enquiry.say(text, at=at)
    record("was received", enquiry, at=at)
    enquiry.put_passages()
    promises.received(said, at=at)
    return enquiry
