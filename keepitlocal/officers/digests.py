"""What came in a day, in one e-mail: for officers who want to know no sooner."""

import datetime

from django.db.models import Max
from django.utils import timezone

from keepitlocal import parts
from keepitlocal.officers.models import How, Officer
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message, promise

DIGEST = "officers.digest"
MORNING = datetime.time(8)  # on people's clocks


def promise_digests(at):
    """Promise each officer who wants one the digest of this morning, if anything came. Safe to run at any time, and often."""
    day = latest_morning(at)
    for officer in Officer.objects.filter(is_active=True, tellings__how=How.DAILY).distinct():
        if not _digests(officer).filter(revision=day.toordinal()).exists() and news(officer, day):
            promise(DIGEST, about=officer, revision=day.toordinal(), to=officer.email, at=at, to_officers=True)


def latest_morning(at):
    """The day of the last 8am that has been."""
    local = timezone.localtime(at)
    return local.date() if local.time() >= MORNING else local.date() - datetime.timedelta(days=1)


def morning(day):
    """8am on a day, as a moment."""
    return timezone.make_aware(datetime.datetime.combine(day, MORNING))


def news(officer, day):
    """What came until the morning of a day, and since the digest before, as pairs of a topic's name and its lines.

    Of a topic that was chosen later than that, since it was chosen. Of what is urgent everybody was told at once.
    """
    before = _digests(officer).filter(revision__lt=day.toordinal()).aggregate(last=Max("revision"))["last"]
    chosen = officer.tellings.filter(how=How.DAILY)
    since = {each.topic: max(each.chosen_at, _morning_of(before)) if before else each.chosen_at for each in chosen}
    told = [
        (topic.label, topic.digest(since[name], morning(day)))
        for name, topic in parts.topics().items()
        if name in since and not topic.is_urgent and since[name] < morning(day) and officer.has_perm(topic.permission)
    ]
    return [(label, lines) for label, lines in told if lines]


def letter(message):
    """The digest as it reads now: nothing for one who has left, may no longer see what it tells of, or wants none any more."""
    officer, day = message.thing(), datetime.date.fromordinal(message.revision)
    told = news(officer, day) if officer else []
    if not told:
        return None
    return letters.write(
        "officers/digest.txt", "What came to Keep it Local", {"officer": officer, "told": told, "until": morning(day)}
    )


def _digests(officer):
    return Message.objects.about(officer).filter(kind=DIGEST)


def _morning_of(revision):
    return morning(datetime.date.fromordinal(revision))
