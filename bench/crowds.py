"""Submissions in quantity, as rows: what a call holds when everybody has answered."""

from django.utils import timezone

from evidence.models import Answer, Call, Publication, Question, Revision, Status, Submission
from evidence.models.writing import TYPED_ABOUT, field_of
from evidence.promises import NOTICE, RECEIPT
from keepitlocal.audit.models import named
from keepitlocal.outbox.models import Message

WORDS = "What we have seen here, year after year, is that people come when they know who they will meet. " * 10


def the_call():
    return Call.objects.get()


def fill(until):
    """Have the call hold so many sent submissions, each with three answers and its revision. Those that were added."""
    call, at = the_call(), timezone.now()
    asked = list(Question.objects.filter(section__call=call)[:3])
    numbers = range(Submission.objects.count(), until)
    agreed, kind = call.publication_choices.get(code=Publication.NAMED).statement(), call.respondent_types.get(code="community")
    sent = {"call": call, "status": Status.SUBMITTED, "status_since": at, "begun_at": at, "saved_at": at}
    sent |= {"publication": agreed, "respondent_type": kind}
    made = Submission.objects.bulk_create(
        [
            Submission(**sent, reference=f"KIL-{number:08}", name=f"Person {number}", email=f"person{number}@example.org")
            for number in numbers
        ],
        batch_size=1000,
    )
    answers = [
        Answer(submission=each, field=field_of(one), question=one, text=WORDS, saved_at=at) for each in made for one in asked
    ]
    Answer.objects.bulk_create(answers, batch_size=1000)
    agreed = call.publication_choices.get(code=Publication.NAMED).statement().pk
    Revision.objects.bulk_create(
        [Revision(submission=each, number=1, sent_at=at, content=says(each, asked, agreed)) for each in made], batch_size=1000
    )
    return made


def says(submission, asked, agreed):
    """What its revision keeps."""
    answers = [{"code": each.code, "asked": each.text, "section": "1", "question": each.pk, "text": WORDS} for each in asked]
    kind = {"code": "community", "label": "Community organisation"}
    about = {field: getattr(submission, field) for field in TYPED_ABOUT}
    return {"type": kind, **about, "publication": agreed, "answers": answers, "documents": []}


def promise(submissions):
    """A receipt and a notice for each, as sending promises them."""
    at = timezone.now()
    due = {"revision": 1, "due_at": at, "created_at": at, "status_since": at}
    Message.objects.bulk_create(
        [
            message
            for each in submissions
            for message in [
                Message(kind=RECEIPT, about=named(each), to=each.email, **due),
                Message(kind=NOTICE, about=named(each), to="policy@keepitlocal.example", to_officers=True, **due),
            ]
        ],
        batch_size=1000,
    )
