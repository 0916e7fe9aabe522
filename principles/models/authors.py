"""Who comments: an address, confirmed once in each browser that it is used in. Nobody is shown it."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Lower
from django.utils.html import format_html
from django.utils.translation import gettext

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.drafts import mail
from keepitlocal.drafts.sharing import WriterQuerySet
from keepitlocal.outbox.addresses import masked
from principles import promises
from principles.models.consultations import Consultation
from principles.models.statuses import Status
from principles.models.watching import Watch

KIND = "principles"  # what the cookie and the links call what an author comes back to: their comments


class AuthorQuerySet(WriterQuerySet):
    def hold(self, key):
        """The author of that key. Whatever else is done about what they said waits until the transaction ends.

        Raises AlreadyMoved where they were forgotten meanwhile.
        """
        if not (author := self.select_for_update(no_key=True).filter(pk=key).first()):
            raise lifecycle.AlreadyMoved(gettext("All that was said with this address has been erased. Begin again."))
        return author

    def held(self, keys):
        """Those that a browser holds: a dict of key to generation, such as `holding.held` gives."""
        each = [Q(pk=key, generation=generation) for key, generation in keys.items()]
        return self.filter(Q(*each, _connector=Q.OR)) if each else self.none()


class Author(models.Model):
    """One address in one browser, which comes back to its comments as to a draft (keepitlocal/drafts/kinds.py).

    The address is theirs once its bearer pressed the button behind the link that was sent there.
    """

    KIND = KIND
    PERSONAL = ("email",)
    reference, is_one_of_several, can_be_lost, has_way_back = None, False, False, True

    email = models.EmailField()
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    unsubscribed_at = models.DateTimeField(null=True)
    generation = models.PositiveIntegerField(default=1, editable=False)  # links and browsers of an earlier one open nothing

    objects = AuthorQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(Lower("email"), name="principles_author_email")]

    def __str__(self):
        return gettext("Your comments")

    @property
    def title(self):
        """Our own words and no text of officers, which is what HTML says to the filters of those."""
        return format_html("{}", gettext("Draft principles"))

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None

    @property
    def masked(self):
        """Their address as they know it again, and nobody else learns it."""
        return masked(self.email)

    @property
    def draft(self):
        return self

    @property
    def kept_until(self):
        """The first moment from which its links lead here no more. Whoever was asked for a change has as long to make it."""
        asked = self.comments.filter(status=Status.ASKED).aggregate(at=Max("status_since"))["at"]
        closes_at = Consultation.objects.get().closes_at
        return max(closes_at, asked or closes_at) + settings.DRAFTS_KEPT

    def can_be_written(self, at):
        return Consultation.objects.get().is_open(at)

    @transaction.atomic
    def confirm(self, *, at):
        """The address is theirs: what waited for that goes on to moderation. Once more, or once disowned, changes nothing."""
        if not Author.objects.filter(pk=self.pk, confirmed_at=None).exclude(email="").update(confirmed_at=at):
            return
        self.confirmed_at = at
        record("confirmed their address", self, at=at)
        for comment in self.comments.unconfirmed().order_by(F("principle").asc(nulls_first=True), "pk"):  # see Comment.hold
            comment.receive(at=at)
        for watch in Watch.objects.filter(comment__author=self):
            watch.confirm(at=at)

    @transaction.atomic
    def disown(self, *, at):
        """Whoever reads mail there did not write this: what waits for them is taken back, and the address forgotten.

        Nothing, once it is confirmed. Once more changes nothing.
        """
        nothing = {"email": "", "generation": F("generation") + 1}
        if not Author.objects.filter(pk=self.pk, confirmed_at=None).exclude(email="").update(**nothing):
            return
        for comment in self.comments.unconfirmed():
            comment.take_back(at=at)
        Watch.objects.filter(comment__author=self).delete()
        promises.forget(self, at=at)
        record("was disowned by whoever reads mail at the address", self, at=at)
        mail.forget_asking(self.email, at=at)
        self.refresh_from_db()

    def watch(self, comment, *, how, at):
        """Tell them of replies to their comment, once the address is confirmed. Once more changes nothing."""
        Watch.objects.begin(self.email, comment=comment, how=how, is_confirmed=self.is_confirmed, at=at)

    @transaction.atomic
    def unsubscribe(self, *, at):
        """Send no more news of their comments to this address; what was decided about each is still told."""
        if Author.objects.filter(pk=self.pk, unsubscribed_at=None).update(unsubscribed_at=at):
            record("was told to be quiet", self, at=at)

    @transaction.atomic
    def forget(self, *, by=None, at):
        """Forget the address, with what was promised to it, if nothing that they said is left."""
        if not self.comments.exists():
            promises.forget(self, by=by, at=at)
            record("was forgotten", self, by=by, at=at)
            self.delete()
            mail.forget_asking(self.email, by=by, at=at)
