"""The pages of the principles that are kept in the process (keepitlocal/pages.py): what is discussed, and each comment in it."""

import datetime

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from keepitlocal import pages
from keepitlocal.languages import speaking
from keepitlocal.pages import Made
from principles.beginnings import beginning_of, described
from principles.models import Comment, Reason, Status
from principles.models.principles import content_of
from principles.threads import Sort
from principles.wordings.standing import Standing, old_words

BEGUN = "principles.begun"
COMMENTS_KEPT = 10_000
# A thread as lists within lists: what goes down a level, on within it, and up again.
DOWN, NEXT, UP = '<ol class="kil-thread"><li>', "</li><li>", "</li></ol>"


# What stands in place of a comment that is shown no more, but was answered.
GONE = {
    Status.HIDDEN: _("This comment is hidden while it is looked into"),
    Status.REJECTED: _("A moderator took this comment down"),
    Status.WITHDRAWN: _("This comment was taken back by its author"),
    Status.ERASED: _("This comment was erased"),
}


@pages.kept
def _principle(phase, sort, shape, latest, principle, *_):
    address, number = principle.get_absolute_url(), principle.number
    published = principle.consultation.principles.published().select_related("latest")
    return pages.make(
        "principles/principle.html",
        path=address,
        principle=principle,
        begins=described(principle.content, words=30),
        consultation=principle.consultation,
        phase=phase,
        previous=published.filter(number__lt=number).last(),
        following=published.filter(number__gt=number).first(),
        comment_address=reverse("principles:comment-on", args=[number]),
        watch_address=reverse("principles:watch", args=[number]),
        feed_address=feed("feed-of", number),
        **_discussion(address, sort, shape),
    )


@pages.kept
def _whole(phase, sort, shape, principles, consultation, *_):
    address = consultation.get_absolute_url()
    return pages.make(
        "principles/principles.html",
        path=address,
        consultation=consultation,
        principles=[(each, beginning_of(each.content, words=40), pages.slot(f"count-{each.number}")) for each in principles],
        phase=phase,
        comment_address=reverse("principles:comment-on-whole"),
        watch_address=reverse("principles:watch-whole"),
        feed_address=feed("feed"),
        feed_of_wordings_address=feed("feed-of-wordings"),
        **_discussion(address, sort, shape),
    )


def feed(name, *args):
    """The address of a feed: each is there once, whatever language leads to it."""
    return speaking.elsewhere(reverse(f"principles:{name}", args=args), speaking.OURS)


def _discussion(address, sort, shape):
    """What the discussion on a page finds: slots for whatever changes with each comment."""
    return {
        "address": address,
        "sort": sort,
        "sorts": Sort,
        "is_empty": shape.is_empty,
        "before": pages.slot("before") if shape.has_before else "",
        "after": pages.slot("after") if shape.has_after else "",
        **{name: pages.slot(name) for name in ["count", "thread", "yours"]},
    }


def _comments(versions, wording, can_reply):
    """Comments as everybody sees them, beneath a wording by its key, or None where they are on the principles as a whole."""
    rows = Comment.objects.select_related("answers", "wording", "principle__latest")
    rows = rows.defer("principle__draft", "wording__content", "principle__latest__content")
    found = rows.in_bulk([pk for pk, *_ in versions])
    return {each: _comment(found[each[0]], wording, can_reply) for each in versions if each[0] in found}


def _comment(comment, wording, can_reply):
    said = {"comment": comment, "can_reply": can_reply, "begun": pages.slot("begun")}
    if comment.is_public:
        said |= {"answered": _answered(comment)} | (_about(comment, wording) if wording else {})
    else:
        said |= {"gone": GONE[comment.status], "why": _why(comment)}
    return pages.part("principles/_comment.html", **said)


def _answered(comment):
    """What it answers, where it stands beside that: elsewhere it stands below."""
    return comment.answers if comment.is_reply and comment.answers.depth == comment.depth else None


def _about(comment, wording):
    """What a comment is about, and what became of that in the wording that there is now."""
    now = content_of(wording)
    standing = comment.standing(now)
    # What a reply is about stands above it.
    shows_words = standing != Standing.STANDS and not (comment.is_reply and comment.paragraph is None)
    return {
        "standing": standing,
        "is_older": comment.wording_id != wording,
        "stood": comment.then.number_of(comment.paragraph),
        "stands": now.number_of(comment.paragraph),
        "old_words": old_words(comment.about, comment.then) if shows_words else "",
    }


def _why(comment):
    """Why a moderator does not show it, where a reason from the list says that."""
    was_decided = comment.status in {Status.HIDDEN, Status.REJECTED} and comment.reason != Reason.OTHER
    return comment.get_reason_display() if was_decided else ""


COMMENTS = pages.Parts(_comments, most=COMMENTS_KEPT)


def principle(request, principle, sort, found, yours):
    """The page of a principle with its comments."""
    on = principle.latest_id, principle, *principle.consultation.appearance
    return _respond(request, _principle, principle, principle.consultation, sort, found, {"yours": yours}, on)


def whole(request, principles, sort, found, yours):
    """The page of the consultation, by its published principles, with the comments on all of them."""
    consultation = principles[0].consultation
    said = {"yours": yours} | {f"count-{each.number}": counted(each.comments_shown) for each in principles}
    on = tuple(principles), *consultation.appearance
    return _respond(request, _whole, consultation, consultation, sort, found, said, on)


def _respond(request, kept, discussed, consultation, sort, found, said, on):
    phase = consultation.phase(request.at)
    page = kept(phase, sort, found.shape, *on)
    begun = begins(request.at) if phase.is_open else ""
    said |= {"count": counted(discussed.comments_shown), "before": found.before or "", "after": found.after or ""}
    said["thread"] = _thread(request, found.lines, getattr(discussed, "latest_id", None), phase.is_open, begun)
    return pages.respond(request, page, said)


def counted(comments):
    """How many comments there are, in words."""
    if not comments:
        return gettext("No comments")
    return ngettext("%(count)s comment", "%(count)s comments", comments) % {"count": f"{comments:,}"}


def _thread(request, lines, wording, can_reply, begun):
    """The comments, one below the other and replies within, as they are shown to everybody."""
    said = {"begun": begun} | (pages.token(request) if can_reply else {})
    kept = COMMENTS.of([line.version for line in lines], wording, can_reply)
    pieces, level = [], 0
    for line in lines:
        if part := kept.get(line.version):
            pieces += [*_steps(line, level), part.filled(said)]
            level = line.depth
    return Made("".join([*pieces, UP * level]))


def _steps(line, level):
    """What leads down or up from a level to that of a comment, in lists."""
    if line.depth <= level:
        return [UP * (level - line.depth), NEXT]
    if level or line.depth == 1:
        return [DOWN * (line.depth - level)]
    return [DOWN, _continues().filled({"thread": line.thread}), DOWN * (line.depth - 1)]


@pages.kept
def _continues():
    return pages.part(
        "principles/_continues.html", address=reverse("principles:comment", args=[0]).replace("0", pages.slot("thread"))
    )


def begins(at):
    """What a form carries, to say when it was opened."""
    return signing.dumps(at.isoformat(), salt=BEGUN)


def begun(typed, at):
    """When a form was opened, as its page says it; now, where it does not say so, or what nobody signed."""
    try:
        return min(datetime.datetime.fromisoformat(signing.loads(typed or "", salt=BEGUN)), at)
    except signing.BadSignature:
        return at


def forget():
    for each in [_principle, _whole, COMMENTS, _continues]:
        each.forget()
