"""Whether the portal is well: for the machines that watch it, and for the officers' desk."""

import datetime

from django.db import Error, connection
from django.http import JsonResponse

from keepitlocal.outbox.models import Heartbeat, Message, Pause

CLOCKS_MAY_DIFFER = datetime.timedelta(seconds=1)
CLOCKWORK = {"worker": "The worker that sends e-mails", "beat": "The clock that has them sent (beat)"}


def database_time():
    """What the database takes the time to be."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
            return datetime.datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=datetime.UTC)
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def clock_trouble(at):
    if abs(database_time() - at) > CLOCKS_MAY_DIFFER:
        yield "The database's clock and this machine's differ by more than a second."


def mail_troubles(at):
    oldest = Message.objects.oldest_due(at)
    if oldest:
        yield f"An e-mail has been waiting to be sent for {lasted(at - oldest)}."
    for pause in Pause.objects.all():
        yield f"{pause.why} No e-mail is sent until that is mended."


def heartbeat_troubles(at):
    seen = dict(Heartbeat.objects.values_list("name", "at"))
    for name, called in CLOCKWORK.items():
        if name not in seen:
            yield f"{called} has never been seen at work."
        elif at - seen[name] > Heartbeat.UNSEEN:
            yield f"{called} was last seen at work {lasted(at - seen[name])} ago."


def lasted(span):
    """How long, as people say it: in minutes, or from two hours on in hours, and from two days on in days."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    hours = minutes // 60
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def outages(at):
    """Sentences on what stops the portal from keeping its promises."""
    return [*clock_trouble(at), *mail_troubles(at), *heartbeat_troubles(at)]


def troubles(at):
    """Everything that an officer should know: the outages, and e-mails that could not be delivered."""
    dead = Message.objects.dead().count()
    some = "1 e-mail" if dead == 1 else f"{dead} e-mails"
    return [*outages(at), *([f"{some} could not be delivered."] if dead else [])]


def healthz(request):
    """200, or 503 with what is wrong. It names nobody."""
    try:
        found = outages(request.at)
    except Error:
        found = ["The database does not answer."]
    response = JsonResponse({"ok": not found, "troubles": found}, status=503 if found else 200)
    response.headers["Cache-Control"] = "no-store"
    return response
