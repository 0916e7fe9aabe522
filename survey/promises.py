"""The e-mails that the survey promises: rows, in the transaction of what they tell of. Their words are in survey/emails.py.

Those that bring people back, remind and warn are promised by keepitlocal/drafts/mail.py.
"""

from django.apps import apps

from keepitlocal.drafts import mail
from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import promise

TOPIC = "survey"
RECEIPT, NOTICE = "survey.receipt", "survey.notice"
LINK, REMINDER = "survey.link", "survey.reminder"
EXTENSION, WARNING = "survey.extension", "survey.warning"


def receipts(response, to, *, at):
    """Acknowledge a response to the address that was left, which is forgotten once it was used, and tell officers."""
    about = {"about": response, "revision": response.number, "at": at}
    if to:
        promise(RECEIPT, to=to, forget_to=True, **about)
    tell(NOTICE, topic=TOPIC, **about)


def extension(survey, *, at):
    """Tell everyone with something unsent that the survey closes later than it did."""
    written = apps.get_model("survey", "Response").objects.being_written().filter(survey=survey)
    mail.later(EXTENSION, apps.get_model("survey", "Writer").objects.filter(response__in=written), at=at)
