"""What there is to see of a call for evidence."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from evidence.models import Call, asking
from evidence.tests import makers
from evidence.tests.makers import DAY, attach, make_call, make_draft, make_ready, question, say, send, write
from evidence.tests.test_choosing import contest
from evidence.tests.ways import share
from keepitlocal import tokens
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.tests.public.words import EMAIL, LONG, WORD

CALL = "/evidence/keep-it-local/"
YOURS = f"{CALL}yours/"
SECTIONS = ["section-1", "section-2", "section-3", "reflections"]
TASKS = [*SECTIONS, "documents", "about-you", "publication", "check", "choose", "way-back"]


def see(stage, visitor, at):
    if stage == "normal":
        normal(Call.objects.get(), visitor, at)
    elif stage == "long":
        long(visitor, at)
    elif stage == "closed":
        closed(Call.objects.get(slug="keep-it-local"), visitor, at)


def normal(call, visitor, at):
    visitor.see("normal", CALL)
    visitor.see("no draft", YOURS)
    beginning(call, visitor, at)
    with override_settings(MEDIA_ROOT=settings.STATE / "public"):
        filled(call, visitor, at)
    together(call, visitor, at)
    sent(call, visitor, at)
    asked(call, visitor, at)


def beginning(call, visitor, at):
    begun = visitor.another(make_draft(call, begun_at=at))
    begun.see("begun", CALL)
    begun.see("begun", YOURS)
    for task in TASKS:
        begun.see(task if task in SECTIONS else "empty", f"{YOURS}{task}/")
    begun.see("asked for an address", f"{YOURS}way-back/?next=section-2")
    begun.send("section-1 in error", f"{YOURS}section-1/", {"answer-1.1": "far too much " * 4_000})
    begun.send("reflections in error", f"{YOURS}reflections/", {"answer-reflections": "far too much " * 4_000})
    begun.send("in error", f"{YOURS}about-you/", {"email": "nobody", "name": "A" * 300})
    begun.send("in error", f"{YOURS}publication/")
    begun.see("in error", f"{YOURS}check/", {"number": 1})
    begun.send("in error", f"{YOURS}way-back/", {"email": "nobody"}, do="keep")
    begun.send("in error", f"{YOURS}documents/", {"documents": SimpleUploadedFile("notes.exe", b"MZ")}, then="add")


def filled(call, visitor, at):
    draft = make_ready(call, begun_at=at)
    attach(draft, at=at)
    share(draft, at=at)
    share(draft, "bo@example.org", at=at)
    ready = visitor.another(draft)
    ready.see("ready", YOURS)
    ready.see("section-1 filled", f"{YOURS}section-1/")
    for task in ["documents", "about-you", "publication", "check"]:
        ready.see("filled", f"{YOURS}{task}/")
    ready.see("shared", f"{YOURS}way-back/")
    ready.hold(make_draft(call, begun_at=at))
    ready.see("several", YOURS)


def together(call, visitor, at):
    """Two people wrote the same at once."""
    draft = make_draft(call, begun_at=at)
    contest(draft, makers.field_of(question(call)), "It works here.", "It does not work here.", at=at)
    visitor.another(draft).see("two texts", f"{YOURS}choose/")


def sent(call, visitor, at):
    submission = send(make_ready(call, begun_at=at), at=at)
    sender = visitor.another(submission)
    sender.see("sent", CALL)
    for page in ["sent", "copy", "withdraw"]:
        sender.see("normal", f"{YOURS}{page}/")
    sender.see("already sent", f"{YOURS}section-1/", {"answer-1.1": "One thing more."}, status=409)
    changed = make_ready(call, begun_at=at)
    send(changed, at=at).change(at=at)
    visitor.another(changed).see("being changed", YOURS)
    visitor.another(changed).see("being changed", f"{YOURS}check/")
    visitor.another(changed).see("being changed", f"{YOURS}sent/")
    withdrawn = send(make_ready(call, begun_at=at), at=at)
    withdrawn.withdraw(at=at)
    visitor.another(withdrawn).see("withdrawn", f"{YOURS}sent/")


def asked(call, visitor, at):
    officer = make_officer(email="asking@example.org")
    submission = send(make_ready(call, begun_at=at), at=at)
    question, answered, taken_back = (submission.ask(text, by=officer, at=at) for text in ["When?", "Where?", "Why?"])
    answered.reply("In Leeds.", at=at)
    taken_back.take_back(by=officer, at=at)
    visitor.see("normal", address_of(question))
    visitor.send("in error", address_of(question))
    visitor.see("answered", address_of(answered))
    visitor.see("taken back", address_of(taken_back))
    visitor.see("no link", reverse("evidence:asked", args=[call.slug, "none"]), status=410)


def address_of(question):
    token = tokens.token([question.pk], salt=asking.SALT)
    return reverse("evidence:asked", args=[question.submission.call.slug, token])


def long(visitor, at):
    """A call whose every word is too long, and a draft that says more than anybody does."""
    call = make_call(slug="long", title=LONG, opens_at=at - DAY, closes_at=at + DAY / 2)
    call.sections.update(title=LONG)
    draft = make_ready(call, begun_at=at, text=WORD * 3, email=EMAIL)
    say(draft, at, name=WORD, organisation=WORD)
    write(draft, {question(call, "1.2"): LONG}, at)
    share(draft, EMAIL, at=at)
    contest(draft, makers.field_of(question(call)), WORD * 3, LONG, at=at)
    writer = visitor.another(draft)
    yours = "/evidence/long/yours/"
    writer.see("long", "/evidence/long/")
    writer.see("long", yours)
    writer.see("long", f"{yours}section-1/")
    for task in ["about-you", "check", "choose", "way-back"]:
        writer.see("long", f"{yours}{task}/")
    sender = visitor.another(send(make_ready(call, begun_at=at, text=WORD * 3, email=EMAIL), at=at))
    for page in ["sent", "copy"]:
        sender.see("long", f"{yours}{page}/")


def closed(call, visitor, at):
    visitor.see("closed", CALL)
    late = visitor.another(make_ready(call, begun_at=at - 7 * DAY))
    late.see("closed", YOURS)
    late.see("too late", f"{YOURS}section-1/", {"answer-1.1": "Too late."}, status=403)
    sender = visitor.another(send(make_ready(call, begun_at=at - 7 * DAY), at=at - 6 * DAY))
    sender.see("closed", f"{YOURS}sent/")
