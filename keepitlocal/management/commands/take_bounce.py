"""Take in a delivery report from standard input, as a mail server hands it over. Nothing is ever answered."""

import sys
from email import message_from_bytes

from django.core.management import BaseCommand
from django.utils import timezone

from keepitlocal.lifecycle import AlreadyMoved, NotAllowed
from keepitlocal.outbox import bounces
from keepitlocal.outbox.models import Message

LARGEST = 1024 * 1024  # bytes


class Command(BaseCommand):
    # Ends well whatever it is given: a mail server would answer a failure with yet another bounce.
    help = "Reads a delivery report on standard input, and marks the e-mail that could not be delivered."

    def handle(self, **options):
        report = bounces.read(message_from_bytes(sys.stdin.buffer.read(LARGEST)))
        if report is None:
            return "This is not a delivery report."
        message = Message.objects.filter(message_id=report.message_id).first()
        if message is None:
            return "This is about no e-mail of ours."
        if not report.is_final:
            return "It has not failed for good: nothing to do."
        try:
            message.bounce(reply=report.reply, at=timezone.now())
        except (AlreadyMoved, NotAllowed):
            return "It was marked already, or cancelled: nothing to do."
        return f"E-mail {message.pk} is marked as not delivered."
