"""The e-mails about complaints: to whoever reported something, and to those who decide. None carries what anybody wrote."""

from django.urls import reverse

from keepitlocal.complaints.promises import DECIDED, NOTICE, RECEIVED, kind
from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write


def letters(model, *, related=()):
    """The LETTERS of a part's complaints; `related` is what an e-mail says of, for select_related."""
    called = model.CALLED

    def letter(what, subject, holds=lambda complaint: True):
        def written(message):
            complaints = model.objects.select_related(called, *related)
            complaint = complaints.filter(pk=message.about.partition("/")[2]).first()
            return _write(complaint, what, subject) if complaint and holds(complaint) else None

        return written

    notice = letter(NOTICE, f"A {called} was reported")
    return {
        kind(model, RECEIVED): letter(RECEIVED, "We have what you reported"),
        kind(model, NOTICE): for_those_told(model.TOPIC, notice),
        kind(model, DECIDED): letter(DECIDED, f"What we decided about the {called} you reported", lambda each: not each.is_open),
    }


def _write(complaint, what, subject):
    """The words; of a part's own template, where it has one."""
    app = complaint._meta.app_label
    said = {
        "complaint": complaint,
        "called": complaint.CALLED,
        "thing": complaint.thing,
        "desk_address": reverse(f"admin:{app}_complaint_change", args=[complaint.pk]),
    }
    return write([f"{app}/email_{what}.txt", f"complaints/email_{what}.txt"], f"{subject}: {complaint.reference}", said)
