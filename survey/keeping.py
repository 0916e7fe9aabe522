"""What time asks for of responses (see keepitlocal/drafts/keeping.py). What was sent stays."""

from keepitlocal.drafts import keeping
from keepitlocal.drafts.keeping import Kept
from survey.models import Response, Status, Writer


def keep_promises(at):
    reminded = keeping.remind(Response.objects, Writer.objects.select_related("response"), at)
    warned = _each(Response.objects.to_warn(at), lambda response: response.warn(at=at))
    over = Response.objects.over(at)
    erased = _each(over.filter(status=Status.DRAFT), lambda response: response.erase(at=at))
    left = _each(over.filter(changing_since__isnull=False), lambda response: response.leave(at=at))
    return Kept(reminded, warned, erased, left)


def _each(responses, do):
    return keeping.each(responses, do, parent="survey")
