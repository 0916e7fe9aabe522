"""What there is to see of the principles and of what is said about them."""

from django.conf import settings

from keepitlocal import tokens
from keepitlocal.confirming import address as to_confirm
from keepitlocal.drafts import links
from keepitlocal.subscriptions import quiet_address
from keepitlocal.tests.public.words import LONG, WORD
from principles import confirming, promises
from principles.models import Outcome, Principle, report
from principles.tests.mailing import make_watch
from principles.tests.makers import make_author, make_comment, make_principle, reword

WHOLE, ONE, YOURS = "/principles/", "/principles/1/", "/principles/yours/"
SAID = {"text": "This would work where we are.", "name": "Sam Okafor", "email": "sam@example.org"}
WRONG = {"text": "", "name": "Keep it Local", "email": "nobody", "quote": "What is not there"}


def see(stage, visitor, at):
    if stage == "normal":
        normal(visitor, at)
    elif stage == "long":
        long(visitor, at)
    elif stage == "closed":
        closed(visitor, at)


def normal(visitor, at):
    visitor.see("without comments", ONE)
    discuss(at)
    visitor.see("normal", ONE)
    visitor.see("oldest first", f"{ONE}?sort=oldest")
    visitor.see("normal", f"{ONE}history/")
    visitor.see("every decision", f"{WHOLE}you-said/?principle=whole")
    visitor.see("about a paragraph", f"{ONE}comment/?paragraph=1")
    for on in [ONE, WHOLE]:
        visitor.see("empty", f"{on}comment/")
        visitor.send("in error", f"{on}comment/", WRONG)
        visitor.see("empty", f"{on}watch/")
        visitor.send("in error", f"{on}watch/", {"email": "nobody"})
        visitor.send("asked", f"{on}watch/", {"email": "ann@example.org"})
    visitor.see("normal", "/feeds/principles/1/")
    about_one(visitor, at)
    own(visitor, at)
    by_mail(visitor, at)


def discuss(at):
    """Comments with replies, one that led to a wording, and one that is considered."""
    first = make_comment(Principle.objects.get(number=1), organisation="Example Community Trust", at=at)
    reply = make_comment(answers=first, text="We do so.", at=at)
    make_comment(answers=reply, text="So do we.", at=at)
    reword(first.principle, "Ask the people of the place.\n\nDraw on what they offer.", led_by=[first], at=at)
    make_comment("whole", text="Five are enough.", at=at).consider(outcome=Outcome.values[0], why="They are.", by=None, at=at)


def about_one(visitor, at):
    comment = make_comment(Principle.objects.get(number=2), at=at)
    at_it = f"{WHOLE}comments/{comment.pk}/"
    visitor.see("normal", at_it, place="principles/comments/<int:key>/")
    visitor.see("empty", f"{at_it}reply/")
    visitor.send("in error", f"{at_it}reply/", WRONG)
    visitor.see("empty", f"{at_it}report/")
    visitor.send("in error", f"{at_it}report/", {"email": "nobody"})
    complaint = report(comment, says="It names me.", at=at)
    visitor.see("normal", f"{WHOLE}reported/{tokens.token(complaint.pk, salt='principles.reported')}/")
    hidden = make_comment(Principle.objects.get(number=2), text="Hidden.", at=at)
    hidden.hide(reason="abusive", by=None, at=at)
    visitor.see("hidden", f"{WHOLE}comments/{hidden.pk}/report/", status=409)


def own(visitor, at):
    """What its author alone is shown: what waits, in every status, and the pages at which it is changed."""
    author = make_author("own@example.org", at=at)
    shown = make_comment(Principle.objects.get(number=3), author=author, at=at)
    waiting = make_comment(Principle.objects.get(number=3), author=author, text="It waits.", is_published=False, at=at)
    waiting.ask(revision=1, words="Leave out the name.", by=None, at=at)
    refused = make_comment("whole", author=author, text="REFUSED.", is_published=False, at=at)
    refused.reject(revision=1, reason="other", words="It is all in capitals.", by=None, at=at)
    someone = visitor.another(author)
    someone.see("with comments", YOURS)
    someone.see("with own comments", "/principles/3/")
    someone.see("normal", f"{WHOLE}comments/{shown.pk}/change/")
    someone.send("in error", f"{WHOLE}comments/{shown.pk}/change/", {"text": ""})
    someone.see("normal", f"{WHOLE}comments/{shown.pk}/take-back/")
    someone.see("refused", f"{WHOLE}comments/{refused.pk}/change/", status=409)


def by_mail(visitor, at):
    """The pages behind links in e-mails."""
    new = make_author("new@example.org", is_confirmed=False, at=at)
    make_comment(Principle.objects.get(number=4), author=new, text="Unconfirmed.", at=at)
    visitor.see("comment", path_of(confirming.address_of(new)))
    author = make_author("mailed@example.org", at=at)
    make_comment(Principle.objects.get(number=4), author=author, at=at)
    visitor.see("comments", path_of(links.address(author)))
    watch = make_watch("watching@example.org", is_confirmed=False, at=at)
    visitor.see("watch", path_of(to_confirm(promises.WATCH, watch.pk)))
    watched = make_watch("watched@example.org", at=at)
    visitor.see("stop watching", path_of(quiet_address(promises.WATCH, watched)))


def path_of(address):
    return address.removeprefix(settings.PORTAL_URL)


def long(visitor, at):
    principle = make_principle(77, title=LONG, text=f"{WORD * 3}\n\n{LONG}", at=at)
    comment = None
    for text in ["One.", "Two.", WORD * 3]:
        comment = make_comment(principle, answers=comment, text=text, name=WORD, organisation=WORD, at=at)
    reword(principle, f"{LONG}\n\n{WORD * 2}", why=WORD, at=at)
    visitor.see("long", "/principles/77/")
    visitor.see("long", "/principles/77/history/")
    visitor.see("long", "/principles/77/comment/")
    visitor.see("long", f"/principles/comments/{comment.pk}/reply/")


def closed(visitor, at):
    visitor.see("closed", ONE)
    visitor.see("closed", f"{ONE}comment/", status=403)
    visitor.see("too late", f"{ONE}comment/", SAID, status=403)
