"""A response: begun as a draft, sent under the version that it answered, and changed by whoever sent it until the close."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from keepitlocal import lifecycle
from keepitlocal.drafts.holding import begun_with
from keepitlocal.drafts.keeping import Keepable, KeptQuerySet
from keepitlocal.drafts.sharing import Shared
from keepitlocal.drafts.sharing import Writer as AnyWriter
from survey.definition import Path, fingerprint, path
from survey.definition.answering import answers_in, called, missing
from survey.definition.changes import is_safe
from survey.definition.fields import names
from survey.models import entering
from survey.models.drafting import Drafting
from survey.models.entering import Channel, Entering
from survey.models.sending import Sending, Status
from survey.models.surveys import Survey, Version, definition


@dataclass(frozen=True)
class Need:
    """What keeps a response from being sent: on which page, at which box, and what to do, in a sentence."""

    page: str
    box: str
    sentence: str


class ResponseQuerySet(KeptQuerySet):
    def sent(self):
        """Those that are counted."""
        return self.filter(status=Status.SENT)

    def being_written(self):
        """Drafts, and what was sent and is being changed."""
        return self.filter(BEING_WRITTEN)

    def unsent(self):
        return self.filter(status=Status.DRAFT)

    def closed_by(self, moment):
        """Those whose survey closed at that moment or before, with its close as `close`."""
        return self.annotate(close=F("survey__closes_at")).filter(close__lte=moment)


BEING_WRITTEN = Q(status=Status.DRAFT) | Q(changing_since__isnull=False)  # of many, what `is_being_written` says of one


class Response(Drafting, Entering, Sending, Shared, Keepable):
    """One respondent's answers to one survey. `answers` are as they were sent; what is being written is in `says`."""

    KIND = "survey"
    PERSONAL = ("answers", "says", "beside")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    version = models.ForeignKey(Version, models.PROTECT, related_name="responses", editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("export_response", "Can export responses"),
            ("enter_response", "Can enter a response that came on paper"),
            ("erase_response", "Can erase a response"),
        ]
        indexes = [
            models.Index(fields=["survey", "status", "course", "number"], name="survey_response_counted"),
            models.Index(fields=["survey", "status", "sent_at", "id", "channel"], name="survey_response_in_order"),
            models.Index(fields=["status", "status_since"], name="survey_response_since"),
            models.Index(fields=["changing_since"], condition=Q(changing_since__isnull=False), name="survey_response_changing"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="survey_response_status"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="survey_response_channel"),
            entering.WHOLE,
            models.CheckConstraint(
                condition=~Q(status=Status.SENT) | Q(reference__isnull=False, course__isnull=False, sent_at__isnull=False),
                name="survey_response_sent_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(changing_since=None) | Q(status=Status.SENT), name="survey_response_changing_was_sent"
            ),
        ]

    def __str__(self):
        return self.reference or gettext("Draft %(number)s") % {"number": self.pk}

    @property
    def title(self):
        return self.survey.title

    @property
    def window(self):
        return self.survey

    @property
    def deadline(self):
        """The first moment too late for it."""
        return self.survey.deadline(self.begun_at)

    def phase(self, at):
        return self.survey.phase(at)

    @property
    def can_be_lost(self):
        """Whether only a browser that holds it leads back to it. What was sent needs no way back: it is with us."""
        return not self.reference and not self.has_way_back

    @property
    def is_being_written(self):
        return self.status == Status.DRAFT or self.changing_since is not None

    def can_be_written(self, at):
        """Whether it may still be saved and sent."""
        return self.is_being_written and self.survey.opens_at <= at < self.deadline

    def can_be_changed(self, at):
        """Whether what was sent may be changed: while the survey is open to everyone, or while it is being changed already."""
        if self.changing_since is not None:
            return self.can_be_written(at)
        return self.status == Status.SENT and not self.is_on_paper and self.survey.is_open(at)

    @transaction.atomic
    def keep_way_back(self, email, *, at, was_invited=False):
        """Let an address come back to the draft. Raises NotAllowed when there are too many, or once it was sent."""
        # The update locks the row: whoever sends it at the same moment forgets this address, or it is refused.
        if not type(self)._base_manager.filter(pk=self.pk, status=Status.DRAFT).update(asked_at=Coalesce("asked_at", Value(at))):
            raise lifecycle.NotAllowed("The answers have been sent. Nobody can come back to them by an address any more")
        self.asked_at = self.asked_at or at
        return super().keep_way_back(email, at=at, was_invited=was_invited)

    def opens(self, at):
        """What whoever has a link can do with it at this moment, in words."""
        return gettext("read, answer and send it") if self.can_be_written(at) else gettext("read it")

    @property
    def asked_under(self):
        """The key of the version that it answers: of a draft the latest, unless what changed since would break what it says;
        on paper the one that was printed."""
        latest = self.survey.latest_id
        goes_on = self.is_being_written and not self.is_on_paper and moves_on(self.version_id, latest)
        return latest if goes_on else self.version_id

    @property
    def definition(self):
        return definition(self.asked_under)

    def read(self):
        """What the draft says, read: the path that its answers lead to, and the problems of what cannot be read, by box."""
        answers, problems = answers_in(self.definition, self.says)
        return path(self.definition, answers), problems

    def needs(self, way: Path, problems):
        """What keeps it from being sent, in order, as a list of `Need`: `read` gave both."""
        found = []
        contested = self.open_texts()
        for page in way.pages:
            for question in way.asked[page.name]:
                found += [
                    Need(page.name, box, choosing(question) if box in contested else problems[box])
                    for box in names(question)
                    if box in problems or box in contested
                ]
                is_left_empty = question.name not in way.answers and problems.keys().isdisjoint(names(question))
                if is_left_empty and self.must_answer(question):
                    found.append(Need(page.name, names(question)[0], missing(question)))
        return found


def choosing(question):
    """What to say of a question to which two answers were given at the same time."""
    return gettext("Choose between the answers to %(question)s: they were given at the same time") % {
        "question": called(question)
    }


class Writer(AnyWriter):
    """An address that can come back to one response while it is a draft; forgotten when it is sent."""

    DRAFT = "response"

    response = models.ForeignKey(Response, models.CASCADE, related_name="writers")

    class Meta(AnyWriter.Meta):
        constraints = [
            models.UniqueConstraint("response", models.functions.Lower("email"), name="survey_writer_once"),
        ]


@lru_cache(maxsize=1024)
def moves_on(was, latest):
    """Whether a draft begun under one version may go on under the latest, by their keys."""
    return was == latest or is_safe(definition(was), definition(latest))


@transaction.atomic
def begin(survey, *, nonce, at):
    """The draft that a page begins; the same one however often it is sent."""
    key = begun_with(survey.pk, Response.KIND, nonce)
    begun = {"survey": survey, "version_id": survey.latest_id, "begun_at": at, "status_since": at}
    try:
        with transaction.atomic():
            return Response.objects.create(begun_with=key, **begun)
    except IntegrityError:
        return Response.objects.get(begun_with=key)


def on_paper(version, texts, **entered):
    """What somebody answered on paper under a version, in no database yet. `texts`: what the boxes of its pages say, by box."""
    says = {box: text for box, text in texts.items() if text}
    return Response(survey=version.survey, version=version, channel=Channel.PAPER, says=says, **entered)


@transaction.atomic
def enter(version, texts, *, received_on, nonce, by, at):
    """Have what came on paper counted, also after the close. The same texts of the same page (`nonce`) are entered once.

    Raises NotReady where something has to be mended first.
    """
    entering.refuse_the_future(received_on, at=at)
    typed = fingerprint({"received_on": received_on.isoformat(), "version": version.pk, "says": texts})
    key = begun_with(version.survey_id, Response.KIND, f"{nonce} {typed}")
    entered = {"received_on": received_on, "entered_by": by, "begun_with": key, "begun_at": at, "status_since": at}
    response = on_paper(version, texts, **entered)
    try:
        with transaction.atomic():
            response.save()
    except IntegrityError:
        return Response.objects.get(begun_with=key)
    response.take_in(by=by, at=at)
    return response
