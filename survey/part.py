"""What the portal asks of this part (see keepitlocal/parts.py)."""

from keepitlocal.drafts.kinds import Kind
from keepitlocal.parts import Topic
from survey import asking, email_names, emails, front, keeping, news, passages, round
from survey import coverage as covering
from survey import waiting as work
from survey.models import Response, Status, Survey, Writer
from survey.promises import TOPIC
from survey.views import held

LETTERS, LETTER_NAMES = emails.LETTERS, email_names.NAMES
TOPICS = {TOPIC: Topic("Survey responses", "survey.view_response", news.digest)}
PASSAGES = passages.PASSAGES
FINDABLE = {"survey:surveys", "survey:start", "survey:questions"}
ROUND_FILE = "survey.yaml"
load, dump = round.load, round.dump
keep_promises = keeping.keep_promises
texts = asking.texts
opportunities, edition, public, SO_FAR = front.opportunities, front.edition, front.public, front.SO_FAR
waiting, coming, coverage = work.waiting, covering.coming, covering.coverage

PERMISSIONS = {
    "Policy officers": [
        "survey.view_survey",
        "survey.add_survey",
        "survey.change_survey",
        "survey.view_response",
        "survey.export_response",
        "survey.enter_response",
    ],
    "Policy leads": [
        "survey.publish_survey",
        "survey.erase_response",
        "survey.view_apart",
        "survey.export_apart",
        "survey.delete_apart",
    ],
}

DRAFTS = Kind(
    name=Response.KIND,
    called="your answers to the survey",
    writers=lambda: Writer.objects.select_related("response__survey"),
    drafts=lambda keys: (
        Response.objects.filter(pk__in=keys).exclude(status=Status.ERASED).select_related("survey").prefetch_related("writers")
    ),
    yours=held.where_to_go_on,
    way_back=lambda response: held.address(response, "way-back"),
    about=emails.about,
    deadline="survey/_deadline.html",
    way="survey/_email_way.txt",
)


def has_round():
    return Survey.objects.exists()
