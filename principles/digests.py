"""What came of what people watch, in one e-mail a day to each address that wants to know no sooner."""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import Lower

from keepitlocal import confirming
from keepitlocal.officers.digests import latest_morning, morning
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message, promise_all
from keepitlocal.subscriptions import quiet_address
from principles.models import Comment, Watch, Wording
from principles.promises import DIGEST, WATCH

ABOUT = f"{DIGEST}/0"  # about no row: it goes to an address, for whatever that watches
LOOKED_BACK = datetime.timedelta(days=7)  # what came longer ago, while the clockwork stood still, brings no digest by itself
SHOWN = 20  # comments of one watch that are linked: more are only counted


@dataclass(frozen=True)
class News:
    """What came of one watch."""

    watch: Watch
    wordings: list[Wording]
    comments: list[Comment]
    count: int

    @property
    def title(self):
        words = self.watch.watched
        return words[0].upper() + words[1:]

    @property
    def more(self):
        return self.count > len(self.comments)

    @property
    def choose(self):
        return confirming.address(WATCH, self.watch.pk)

    @property
    def quiet(self):
        return quiet_address(WATCH, self.watch)


def promise_digests(at):
    """Promise the digest of this morning to each address for which anything may have come. Safe to run at any time, and often."""
    day = latest_morning(at)
    until, last = morning(day), _last_digests()
    latest = _latest(until - LOOKED_BACK, until)
    found = {}
    for watch in Watch.objects.daily().order_by("pk"):
        address = watch.email.lower()
        before, came = last.get(address, 0), latest.get(_watched(watch))
        if came and came >= _since(watch, before) and before < day.toordinal():
            found.setdefault(address, watch.email)
    promise_all(DIGEST, [(ABOUT, email) for email in found.values()], revision=day.toordinal(), at=at)


def letter(message):
    """The digest as it reads now: of what is still there to be read, and still watched. None where that is nothing."""
    told = news(message.to, message.revision)
    if not told:
        return None
    quiet = quiet_address(DIGEST, told[0].watch)
    said = {"told": told, "until": _morning_of(message.revision), "quiet": quiet}
    return letters.write("principles/email_digest.txt", "What came on the draft principles", said, unsubscribe=quiet)


def news(address, day):
    """What came until the morning of a day, an ordinal, and since the digest before: each comment and wording once."""
    digests = Message.objects.filter(kind=DIGEST, revision__lt=day).alias(address=Lower("to"))
    before = digests.filter(address=address.lower()).aggregate(last=Max("revision"))["last"] or 0
    told, comments, wordings = [], set(), set()
    for watch in Watch.objects.daily().known_as(address).select_related("principle", "comment").order_by("pk"):
        span = {"gte": _since(watch, before), "lt": _morning_of(day)}
        new = [each for each in _comments(watch, span) if each.pk not in comments]
        changed = [each for each in _wordings(watch, span) if each.pk not in wordings]
        comments |= {each.pk for each in new}
        wordings |= {each.pk for each in changed}
        if new or changed:
            told.append(News(watch, changed, new[:SHOWN], len(new)))
    return told


def _comments(watch, span):
    """The latest first, and nothing but what leads to each."""
    public = Comment.objects.public().filter(**{f"published_at__{bound}": moment for bound, moment in span.items()})
    return watch.told_of(public).only("pk").order_by("-published_at", "-pk")


def _wordings(watch, span):
    """Changed wordings, unless it is replies that are watched."""
    changed = Wording.objects.changed().filter(**{f"took_effect_at__{bound}": moment for bound, moment in span.items()})
    of = {"principle": watch.principle_id} if watch.principle_id else {}
    return [] if watch.comment_id else changed.filter(**of).select_related("principle")


def _latest(since, until):
    """The latest moment of a span at which anything came: a dict of what may be watched, as `_watched` says it."""
    comments = Comment.objects.public().filter(published_at__gte=since, published_at__lt=until)
    wordings = Wording.objects.changed().filter(took_effect_at__gte=since, took_effect_at__lt=until)
    came = [(at, "on", principle) for at, principle in comments.values_list("published_at", "principle")]
    replies = comments.filter(answers__isnull=False).values_list("published_at", "answers", "thread")
    came += [(at, "below", above) for at, *both in replies for above in both]
    came += [(at, "on", each) for at, one in wordings.values_list("took_effect_at", "principle") for each in (one, None)]
    return {(where, key): at for at, where, key in sorted(came, key=lambda each: each[0])}


def _watched(watch):
    return ("below", watch.comment_id) if watch.comment_id else ("on", watch.principle_id)


def _last_digests():
    """A dict of each address to the day of its last digest, an ordinal."""
    digests = Message.objects.filter(kind=DIGEST).annotate(address=Lower("to")).order_by()
    return dict(digests.values_list("address").annotate(last=Max("revision")))


def _since(watch, before):
    """From when it is told what came: since the digest before, an ordinal; of what it is told so only since then, since then."""
    return max(watch.confirmed_at, _morning_of(before)) if before else watch.confirmed_at


def _morning_of(day):
    return morning(datetime.date.fromordinal(day))


LETTERS = {DIGEST: letter}
