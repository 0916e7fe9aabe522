"""What nobody is to have any longer: who said something, what it said, and to whom we wrote about it. Its place stays."""

from django.db import models, transaction

from principles import promises
from principles.models.authors import Author
from principles.models.likenesses import Likeness
from principles.models.statuses import Status


class Erasable(models.Model):
    """What erasing adds to a comment."""

    class Meta:
        abstract = True

    @transaction.atomic
    def erase(self, *, by=None, at):
        """Forget who said it and what it said. Replies stand, under words that say that it is gone.

        Raises NotAllowed of what is erased, or AlreadyMoved.
        """
        author = Author.objects.hold(self.author_id) if self.author_id else None
        nothing = dict.fromkeys([*self.PERSONAL, "quote", "reason", "reason_words"], "")
        self._leave(Status.ERASED, by=by, at=at, **nothing, proposed_at=None, author=None, likeness=None)
        Likeness.objects.forget(self.texts.values_list("text", flat=True))
        self.texts.all().delete()
        self.complaints.update(says="")
        promises.forget(self, by=by, at=at)
        if author:
            self._forget_author(author, by=by, at=at)

    def _forget_author(self, author, *, by, at):
        for watch in self.watches.known_as(author.email):
            watch.forget(by=by, at=at)
        author.forget(by=by, at=at)
