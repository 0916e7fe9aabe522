"""The e-mails to those who write drafts: ways back, and news of the deadline.

The words of one about a single draft are its part's own: it writes `<kind>.link`, `<kind>.reminder` and `<kind>.warning`.
"""

from django.db.models import Value

from keepitlocal.drafts import kinds
from keepitlocal.outbox.letters import write
from keepitlocal.outbox.models import Message, cancel, promise, promise_all

LINKS = "drafts.links"
ASKED = f"{LINKS}/0"  # about no row: it goes to an address, for whatever we hold for that


def minute(at):
    """What tells one e-mail from the next of its kind: asking twice within a minute is asking once."""
    return int(at.timestamp() // 60)


def link(writer, *, at):
    """A link to one who has just given an address, or was invited."""
    promise(f"{writer.draft.KIND}.link", about=writer, revision=minute(at), to=writer.email, at=at)


def reminder(writer, *, at):
    """To one who has something unsent, before its close."""
    promise(f"{writer.draft.KIND}.reminder", about=writer, revision=minute(at), to=writer.email, at=at)


def warning(writer, *, at):
    """To one whose draft will be deleted."""
    promise(f"{writer.draft.KIND}.warning", about=writer, revision=minute(at), to=writer.email, at=at)


def later(kind, writers, *, at):
    """Tell writers who want news, by an e-mail of this kind, that they have longer."""
    promise_all(kind, [(writer, writer.email) for writer in writers.reachable()], revision=minute(at), at=at)
    writers.reachable().update(reminded_at=at)  # this tells them of the close, and they need no reminder of it at once


def links(address, *, at):
    """The links to everything that an address can come back to. It is promised, and costs the same, where there is nothing."""
    promise(LINKS, about=ASKED, revision=minute(at) // 10, to=address, at=at)


def linked(message):
    """Every way back that an address has, to whoever asked for them with it; None where there is none."""
    at, ways, called = message.created_at, [], []
    for kind in kinds.all_kinds():
        writers = [writer for writer in kind.writers().known_as(message.to) if writer.draft.kept_until > at]
        ways += [(kind.way, kind.about(writer, at)) for writer in writers]
        called += [kind.called] if writers else []
    subject = f"Your links to come back to {' and '.join(called)}"
    return write("drafts/email_links.txt", subject, {"ways": ways}) if ways else None


def take_back_links(writer, *, at):
    """Whatever was to go to an address that comes back no more does not go, and what went there says no more where."""
    cancel(writer, at=at)
    Message.objects.about(writer).forget()


def forget_asking(address, *, at, by=None):
    """Forget that links were asked for with an address, where it leads to nothing any more."""
    if any(kind.writers().known_as(address).exists() for kind in kinds.all_kinds()):
        return
    asked = Message.objects.alike(LINKS, Value(address))
    asked.cancel(at=at, by=by)
    asked.forget()


def is_unsent(draft):
    return draft.is_being_written


def is_going(draft):
    """Whether it is still to be deleted: it was neither sent nor given longer since its writers were to be told."""
    return draft.is_being_written and draft.was_warned


def writer_of(kind, message):
    """The writer that an e-mail is about, of the kind of drafts of that name; None where they are gone."""
    return kinds.named(kind).writers().filter(pk=message.about.partition("/")[2]).first()


def news(kind, template, subject, *, of_changes="", wanted=is_unsent):
    """What writes a piece of news of a draft; nothing once it is not wanted, or its reader asked us to be quiet.

    `kind` is the name of its `Kind`; `of_changes` is its subject where something was sent already.
    """

    def letter(message):
        writer = writer_of(kind, message)
        if not writer or writer.unsubscribed_at or not wanted(writer.draft):
            return None
        said = kinds.named(kind).about(writer, message.created_at)
        called = of_changes if of_changes and writer.draft.reference else subject
        return write(template, called, said, unsubscribe=said["quiet"])

    return letter


LETTERS = {LINKS: linked}
