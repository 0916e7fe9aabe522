"""What the portal asks of this part (see keepitlocal/parts.py)."""

from keepitlocal.officers.news import digest_of
from keepitlocal.parts import Topic
from keepitlocal.subscriptions import Subscription
from principles import confirming, digests, emails, front, keeping, passages, promises, returning, round
from principles import coverage as covering
from principles import texts as words
from principles import waiting as work
from principles.emails import names
from principles.models import Comment, Complaint, Consultation, Digest, Watch
from principles.views import watching

LETTERS, LETTER_NAMES = emails.LETTERS | digests.LETTERS, names.NAMES
KEPT = {"unconfirmed_watches": keeping.UNANSWERED}
keep_promises = keeping.keep_promises
texts = words.texts
opportunities, edition, public, in_short, SO_FAR = front.opportunities, front.edition, front.public, front.in_short, front.SO_FAR
waiting, coming, coverage = work.waiting, covering.coming, covering.coverage
CONFIRMS = {confirming.NAME: confirming.confirm, promises.WATCH: watching.confirm}
DRAFTS = returning.KIND
SUBSCRIPTIONS = {
    promises.WATCH: Subscription(
        rows=lambda: Watch.objects.select_related("principle", "comment"),
        template="principles/watch_quiet.html",
        about=lambda watch: {"watched": [watch.watched]},
    ),
    promises.DIGEST: Subscription(
        rows=lambda: Digest.objects.select_related("principle", "comment"),
        template="principles/watch_quiet.html",
        about=lambda digest: {"watched": digest.all_watched},
        is_done=lambda digest: not digest.all_watched,
    ),
}
# A comment counts once its address is confirmed: what officers say themselves is no news to them.
DIGEST = {"was received": "New", "was changed by its author": "Changed by their authors"}
TOPICS = {
    promises.TOPIC: Topic("Comments", "principles.view_comment", digest_of(Comment, DIGEST)),
    promises.COMPLAINTS: Topic("Complaints", "principles.decide_complaint", digest_of(Complaint, {}), is_urgent=True),
}
PASSAGES = passages.PASSAGES
FINDABLE = {f"principles:{name}" for name in ["principles", "principle", "history", "you-said"]}
ROUND_FILE = "principles.yaml"
load, dump = round.load, round.dump
PERMISSIONS = {
    "Policy officers": [
        *(f"principles.{may}_{model}" for may in ["view", "change"] for model in ["consultation", "principle"]),
        "principles.add_consultation",
        "principles.add_principle",
        "principles.view_comment",
        "principles.moderate_comment",
        "principles.consider_comment",
        "principles.export_comment",
        "principles.view_complaint",
        "principles.view_watch",
        "principles.change_watch",
    ],
    "Policy leads": [
        "principles.publish_consultation",
        "principles.decide_complaint",
        "principles.erase_comment",
        "principles.export_personal_comment",
    ],
    "Moderators": ["principles.view_comment", "principles.moderate_comment"],
}


def has_round():
    return Consultation.objects.exists()
