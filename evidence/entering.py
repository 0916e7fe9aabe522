"""Entering what came by post, by e-mail or by word of mouth: made, sent and acknowledged at once, as if it had come online."""

from django.db import transaction

from evidence.attaching import attached
from evidence.models import Need, Submission
from evidence.models.changing import said_in
from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.drafts import holding
from keepitlocal.drafts.saying import NO_PAGE


class NotAttached(lifecycle.Refusal):
    """Some of its documents were not taken; `sentences` say which and why. Nothing was entered."""

    def __init__(self, sentences):
        super().__init__("Some documents were not taken.")
        self.sentences = sentences


class EnteredAlready(lifecycle.Refusal):
    """The same page has entered something already, which says something else. Nothing was entered again."""


@transaction.atomic
def enter(call, said, receiver, *, channel, received_at, nonce, by, at):
    """The submission that an officer enters; the same one however often its page is sent with the same words.

    `said` is a dict of the working copy's fields to texts; `receiver` has the files of the request. Raises NotReady for what has
    not been received yet or says nothing, EnteredAlready, and NotAttached.
    """
    refuse_the_future(received_at, at=at)
    begun = {"call": call, "begun_at": at, "status_since": at, "channel": channel, "received_at": received_at, "entered_by": by}
    key = holding.begun_with(call.pk, "evidence entered", nonce)
    submission, is_new = Submission.objects.get_or_create(begun_with=key, defaults=begun)
    if not is_new:
        return _same(submission, said, receiver, channel, received_at)
    submission._put([(field, text) for field, text in said.items() if text], NO_PAGE, at)
    if sentences := attached(submission, receiver, at=at):
        raise NotAttached(sentences)
    if needs := submission.needs():
        raise lifecycle.NotReady(NOTHING if Need.ANSWER in needs else "Some of what is needed is still missing.")
    submission._send(submission.as_sent(), 1, at)
    how = {"channel": channel, "received_at": received_at.isoformat(), "late": submission.is_late}
    record("was entered for somebody", submission, at=at, by=by, **how)
    return submission


def _same(submission, said, receiver, *how):
    """What the page has entered already, where it still says that. Raises EnteredAlready where anything would be lost."""
    first = submission.revisions.first()
    texts, _ = said_in(first.content)
    held = {each["sha256"] for each in first.content["documents"]}
    is_all_held = held.issuperset(arrival.sha256 for arrival in receiver.whole)
    is_as_typed = texts == {field: text for field, text in said.items() if text}
    if is_all_held and is_as_typed and how == (submission.channel, submission.received_at):
        return submission
    raise EnteredAlready(
        f"This page has entered {submission.reference} already, and says something else now. "
        "To enter this beside it, choose its documents, if any, and press Enter again."
    )


NOTHING = "It says nothing yet. Go back and type in an answer, or add a document."


def refuse_the_future(received_at, *, at):
    """Raises NotReady for a moment that has not come yet."""
    if received_at > at:
        raise lifecycle.NotReady("That moment has not come yet. Give the day or the moment at which it reached you.")
