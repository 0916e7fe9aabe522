"""A comment: what it is about, who says it, and where it stands in its thread."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from principles.models import statuses
from principles.models.authors import Author
from principles.models.considering import Considered
from principles.models.erasing import Erasable
from principles.models.moderating import Moderated
from principles.models.passages import Found
from principles.models.principles import content_of
from principles.models.statuses import Status
from principles.models.writing import DEEPEST, Written
from principles.wordings.standing import About, standing

# Any, for the stubs do not know that a Q is an expression.
IN_THREAD: Any = Q(status=Status.PUBLISHED) | Q(replies__gt=0)
CHANGED = Q(proposed_at__isnull=False, status__in=[Status.PUBLISHED, Status.HIDDEN])
TO_MODERATE: Any = Q(status=Status.WAITING) | CHANGED | Q(is_unread=True, status=Status.PUBLISHED)
SHOWN = Q(is_in_thread=True)
LONGEST = 5_000  # characters
LONGEST_QUOTE = 500


class CommentQuerySet(models.QuerySet):
    def on(self, principle):
        """Those on a principle; of None, on the principles as a whole."""
        return self.filter(principle=principle)

    def public(self):
        """What everybody may read: page, feed, search and sitemap show no other comment."""
        return self.filter(status=Status.PUBLISHED)

    def in_threads(self):
        """What stands in a thread: what is public, and in place of what is not any more but was answered, why."""
        return self.filter(is_in_thread=True)

    def unconfirmed(self):
        return self.filter(status=Status.UNCONFIRMED)

    def to_moderate(self):
        """What waits for a moderator: comments, changes of what stands until then, and what appeared before it was read."""
        return self.filter(is_to_moderate=True)

    def considered(self):
        # "More than nothing" can be looked up in an index, and "not nothing" cannot.
        return self.public().filter(outcome__gt="")

    def unconsidered(self):
        """What everybody may read and officers have not decided about. What officers say is not considered."""
        return self.public().filter(outcome="", officer=None)

    def unfinished(self):
        """What its author is still asked for something about: to confirm their address, or to change it."""
        return self.filter(status__in=[Status.UNCONFIRMED, Status.ASKED])

    def remaining(self):
        """What was neither taken back nor erased."""
        return self.exclude(status__in=[Status.WITHDRAWN, Status.ERASED])

    def received(self):
        """What came to be read and still says something, wherever it stands: what is counted as said."""
        return self.filter(status__in=statuses.RECEIVED)

    def from_address(self, email):
        """What was said with an address, in whichever browser."""
        return self.filter(author__in=Author.objects.known_as(email))

    def of(self, authors):
        """What these authors said, but for what is no more."""
        return self.filter(author__in=authors).remaining()


class Comment(Written, Moderated, Considered, Found, Erasable):
    """What one person says about a principle, a paragraph of it, or words of that; about all of them; or in reply."""

    PERSONAL = ("name", "organisation", "role", "text", "proposed")
    MOVES: ClassVar[dict] = statuses.MOVES

    reference = models.CharField(max_length=24, unique=True, null=True, editable=False)
    # None: the principles as a whole.
    principle = models.ForeignKey("principles.Principle", models.PROTECT, null=True, related_name="comments")
    # The wording that its author read, and what in that it is about: see `wordings.standing`.
    wording = models.ForeignKey("principles.Wording", models.PROTECT, null=True, related_name="comments")
    paragraph = models.PositiveIntegerField(null=True)
    quote = models.CharField(max_length=LONGEST_QUOTE, blank=True)

    # `thread` is the comment that opened it, itself where it opened one. `place` sorts a thread as it is read: the keys of those
    # it answers and its own, each in ten digits.
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    thread = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    depth = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=10 * DEEPEST)
    replies = models.PositiveIntegerField(default=0)  # that are shown below it

    author = models.ForeignKey("principles.Author", models.PROTECT, null=True, related_name="comments")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=100)
    organisation = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)

    text = models.TextField(max_length=LONGEST)
    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)
    status_since = models.DateTimeField()
    created_at = models.DateTimeField("received")
    published_at = models.DateTimeField("published", null=True)
    # Rises whenever what is shown of it changes: it is kept in memory as it is shown.
    stamp = models.PositiveIntegerField(default=1)
    begun_with = models.CharField(max_length=64, unique=True, null=True)  # tells it from any other that a page could have sent
    # Kept by the database, so that it walks an index of what many ask for; SQLite only one that has it as its condition.
    is_in_thread = models.GeneratedField(expression=IN_THREAD, output_field=models.BooleanField(), db_persist=True)
    is_to_moderate = models.GeneratedField(expression=TO_MODERATE, output_field=models.BooleanField(), db_persist=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["principle", "-thread", "place"], condition=SHOWN, name="principles_comment_newest"),
            models.Index(fields=["principle", "thread", "place"], condition=SHOWN, name="principles_comment_oldest"),
            models.Index(fields=["thread", "place"], condition=SHOWN, name="principles_comment_thread"),
            models.Index(fields=["principle", "-replies", "-id"], condition=Q(depth=1), name="principles_comment_replied"),
            models.Index(fields=["created_at", "id"], condition=Q(is_to_moderate=True), name="principles_comment_queue"),
            models.Index(fields=["created_at", "id"], name="principles_comment_listed"),
            models.Index(fields=["likeness", "status", "id"], name="principles_comment_alike"),
            models.Index(fields=["status", "-published_at", "-id"], name="principles_comment_latest"),
            models.Index(fields=["principle", "status", "outcome"], name="principles_comment_outcome"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="principles_comment_status"),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=DEEPEST), name="principles_comment_depth"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(officer__isnull=True), name="principles_comment_one_writer"
            ),
            models.CheckConstraint(
                condition=Q(principle__isnull=True, wording__isnull=True) | Q(principle__isnull=False, wording__isnull=False),
                name="principles_comment_about_a_wording",
            ),
            models.CheckConstraint(
                condition=Q(quote="") | Q(paragraph__isnull=False), name="principles_comment_quotes_a_paragraph"
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(wording__isnull=False), name="principles_comment_paragraph_of_a_wording"
            ),
        ]
        permissions = [
            ("moderate_comment", "Can moderate comments"),
            ("consider_comment", "Can say what was decided about a comment, and reply to it"),
            ("erase_comment", "Can erase a comment"),
            ("export_comment", "Can export comments"),
            ("export_personal_comment", "Can export comments with personal data"),
        ]

    def __str__(self):
        return self.reference or f"Comment {self.pk}"

    @property
    def is_public(self):
        return self.status == Status.PUBLISHED

    @property
    def is_by_officer(self):
        """Whether it bears the policy team's badge: whoever signed in at the desk wrote it, whatever name anybody types."""
        return self.officer_id is not None

    def can(self, verb):
        """Whether officers can do this to it now. What an officer says is not considered: it is an answer."""
        if verb == "consider" and self.is_by_officer:
            return False
        return self.status in statuses.DONE_TO[verb] or (self.waits_while_shown and verb in statuses.DONE_TO_CHANGES)

    @property
    def is_reply(self):
        return self.answers_id is not None

    @property
    def has_change_waiting(self):
        return self.proposed_at is not None

    @property
    def about(self):
        return About(self.paragraph, self.quote)

    @property
    def then(self):
        """What the principle said that it is about, as `wordings.Content`; None of the principles as a whole."""
        return content_of(self.wording_id) if self.wording_id else None

    def standing(self, now):
        """Whether what it is about still stands in `now`, the content of a wording; None of the principles as a whole."""
        return standing(self.about, self.then, now) if self.wording_id else None

    def get_absolute_url(self):
        """Its permalink, which finds it whatever has come since."""
        return reverse("principles:comment", args=[self.pk])

    @property
    def discussed_at(self):
        """The address of what it is a comment on."""
        return (
            reverse("principles:principle", args=[self.principle.number])
            if self.principle_id
            else reverse("principles:principles")
        )

    @property
    def anchor(self):
        return f"comment-{self.pk}"
