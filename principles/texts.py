"""What the consultation says to respondents, for whoever translates it: never what people said."""

from keepitlocal.languages.texts import named
from principles.models import Comment, Consultation

NEWEST = 100  # decisions on comments: they are many, and soon of no news


def texts():
    """Of the published consultation: its words, each principle's latest wording, and the newest decisions on comments."""
    return [text for consultation in Consultation.objects.published() for text in _of(consultation)]


def _of(consultation):
    address = consultation.get_absolute_url()
    own = {
        "title": consultation.title,
        "summary": consultation.summary,
        "introduction": consultation.introduction,
        "advice": consultation.advice,
        "why it was extended": consultation.extended_why,
    }
    found = named(own, "Consultation", address)
    for principle in consultation.principles.published().select_related("latest"):
        content = principle.content
        said = {"title": content.title, **{f"paragraph {each.id}": each.text for each in content.paragraphs}}
        said[f"why wording {principle.latest.number} came"] = principle.latest.why
        found += named(said, f"Principle {principle.number}", principle.get_absolute_url())
    for comment in Comment.objects.considered().order_by("-considered_at")[:NEWEST]:
        found += named({"what was decided": comment.outcome_why}, f"Comment {comment.pk}", comment.get_absolute_url())
    return found
