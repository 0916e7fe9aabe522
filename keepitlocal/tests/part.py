"""A part for tests: what people are told of until they ask for no more, and what is confirmed by a link."""

from django.http import HttpResponse

from evidence.models import Writer
from keepitlocal.subscriptions import Subscription
from keepitlocal.tokens import NoLink

waved = []  # to whom, once each


def wave(request, whom, times):
    if whom == "nobody":
        raise NoLink("There is nobody to wave to.")
    if request.method == "POST" and whom not in waved:
        waved.append(whom)
    return HttpResponse(f"{whom}, {times} times: {'done' if whom in waved else 'a button'}")


SUBSCRIPTIONS = {
    "test.waves": Subscription(
        rows=lambda: Writer.objects.filter(was_invited=False),
        template="drafts/unsubscribe.html",
        about=lambda writer: {"draft": {"title": f"Waves for {writer.pk}"}, "address": "everybody"},
    )
}
CONFIRMS = {"test.wave": wave}
