"""What waits at the desk of the e-mails: those in trouble."""

from django.urls import reverse

from keepitlocal.officers.front import found
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State


def waiting(officer, at):
    """What waits for this officer, if they may see e-mails. Why the queue stands still is said at the top of every page."""
    if not officer.has_perm("outbox.view_message"):
        return []
    listed = reverse("admin:outbox_message_changelist")
    late = found(
        Message.objects.late(at), "e-mail is late", "e-mails are late", f"{listed}?status__exact={State.DUE}", is_urgent=True
    )
    dead = f"{listed}?status__exact={State.DEAD}"
    return late + found(Message.objects.dead(), "e-mail that could not be delivered", "e-mails that could not be delivered", dead)
