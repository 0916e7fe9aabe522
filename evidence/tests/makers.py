"""Believable calls and submissions; a test says only what it is about."""

import datetime
import re

from django.http import HttpResponse
from django.test import RequestFactory

from evidence import drafts
from evidence.entering import enter
from evidence.models import (
    Answer,
    Call,
    Channel,
    Document,
    Publication,
    PublicationChoice,
    Question,
    RespondentType,
    Section,
    Status,
    Submission,
    content,
)
from evidence.models.writing import field_of
from keepitlocal.documents.receiving import Arrival, Receiver
from keepitlocal.drafts import holding
from keepitlocal.drafts.saying import NO_PAGE, Said, hash_of
from keepitlocal.officers.tests.makers import make_officer

UTC = datetime.UTC
NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = datetime.timedelta(days=1)
YOURS = "/evidence/keep-it-local/yours/"
MOMENT = datetime.timedelta(microseconds=1)


def make_call(*, slug="keep-it-local", published=True, opens_at=NOON - 30 * DAY, closes_at=NOON + 30 * DAY, **said):
    """A call with two questions in its first section, one in its second, and the reflections."""
    call = Call.objects.create(
        slug=slug,
        title=said.pop("title", "Call for evidence"),
        summary="Tell us what works when services are kept local",
        introduction="We want the campaign to rest on evidence.",
        reference_prefix="KIL",
        opens_at=opens_at,
        closes_at=closes_at,
        published_at=opens_at if published else None,
        **said,
    )
    for number, title, codes in [
        (1, "Scale", ["1.1", "1.2"]),
        (2, "The case for local", ["2.1"]),
        (None, "Principles", ["reflections"]),
    ]:
        section = Section.objects.create(call=call, number=number, title=title)
        for position, code in enumerate(codes):
            Question.objects.create(section=section, code=code, text=f"What about {code}?", position=position)
    RespondentType.objects.create(call=call, code="community", label="Community organisation", position=1)
    RespondentType.objects.create(call=call, code="other", label="Someone else", asks_for="Who are you?", position=2)
    for code, label in [("named", "With our name"), ("unnamed", "Without our name"), ("private", "Do not publish it")]:
        PublicationChoice.objects.create(call=call, code=code, label=label, says=f"What {code} means.", position=len(code))
    return call


def question(call, code="1.1"):
    return Question.objects.get(section__call=call, code=code)


def make_draft(call=None, *, begun_at=NOON - DAY, **about):
    """A draft that has been begun and says nothing yet, whose writer has been asked for an address."""
    draft = drafts.begin(call or make_call(), nonce="", at=begun_at)
    draft.was_asked(at=begun_at)
    draft.refresh_from_db()
    if about:
        say(draft, at=begun_at, **about)
    return draft


def say(draft, at=NOON, page=NO_PAGE, **fields):
    """Have the draft say these in its fields, knowing what it says now. Returns the fates."""
    now = draft.texts()
    said = {field: Said(text, hash_of(now.get(field, ""))) for field, text in fields.items()}
    return draft.write(said, page=page, at=at)


def write(draft, texts, at=NOON):
    """Answer questions: `texts` is a dict of question to text."""
    return say(draft, at, **{field_of(question): text for question, text in texts.items()})


def answered(draft, question, text):
    """The answer's row, as it is stored."""
    return Answer(submission=draft, field=field_of(question), question=question, text=text, saved_at=NOON)


def agree(draft, choice, at=NOON):
    """Agree to a way of publication, in its words as they are now."""
    return say(draft, at, publication=choice.statement().fingerprint)


def make_ready(call=None, *, begun_at=NOON - DAY, email="ann@example.org", publication=Publication.NAMED, text="It works here."):
    """A draft that needs nothing more to be sent."""
    about = {"name": "Ann O’Neill", "organisation": "O’Neill & Sons", "respondent_type": "community", "email": email}
    draft = make_draft(call, begun_at=begun_at, **about)
    write(draft, {question(draft.call): text}, at=begun_at)
    agree(draft, draft.call.publication_choices.get(code=publication), at=begun_at)
    return draft


def send(draft, at=NOON, number=1):
    draft.submit(number=number, at=at)
    return draft


def make_sent(call=None, *, at=NOON, **said):
    return send(make_ready(call, begun_at=at - DAY, **said), at=at)


def make_asked(submission=None, *, by, text="Which year was that?", at=NOON, **said):
    """A question to the sender of a submission."""
    return (submission or make_sent()).ask(text, by=by, at=at, **said)


def make_reviewed(status, *, by, call=None, at=NOON, **said):
    """A submission that came to this status by the verbs that lead there, all by one officer."""
    submission = make_sent(call, at=at, **said)
    if status in {Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED}:
        submission.take_up(by=by, at=at)
    if status == Status.ACCEPTED:
        submission.accept(by=by, at=at)
    if status == Status.DECLINED:
        submission.decline(by=by, at=at, why="Sent twice.")
    if status in {Status.WITHDRAWN, Status.ERASED}:
        submission.withdraw(at=at)
    if status == Status.ERASED:
        submission.erase(at=at)
    return submission


def hold(client, draft):
    """Let the test's browser hold the draft, as if it had begun it."""

    request = RequestFactory().get("/")
    request.COOKIES.update({name: morsel.value for name, morsel in client.cookies.items()})
    response = HttpResponse()
    holding.hold(response, request, draft)
    client.cookies.update(response.cookies)
    return draft


def texts(draft):
    """What the draft's working copy says, by code."""
    return dict(draft.answers.exclude(text="").filter(question__isnull=False).values_list("question__code", "text"))


def fill(client, address, said, **more):
    """Fill in a page's form and send it, as a browser does: under the names that the page gives. `more` goes to the client."""
    page = client.get(address).content.decode()
    names = {name.partition("@")[0]: name for name in re.findall(r'name="([^"]+@[0-9a-f]{16})"', page)}
    return client.post(address, {names.get(name, name): text for name, text in said.items()}, **more)


def fingerprint(call, code="named"):
    return next(choice.fingerprint for choice in content.of(call).choices if choice.code == code)


def latest():
    return Submission.objects.order_by("-pk").first()


def arrival(name="notes.txt", data=b"What we know."):
    """A file as it has come in, not yet judged."""
    found = Arrival(name)
    found.take(data)
    return found


def attach(draft, name="notes.txt", data=b"What we know.", at=NOON):
    """A document of the draft; ask for the `uploads` fixture, so that it lies in a folder of the test's own."""
    coming = arrival(name, data)
    try:
        return Document.objects.attach(draft, coming, coming.settled(), at=at)
    finally:
        coming.close()


def make_sent_with_document(call=None, *, name="notes.txt", data=b"What we know.", **said):
    """A document, and the submission that it was sent with."""
    draft = make_ready(call, **said)
    document = attach(draft, name, data)
    send(draft)
    return Document.objects.get(pk=document.pk)


def files(*arrivals):
    """What a request brought."""
    receiver = Receiver()
    receiver.begun = receiver.whole = list(arrivals)
    return receiver


def make_entered(call=None, *, by=None, at=NOON, brought=(), text="It works here.", **said):
    """Evidence that an officer enters."""
    call = call or make_call()
    how = {"channel": Channel.POST, "received_at": at - DAY, "nonce": "one"}
    how |= {name: said.pop(name) for name in how if name in said}
    says = {"name": "Ann O’Neill", "respondent_type": "community", "email": "ann@example.org", "publication": fingerprint(call)}
    call.publication_choices.get(code="named").statement()
    says[field_of(question(call))] = text
    receiver = files(*brought)
    try:
        return enter(call, says | said, receiver, by=by or make_officer(), at=at, **how)
    finally:
        receiver.close()
