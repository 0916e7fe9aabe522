"""The e-mails from officer to officer: what one was given, and that one was named in a note. They carry references alone."""

from django.apps import apps
from django.urls import reverse

from evidence.models.reviewing import ASSIGNED, STANDING
from evidence.promises import GIVEN, MENTION
from keepitlocal.audit.models import Entry
from keepitlocal.outbox.letters import write


def given(message):
    """What an officer was given at once, as far as it stands and they still have it."""
    first = message.thing()
    officers = apps.get_model("officers", "Officer").objects
    lines = Entry.objects.filter(did=ASSIGNED, at=first.at, by=first.by, details__to=first.details["to"])
    keys = [thing.partition("/")[2] for thing in lines.values_list("thing", flat=True)]
    to = officers.filter(pk=first.details["to"].partition("/")[2]).first()
    held = apps.get_model("evidence", "Submission").objects.filter(pk__in=keys, assigned_to=to, status__in=STANDING)
    if not (shown := [(each.reference, _address(each)) for each in held.order_by("pk")]):
        return None
    what = shown[0][0] if len(shown) == 1 else f"{len(shown):,} submissions"
    by = officers.filter(pk=first.by.partition("/")[2]).first()
    return write("evidence/email_given.txt", f"Assigned to you: {what}", {"shown": shown, "by": by})


def mention(message):
    """That a note names an officer, and where to read it: what it says may be personal."""
    note = message.thing()
    if not note.submission.is_standing:
        return None
    said = {"by": note.by, "reference": note.submission.reference, "address": _address(note.submission)}
    return write("evidence/email_mention.txt", f"{note.by} named you in a note on {note.submission.reference}", said)


def _address(submission):
    return reverse("admin:evidence_submission_change", args=[submission.pk])


LETTERS = {GIVEN: given, MENTION: mention}
