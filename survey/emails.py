"""The words of the e-mails about the survey (survey/promises.py says when). They carry none of its answers."""

from functools import partial

from django.apps import apps
from django.urls import reverse

from keepitlocal.drafts import links
from keepitlocal.drafts.mail import is_going, news, writer_of
from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write
from keepitlocal.subscriptions import quiet_address
from survey.promises import EXTENSION, LINK, NOTICE, RECEIPT, REMINDER, TOPIC, WARNING


def _sent(message):
    """What an e-mail says of the response that it is about: a dict, or None where that was erased."""
    responses = apps.get_model("survey", "Response").objects.sent().select_related("survey", "version")
    if not (response := responses.filter(pk=message.about.partition("/")[2]).first()):
        return None
    # It may have been changed since: the moment is that of the sending which the e-mail is about.
    return {
        "response": response,
        "survey": response.survey,
        "sent_at": message.created_at,
        "was_changed": message.revision > 1,
    }


def receipt(message):
    """To the respondent: that their answers reached us, and when."""
    if not (said := _sent(message)):
        return None
    called = "changes" if said["was_changed"] else "answers"
    return write("survey/email_receipt.txt", f"We have your {called}: {said['response'].reference}", said)


def notice(message):
    """To those at the desk: that a response came or was changed, from which audience, and how many there are by now."""
    if not (said := _sent(message)):
        return None
    response = said["response"]
    return write(
        "survey/email_notice.txt",
        f"{'Changed' if said['was_changed'] else 'New'} answers: {response.reference}",
        {
            **said,
            "audience": response.audience,
            "sent": response.survey.responses.sent().count(),
            "desk_address": reverse("admin:survey_response_change", args=[response.pk]),
        },
    )


def about(writer, at):
    """What an e-mail or a page says of a way back, as things stand at this moment."""
    response = writer.response
    return {
        "writer": writer,
        "response": response,
        "survey": response.survey,
        "phase": response.phase(at),
        "can": response.opens(at),
        "is_open": response.can_be_written(at),
        "link": links.address(writer),
        "quiet": quiet_address(writer.draft.KIND, writer),
    }


def link(message):
    """A way back, to whoever asked for one; or into what a colleague answers."""
    if not (writer := writer_of("survey", message)):
        return None
    subject = "You are invited to answer a survey together" if writer.was_invited else "Your link to come back to the survey"
    return write("survey/email_link.txt", subject, about(writer, message.created_at))


_news = partial(news, "survey")
LETTERS = {
    RECEIPT: receipt,
    NOTICE: for_those_told(TOPIC, notice),
    LINK: link,
    REMINDER: _news("survey/email_reminder.txt", "Your answers to the survey have not been sent yet"),
    EXTENSION: _news("survey/email_extension.txt", "The survey closes later than it did"),
    WARNING: _news("survey/email_warning.txt", "Your answers to the survey will be deleted in a week", wanted=is_going),
}
