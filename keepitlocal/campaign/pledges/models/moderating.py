"""What officers do to a pledge: to the words in it, and to whether it is shown."""

from django.db import models

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.campaign.pledges import promises
from keepitlocal.campaign.pledges.models import statuses
from keepitlocal.campaign.pledges.models.statuses import Status, Words

CHANGED_SINCE = "It has been changed since you read it. Look at it again."


class Moderated(models.Model):
    """What moderating adds to a pledge. What is decided about words names the `revision` that was read."""

    class Meta:
        abstract = True

    def can(self, verb):
        """Whether officers can do this to it now."""
        return self.status in statuses.DONE_TO[verb] and self.words_status in statuses.READ_FROM.get(verb, Words)

    def refuse_unless_can(self, verb):
        if not self.can(verb):
            raise lifecycle.NotAllowed(f"This cannot be done to {self} now: {self.get_status_display().lower()}.")

    def approve(self, *, revision, by, at):
        """Show its words with the name, where that is shown. Raises NotAllowed, or AlreadyMoved."""
        self._read("approve", Words.APPROVED, revision, "", by, at)

    def refuse(self, *, revision, words="", by, at):
        """Show its words to nobody; its maker is told, in these words of an officer's. Raises NotAllowed, or AlreadyMoved."""
        self._read("refuse", Words.REFUSED, revision, words, by, at)
        promises.decided(self, promises.REFUSED, at=at)

    def _read(self, verb, to, revision, words, by, at):
        with self.changing(at=at):
            self.refuse_unless_can(verb)
            if self.revision != revision:
                raise lifecycle.AlreadyMoved(CHANGED_SINCE)
            self.words_status, self.told = to, " ".join(words.split())
            self.save(update_fields=["words_status", "told"])
            record(f"had its words {to}", self, by=by, at=at, revision=revision)

    def hide(self, *, words="", by, at):
        """Take it out of everybody's sight, and out of the count. Its maker is told. Raises NotAllowed."""
        with self.changing(at=at):
            self.refuse_unless_can("hide")
            lifecycle.advance(self, Status.HIDDEN, by=by, at=at, hidden_at=at, told=" ".join(words.split()))
            promises.decided(self, promises.HIDDEN, at=at)

    def restore(self, *, by, at):
        """Count it, and show it, again. Raises NotAllowed."""
        with self.changing(at=at):
            self.refuse_unless_can("restore")
            lifecycle.advance(self, Status.CONFIRMED, by=by, at=at, hidden_at=None, told="")
            promises.decided(self, promises.RESTORED, at=at)
