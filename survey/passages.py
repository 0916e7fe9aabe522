"""What officers search and tag of the survey, where they read it, and how it is narrowed (see keepitlocal/passages/kinds.py)."""

from django.db.models import Q
from django.urls import reverse

from keepitlocal.passages.kinds import Narrowing, PassageKind
from keepitlocal.passages.models import whole
from keepitlocal.passages.putting import in_lists
from survey import audiences
from survey.models import Response, Version
from survey.models.passages import TEXT, passages_of, texts
from survey.models.surveys import definition


def address(passage):
    """The page of the response, at the question."""
    page = reverse("admin:survey_response_change", args=[passage.owner])
    return f"{page}#question-{passage.place.partition('.')[0]}"


def everything():
    sent = Response.objects.sent().only("reference", "version_id", "answers", "sent_at")
    for responses in in_lists(sent):
        yield [passage for response in responses for passage in whole(response, passages_of(response))]


def versions():
    return list(Version.objects.order_by("survey", "number").values_list("pk", flat=True))


def types(officer):
    return [(name, name.capitalize()) for name in audiences.names(versions())]


def of_type(passages, value, officer):
    return passages.filter(owner__in=Response.objects.filter(audiences.sent_by(value, versions())).values("pk"))


def questions(officer):
    """Each question of any version that takes texts, in its latest words; of several surveys with the survey's title."""
    published = Version.objects.order_by("survey", "number").values_list("pk", "survey__slug", "survey__title")
    several = len({slug for _, slug, _ in published}) > 1
    found = {}
    for version, slug, title in published:
        for name, question in definition(version).questions.items():
            if texts(question):
                found[f"{slug}:{name}"] = f"{title}: {question.text}" if several else question.text
    return list(found.items())


def of_question(passages, value, officer):
    """Those of what was answered, and of what was written beside a choice. `value`: such as "landscape:why_stopped"."""
    slug, _, name = value.partition(":")
    answered = Q(place=name) | Q(place__startswith=f"{name}.")
    return passages.filter(answered, owner__in=Response.objects.filter(survey__slug=slug).values("pk"))


PASSAGES = {
    TEXT: PassageKind(
        label="Texts in the survey",
        permission="survey.view_response",
        address=address,
        everything=everything,
        narrowings={"type": Narrowing(types, of_type), "question": Narrowing(questions, of_question)},
    )
}
