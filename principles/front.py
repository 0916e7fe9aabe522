"""What the front door tells of the principles (see keepitlocal/parts.py)."""

from django.db.models import Sum, Value
from django.urls import reverse
from django.utils.translation import ngettext

from keepitlocal.parts import InShort, Opportunity, Public, SoFar
from principles.models import Comment, Consultation, Principle


def opportunities(at):
    return [
        Opportunity(
            title=consultation.title,
            summary=consultation.summary.removesuffix("."),
            address=consultation.get_absolute_url(),
            phase=consultation.phase(at),
            opens_at=consultation.opens_at,
            closes_at=consultation.closes_at,
            extended_from=consultation.extended_from,
            takes=consultation.how_long,
            afterwards=consultation.afterwards,
            outcome=reverse("principles:you-said") if consultation.closes_at <= at and _is_decided() else "",
        )
        for consultation in Consultation.objects.published()
    ]


def _is_decided():
    """Whether there is a decision to read."""
    return Comment.objects.considered().exists()


def edition(at):
    """The consultation's stamp rises whenever what it shows changes, its principles among that."""
    return Consultation.objects.published().order_by().annotate(part=Value("principles")).values_list("part", "pk", "stamp")


def in_short():
    """The principles by their titles."""
    principles = list(Principle.objects.public().select_related("consultation"))
    if not principles:
        return []
    consultation = principles[0].consultation
    points = tuple((each.title, each.get_absolute_url()) for each in principles)
    return [InShort(consultation.title, consultation.get_absolute_url(), points)]


def public(at):
    """The principles, each with its wordings, and what was said and done."""
    principles = list(Principle.objects.public().select_related("latest").defer("latest__content"))
    if not principles:
        return []
    pages = [Public(reverse("principles:principles")), Public(reverse("principles:you-said"))]
    for each in principles:
        history = reverse("principles:history", args=[each.number])
        pages += [Public(each.get_absolute_url()), Public(history, each.latest.took_effect_at)]
    return pages


def _shown():
    """How many comments are shown, as what they are on keeps it."""
    sums = (rows.aggregate(sum=Sum("comments_shown"))["sum"] for rows in [Principle.objects.public(), Consultation.objects])
    return sum(each or 0 for each in sums)


def _says(count):
    return ngettext("comment on the principles", "comments on the principles", count)


SO_FAR = {"principles.comments": SoFar("Comments on the principles", _shown, _says)}
