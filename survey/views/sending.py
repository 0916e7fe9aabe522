"""Checking and sending a response, and what can be done with what was sent: keep a copy, change it while the survey is open."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from keepitlocal import lifecycle
from keepitlocal.drafts import holding
from keepitlocal.drafts.forms import SendForm
from keepitlocal.pace import paced
from survey import reading
from survey.definition.fields import question_of
from survey.forms import control_of
from survey.models import Status
from survey.templatetags.choices import IN_FILE
from survey.views.held import address, page_of, survey_and_chosen, where_to_go_on, writing


@paced
@writing
def check(request, response):
    """Check your answers, and send. Where the path leaves the survey there is nothing to send."""
    number = response.number + 1
    form = SendForm(request.POST if request.method == "POST" else None)
    was_saved_meanwhile = False
    if request.method == "POST":
        if not form.asked or form.asked > number:
            raise Http404
        try:
            response.send(number=form.asked, at=request.at)
            return redirect(address(response, "sent"))
        except lifecycle.NotReady:
            was_saved_meanwhile = True
            response.refresh_from_db()
    way, problems = response.read()
    if way.exits:
        return redirect(where_to_go_on(response))
    needs = [(_address_of(response, need), need.sentence) for need in response.needs(way, problems)]
    said = {
        "form": form,
        "number": number,
        "needs": needs,
        "groups": reading.of_path(way, response.says),
        "receipt": response.receipt_to(way),
        "was_refused": was_saved_meanwhile,
        "before": address(response, "page", way.names[-1]),
    }
    return page_of(request, "survey/check.html", response, **said)


def _address_of(response, need):
    """Where what is still needed can be done: the control on its page, or where to choose between answers."""
    if need.box in response.open_texts():
        return address(response, "choose")
    question = question_of(response.definition, need.box)
    return f"{address(response, 'page', need.page, **{'from': 'check'})}#{control_of(question, need.box)}"


def _sent(request, slug):
    """The response that this browser sent; 404 where there is none."""
    _, response = survey_and_chosen(request, slug)
    if not response or response.status != Status.SENT:
        raise Http404
    return response


def sent(request, slug):
    """Confirmation, with the reference. It can be visited again."""
    response = _sent(request, slug)
    said = {"can_be_changed": response.can_be_changed(request.at), "nonce": holding.nonce()}
    return page_of(request, "survey/sent.html", response, **said)


def copy(request, slug):
    """What they sent, to keep or print; `?as=text` is a file."""
    response = _sent(request, slug)
    if request.GET.get("as") != "text":
        return page_of(request, "survey/copy.html", response, groups=reading.of_sent(response))
    said = {"groups": reading.of_sent(response, IN_FILE), "response": response, "survey": response.survey}
    return HttpResponse(
        render_to_string("survey/copy.txt", said),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{response.reference}.txt"'},
    )


@require_POST
def change(request, slug):
    """Open what was sent to be changed; or give the changes up."""
    response = _sent(request, slug)
    if "leave" in request.POST:
        response.leave(at=request.at)
        answer = redirect(address(response, "sent"))
    else:
        try:
            response.change(at=request.at)
        except lifecycle.Refusal:  # the page they go back to says why
            return redirect(address(response, "sent"))
        answer = redirect(address(response, "check"))
    holding.hold(answer, request, response)
    return answer
