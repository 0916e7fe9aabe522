"""What the portal asks of this part (see keepitlocal/parts.py)."""

from evidence import coverage as covering
from evidence import emails, front, keeping, news, passages, round, sweeping
from evidence import texts as words
from evidence import waiting as work
from evidence.emails import names, writers
from evidence.models import Call, Status, Submission, Writer
from evidence.promises import TOPIC
from evidence.views import held
from keepitlocal.drafts.kinds import Kind
from keepitlocal.parts import Topic

LETTERS, LETTER_NAMES = emails.LETTERS, names.NAMES
TOPICS = {TOPIC: Topic("Evidence", "evidence.view_submission", news.digest)}
PASSAGES = passages.PASSAGES
FINDABLE = {"evidence:calls", "evidence:call"}
ROUND_FILE = "evidence.yaml"
load, dump = round.load, round.dump
KEPT = {"removed_documents": sweeping.REMOVED_FOR}
keep_promises = keeping.keep_promises
texts = words.texts
opportunities, edition, public, SO_FAR = front.opportunities, front.edition, front.public, front.SO_FAR
waiting, coming, coverage = work.waiting, covering.coming, covering.coverage

_CALLS = ["call", "section", "question", "respondenttype", "publicationchoice"]
PERMISSIONS = {
    "Policy officers": [
        "evidence.view_submission",
        "evidence.review_submission",
        "evidence.enter_submission",
        "evidence.export_submission",
        "evidence.view_draft",
        "evidence.remind_draft",
        *(f"evidence.{may}_{model}" for model in _CALLS for may in ["view", "add", "change"]),
        *(f"evidence.delete_{model}" for model in _CALLS if model != "call"),
    ],
    "Policy leads": ["evidence.publish_call", "evidence.export_personal_submission", "evidence.extend_draft"],
}

DRAFTS = Kind(
    name=Submission.KIND,
    called="your evidence",
    writers=lambda: Writer.objects.select_related("submission__call"),
    drafts=lambda keys: (
        Submission.objects.filter(pk__in=keys).exclude(status=Status.ERASED).select_related("call").prefetch_related("writers")
    ),
    yours=held.list_of,
    way_back=lambda draft: held.address(draft, "way-back"),
    about=writers.about,
    deadline="evidence/_deadline.html",
    way="evidence/_email_way.txt",
)


def has_round():
    return Call.objects.exists()
