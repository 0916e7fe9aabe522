"""The e-mails that bring people back. One that leads to a single draft is its part's own: it writes `<kind>.link`."""

from django.db.models import Value

from keepitlocal import lifecycle
from keepitlocal.drafts import kinds
from keepitlocal.outbox.letters import write
from keepitlocal.outbox.models import Message, cancel, promise
from keepitlocal.outbox.queue import State

LINKS = "drafts.links"
ASKED = f"{LINKS}/0"  # about no row: it goes to an address, for whatever we hold for that


def minute(at):
    """What tells one e-mail from the next of its kind: asking twice within a minute is asking once."""
    return int(at.timestamp() // 60)


def link(writer, *, at):
    """A link to one who has just given an address, or was invited."""
    promise(f"{writer.draft.KIND}.link", about=writer, revision=minute(at), to=writer.email, at=at)


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
    for message in asked.unsent():
        lifecycle.advance(message, State.CANCELLED, at=at, by=by)
        message.release()
    asked.forget()


LETTERS = {LINKS: linked}
