"""The e-mails about the principles as their readers see them."""

from keepitlocal.outbox.models import Message, promise
from principles import digests, promises
from principles.models import Consultation, Watch, report
from principles.part import LETTERS
from principles.tests.makers import DAY, NOON, WEEK, make_author, make_comment, reword

SECRET = "quokka-7731"
KINDS = {kind for name, kind in vars(promises).items() if name.isupper() and str(kind).startswith("principles.")}


def letter(kind, **about):
    """The last e-mail of a kind, as it reads now."""
    message = Message.objects.filter(kind=f"principles.{kind}", **about).latest("pk")
    return LETTERS[message.kind](message)


def make_watch(email="ann@example.org", *, is_confirmed=True, how="each", at=NOON, **on):
    return Watch.objects.begin(email, how=how, is_confirmed=is_confirmed, at=at, **on)


def letters(**said):
    """A dict of kind to e-mail, each while it holds: every kind, about comments that say this."""
    written = {}

    def read(*kinds):
        written.update({f"principles.{kind}": letter(kind) for kind in kinds})

    new = make_comment(author=make_author("new@example.org", is_confirmed=False), **said)
    Consultation.objects.get().extend(NOON + 2 * WEEK, why="The post was late.", by=None, at=NOON)
    read("confirm", "extension")
    comment = make_comment(is_published=False, **said)
    read("receipt", "notice")
    read_decisions(comment, read)
    watch = make_watch(is_confirmed=False, principle=new.principle)
    read("watch")
    watch.confirm(at=NOON)
    make_watch("daily@example.org", how="daily", principle=new.principle)
    make_comment(**said)
    reword(new.principle, "Another text.", led_by=[comment])
    digests.promise_digests(NOON + DAY)
    read("appeared", "reworded", "led", "digest")
    complaint = report(comment, says=SECRET, email="bo@example.org", at=NOON)
    read("complaint", "complaint_notice")
    complaint.uphold(reason="abusive", words="It attacks a person.", by=None, at=NOON)
    read("complaint_decided", "rejected")
    promise(promises.LINK, about=new.author, to=new.author.email, at=NOON)
    read("link")
    return written


def read_decisions(comment, read):
    """Have a comment decided about in every way but for good."""
    comment.ask(revision=1, words="Name no person.", by=None, at=NOON)
    read("asked")
    comment.change(f"{SECRET} once more", at=NOON)
    comment.approve(revision=2, by=None, at=NOON)
    read("approved")
    comment.change(f"{SECRET} and again", at=NOON)
    comment.reject(revision=3, reason="off topic", by=None, at=NOON)
    read("change_rejected")
    comment.hide(reason="private", by=None, at=NOON)
    read("hidden")
    comment.restore(by=None, at=NOON)
    read("restored")
    comment.consider(outcome="accepted", why="It is right.", by=None, at=NOON)
    read("considered")
