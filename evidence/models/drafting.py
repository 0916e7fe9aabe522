"""What officers may know of what is being written: how far it has come, and never a word of it."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from evidence.models import content
from evidence.models.calls import Call, PublicationChoice, Question, RespondentType
from evidence.models.documents import Document
from evidence.models.submissions import Submission, SubmissionQuerySet
from evidence.models.writers import Writer
from evidence.models.writing import ABOUT, PUBLICATION, Answer, OtherText

ABOUT_DONE = Q(type_code__isnull=False, has_name=True)
UNTOUCHED = Q(says_anything=False, held=0)
# Of many, what `needs` says of one; but that changes which were changed back count as changes.
READY = (
    (Q(answered__gt=0) | Q(held__gt=0))
    & ABOUT_DONE
    & Q(has_choice=True, is_contested=False)
    & (Q(changing_since=None) | Q(differs=True))
)


def _said(submission="pk", **where):
    """What the working copy says, in the fields asked for."""
    return Answer.objects.filter(submission=OuterRef(submission), **where).exclude(text="")


def _counted(rows, by):
    """How many of the rows there are; `by` is the column that they share."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)


def _asked():
    """The questions that a draft is asked: those asked now, and retired ones that it answers."""
    answers = Answer.objects.filter(submission=OuterRef(OuterRef("pk")), question=OuterRef("pk")).exclude(text="")
    return Question.objects.filter(Q(retired=False) | Exists(answers), section__call=OuterRef("call"))


def _type():
    """The type of respondent that it says, where its call knows it."""
    answers = Answer.objects.filter(submission=OuterRef(OuterRef("pk")), field="respondent_type", text=OuterRef("code"))
    return RespondentType.objects.filter(Exists(answers), call=OuterRef("call")).order_by()


def _offered():
    """Answers that agree to words that their call offers now."""
    found = Q(pk__in=[])
    for choice in PublicationChoice.objects.all():
        found |= Q(submission__call=choice.call_id, text=choice.fingerprint)
    return found


class DraftQuerySet(SubmissionQuerySet):
    def with_progress(self):
        """What is known of each, as columns; nothing that anybody typed is fetched."""
        documents = Document.objects.filter(submission=OuterRef("pk"))
        since = OuterRef("changing_since")
        arrived = Q(arrived_at__gte=since, removed_at=None)
        removed = Q(arrived_at__lt=since, removed_at__gte=since)
        saved = Answer.objects.filter(submission=OuterRef("pk"), saved_at__gte=since)
        writers = Writer.objects.filter(submission=OuterRef("pk"))
        agreed = _said(field=PUBLICATION)
        return (
            self.defer(*Submission.PERSONAL)
            .annotate(
                says_anything=Exists(_said()),
                answered=_counted(_said(question__isnull=False), "submission"),
                asked=_counted(_asked(), "section__call"),
                held=_counted(documents.current(), "submission"),
                type_code=Subquery(_type().values("code")[:1]),
                type_label=Subquery(_type().values("label")[:1]),
                has_name=Exists(_said(field="name")),
                has_begun_about=Exists(_said(field__in=ABOUT)),
                has_agreed=Exists(agreed),
                has_choice=Exists(agreed.filter(_offered())),
                is_contested=Exists(OtherText.objects.open().filter(submission=OuterRef("pk"))),
                differs=Exists(saved) | Exists(documents.filter(arrived | removed)),
                addresses=_counted(writers, "submission"),
                quiet=_counted(writers.exclude(unsubscribed_at=None), "submission"),
            )
            .annotate(is_ready=Case(When(READY, then=Value(True)), default=Value(False)))
        )

    def untouched(self):
        """Those in which nobody has typed anything, nor added a document."""
        return self.filter(UNTOUCHED)

    def ready(self):
        """Those that could be sent as they are."""
        return self.filter(READY)

    def begun(self):
        """Those with something in them that could not be sent yet."""
        return self.exclude(UNTOUCHED).filter(is_ready=False)

    def known_as(self, address):
        """Those that this very address can come back to."""
        return self.filter(Exists(Writer.objects.known_as(address).filter(submission=OuterRef("pk"))))


class Draft(Submission):
    """A submission that is being written, as officers see it: a draft that was never sent, or one that is being changed."""

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        proxy = True
        default_permissions = ["view"]
        permissions = [
            ("extend_draft", "Can give those who write a draft longer"),
            ("remind_draft", "Can remind those who write a draft"),
        ]


@dataclass(frozen=True)
class Tally:
    """How the writing of a call's drafts goes: pairs of words and a number of drafts.

    By type of respondent, by section with something answered in it, and by what else is done.
    """

    call: Call
    total: int
    types: list[tuple[str, int]]
    sections: list[tuple[str, int]]
    tasks: list[tuple[str, int]]


def tallies(calls):
    """A tally for each of the calls. Counted by the database: as many queries for one draft as for ten thousand."""
    drafts = Draft.objects.being_written().filter(call__in=calls)
    answers = Answer.objects.filter(submission__in=drafts.values("pk")).exclude(text="").order_by()
    typed = answers.filter(field="respondent_type").values_list("submission__call", "text")
    types = {(call, code): count for call, code, count in typed.annotate(Count("pk"))}
    asked = answers.filter(question__isnull=False).values_list("submission__call", "question__section")
    sections = {(call, key): count for call, key, count in asked.annotate(Count("submission", distinct=True))}
    done = {each["call"]: each for each in _done(drafts)}
    return [_tally(call, types, sections, done.get(call.pk, {})) for call in calls]


def _done(drafts):
    """How many of each call's drafts there are, and have done each task that is no section's."""
    return (
        drafts.with_progress()
        .order_by()
        .values("call")
        .annotate(
            total=Count("pk"),
            documents=Count("pk", filter=Q(held__gt=0)),
            about=Count("pk", filter=ABOUT_DONE),
            publication=Count("pk", filter=Q(has_choice=True)),
            ready=Count("pk", filter=Q(is_ready=True)),
        )
    )


def _tally(call, types, sections, done):
    what, total = content.of(call), done.get("total", 0)
    kinds = [(kind, types.get((call.pk, kind.code), 0)) for kind in what.types]
    answered = [(section, sections.get((call.pk, section.pk), 0)) for section in what.sections]
    return Tally(
        call=call,
        total=total,
        types=[
            *((kind.label, count) for kind, count in kinds if count or not kind.retired),
            ("Not said yet", total - sum(count for _, count in kinds)),
        ],
        sections=[(str(section), count) for section, count in answered if count or section.slug in what.asking],
        tasks=[
            ("A document added", done.get("documents", 0)),
            ("Who they are said", done.get("about", 0)),
            ("Publication chosen", done.get("publication", 0)),
            ("Ready to send", done.get("ready", 0)),
        ],
    )
