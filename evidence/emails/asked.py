"""The e-mails about a question to a respondent. They quote the question, which is an officer's words; never the answer."""

from django.apps import apps
from django.conf import settings
from django.urls import reverse

from evidence.promises import ANSWERED, ANSWERED_NOTICE, ASKED, TOPIC
from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write


def question(message):
    """To the respondent: the question, and where to answer it; nothing once it was answered or taken back."""
    asked = _asked(message)
    return _written(asked, "evidence/email_asked.txt", "A question about your evidence") if asked and asked.is_waiting else None


def acknowledgement(message):
    """To the respondent: that their answer reached us."""
    return _written(_asked(message), "evidence/email_answered.txt", "We have your answer")


def notice(message):
    """To the policy team: that an answer came, and where to read it."""
    return _written(_asked(message), "evidence/email_answered_notice.txt", "An answer to a question")


def notice_or_own(message):
    """The same to whoever asked, for as long as they may read it, and to those who are told of evidence."""
    asked = _asked(message)
    is_own = asked and message.to == asked.by.email and asked.by.has_perm("evidence.view_submission")
    return notice(message) if is_own else for_those_told(TOPIC, notice)(message)


def address(asked):
    """The address at which a question is answered."""
    return settings.PORTAL_URL + reverse("evidence:asked", args=[asked.submission.call.slug, asked.token])


def _asked(message):
    """The question that an e-mail is about, or None once its submission does not stand."""
    key = message.about.partition("/")[2]
    questions = apps.get_model("evidence", "Asked").objects.select_related("by", "submission__call")
    asked = questions.filter(pk=key).first()
    return asked if asked and asked.submission.is_standing else None


def _written(asked, template, subject):
    if not asked:
        return None
    said = {
        "asked": asked,
        "submission": asked.submission,
        "call": asked.submission.call,
        "link": address(asked),
        "desk_address": reverse("admin:evidence_submission_change", args=[asked.submission_id]),
    }
    return write(template, f"{subject}: {asked.submission.reference}", said)


LETTERS = {ASKED: question, ANSWERED: acknowledgement, ANSWERED_NOTICE: notice_or_own}
