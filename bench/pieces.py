"""Evidence that everybody has sent in, and officers have worked on: as sending, and they, would have left it."""

import datetime
import itertools
import time
from random import Random

from django.utils import timezone

from bench.copying import filling, first_key, in_pieces, put
from bench.crowds import the_call
from bench.words import texts
from evidence.models import Answer, Question, RespondentType, Revision, Status, Submission
from evidence.models.looking import Look
from evidence.models.passages import passages_of
from evidence.models.writing import TYPED_ABOUT, field_of
from evidence.promises import NOTICE, RECEIPT
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import LEADS
from keepitlocal.officers.models import Officer
from keepitlocal.outbox.models import Message, State
from keepitlocal.passages.models import Passage, Tag, Tagging, whole
from keepitlocal.passages.stems import stems_of

ANSWERS = 3  # of each submission
DAYS = 20  # over which they came
STATUSES = [Status.SUBMITTED, Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED]
TAGS = 40
UNREAD, UNDELIVERED, DRAFTS = 5, 5, 1_000  # of all of them
FILLED = [Submission, Answer, Revision, Passage, Entry, Look, Tagging, Message]


def fill(until):
    """Have the call hold so many sent submissions, with all that comes of them. The seconds that it took."""
    began, numbers = time.perf_counter(), range(Submission.objects.sent().count(), until)
    if numbers:
        with filling(*FILLED):
            maker = Maker(Random(until), until)
            for some in in_pieces(numbers):
                maker.sent(some)
            put(Submission, [maker.submission(status=Status.DRAFT) for _ in range(DRAFTS)])
    return time.perf_counter() - began


def an_officer():
    """Who looks: a lead, who sees most."""
    officer, is_new = Officer.objects.get_or_create(email="lead@example.org", defaults={"name": "Lena Marsh"})
    if is_new:
        officer.groups.set(officer.groups.model.objects.filter(name=LEADS))
    return officer


class Maker:
    """Makes submissions, and what is kept of each."""

    def __init__(self, random, held):
        self.random, self.held, self.at, self.officer = random, held, timezone.now(), an_officer()
        self.call = the_call()
        self.texts = texts(random)
        self.asked = list(Question.objects.filter(section__call=self.call).select_related("section"))
        self.types = list(RespondentType.objects.filter(call=self.call))[:-1]
        self.agreed = [choice.statement() for choice in self.call.publication_choices.all()]
        self.tags = [Tag.objects.add(f"Theme {number}", by=self.officer, at=self.at) for number in range(TAGS)]
        self.keys = {model: itertools.count(first_key(model)) for model in FILLED}

    def sent(self, numbers):
        """Write the submissions of these numbers, and all that belongs to them."""
        made = [self._sent(number) for number in numbers]
        said = {each.pk: self._said(number) for number, each in zip(numbers, made, strict=True)}
        put(Submission, made)
        put(Answer, [answer for each in made for answer in self._answers(each, said[each.pk])])
        revisions = [self._revision(each, said[each.pk]) for each in made]
        put(Revision, revisions)
        passages = [passage for each in revisions for passage in self._passages(each, said[each.submission_id])]
        put(Passage, passages)
        put(Tagging, [self._tagging(each) for each in passages if not each.pk % 4])
        put(Look, [self._look(each) for number, each in zip(numbers, made, strict=True) if number % (self.held // UNREAD)])
        put(Entry, [entry for each in made for entry in self._entries(each)])
        put(Message, [message for number, each in zip(numbers, made, strict=True) for message in self._messages(each, number)])

    def make(self, model, **said):
        return model(pk=next(self.keys[model]), **said)

    def submission(self, **said):
        at = self.at - datetime.timedelta(seconds=self.random.randrange(DAYS * 24 * 3600))
        when = {"status_since": at, "begun_at": at, "saved_at": at}
        return self.make(Submission, call=self.call, **when, **said)

    def _sent(self, number):
        status, kind = STATUSES[number % len(STATUSES)], self.random.choice(self.types)
        return self.submission(
            reference=f"KIL-{number:08}",
            status=status,
            respondent_type=kind,
            publication=self.random.choice(self.agreed),
            assigned_to=None if status == Status.SUBMITTED else self.officer,
            revision=1,
            email=f"person{number}@example.org",
            name=f"Person {number}",
            organisation=f"Example Trust {number % 997}",
            area="Leeds",
            role="Manager",
        )

    def _said(self, number):
        """A dict of question to a text, in the order in which they are asked."""
        asked = sorted(self.random.sample(range(len(self.asked)), ANSWERS))
        places = range(ANSWERS * number, ANSWERS * (number + 1))
        chosen = [self.random.choice(self.texts).with_rare_words(place, ANSWERS * self.held) for place in places]
        return dict(zip((self.asked[place] for place in asked), chosen, strict=True))

    def _answers(self, submission, said):
        for question, each in said.items():
            yield self.make_answer(submission, field_of(question), each.text, question)

    def make_answer(self, submission, field, text, question):
        return self.make(Answer, submission=submission, field=field, question=question, text=text, saved_at=submission.saved_at)

    def _revision(self, submission, said):
        says = content(submission, said)
        return self.make(Revision, submission=submission, number=1, sent_at=submission.saved_at, content=says)

    def _passages(self, revision, said):
        stems = {field_of(question): each.stems for question, each in said.items()}
        for passage in whole(revision.submission, passages_of(revision.submission, revision)):
            passage.pk = next(self.keys[Passage])
            passage.stems = stems.get(passage.place) or stems_of(passage.names)
            yield passage

    def _tagging(self, passage):
        tag = self.tags[min(int(self.random.expovariate(0.15)), TAGS - 1)]
        return self.make(Tagging, tag=tag, passage=passage, kind=passage.kind, by=self.officer, at=self.at)

    def _look(self, submission):
        return self.make(Look, officer=self.officer, submission=submission, revision=1, at=self.at)

    def _entries(self, submission):
        said = {"thing": named(submission), "at": submission.saved_at}
        yield self.make(Entry, did="became submitted", **said)
        yield self.make(Entry, did="was assigned", by=named(self.officer), details={"to": named(self.officer)}, **said)

    def _messages(self, submission, number):
        at = submission.saved_at
        said = {"about": named(submission), "revision": 1, "due_at": at, "created_at": at, "status_since": at}
        status = State.SENT if number % (self.held // UNDELIVERED) else State.DEAD
        yield self.make(Message, kind=RECEIPT, to=submission.email, status=status, sent_at=at, **said)
        told = {"to": "policy@keepitlocal.example", "to_officers": True}
        yield self.make(Message, kind=NOTICE, status=State.SENT, sent_at=at, **told, **said)


def content(submission, said):
    """What its revision keeps."""
    kind = submission.respondent_type
    return {
        "type": {"code": kind.code, "label": kind.label},
        **{field: getattr(submission, field) for field in TYPED_ABOUT},
        "publication": submission.publication_id,
        "answers": [
            {"question": each.pk, "section": str(each.section), "code": each.code, "asked": each.text, "text": its.text}
            for each, its in said.items()
        ],
        "documents": [],
    }
