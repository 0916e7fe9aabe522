"""What there is to see of the portal itself: coming back to a draft, and leaving."""

from evidence.models import Call
from evidence.tests import makers as evidence
from evidence.tests.ways import quiet_way, share, way_to
from keepitlocal.drafts import links
from keepitlocal.languages.speaking import OURS
from survey.models import Survey
from survey.tests import stored

ASK = "/return/"


def see(stage, visitor, at):
    if stage == "normal":
        coming_back(visitor, at)
        leaving(visitor, at)


def coming_back(visitor, at):
    visitor.send("in error", ASK)
    visitor.send("asked", ASK, {"email": "ann@example.org"})
    call, survey = Call.objects.get(), Survey.objects.get()
    writer = share(evidence.make_ready(call, begun_at=at), at=at)
    visitor.see("evidence", way_to(writer))
    visitor.see("stop evidence", quiet_way(writer))
    answering = share(stored.make_response(survey, at=at, role="would"), "bo@example.org", at=at)
    visitor.see("survey", f"/return/{links.token(answering)}/")
    visitor.see("stop survey", quiet_way(answering))
    visitor.see("no link", "/return/none/", status=410)
    visitor.see("no link", "/confirm/none/", status=410)
    visitor.see("no link", "/unsubscribe/none/", status=410)
    visitor.send("done", quiet_way(share(stored.make_response(survey, at=at, role="would"), "di@example.org", at=at)))
    stopped = share(evidence.make_ready(call, begun_at=at), "cy@example.org", at=at)
    address = way_to(stopped)
    stopped.draft.stop_links(at=at)
    visitor.see("stopped", address, status=410)


def leaving(visitor, at):
    draft = evidence.make_ready(Call.objects.get(), begun_at=at)
    response = stored.make_response(Survey.objects.get(), at=at, role="would")
    share(response, at=at)
    visitor.another(draft, response).see("holding drafts", f"{ASK}leave/")
    visitor.another(draft).send("left", f"{ASK}leave/", languages=[OURS])
