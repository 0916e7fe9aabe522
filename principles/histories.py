"""The wordings that a principle has had, and what changed between any two of them, as a page that is kept in the process."""

from django.db.models import Prefetch, Sum
from django.urls import reverse

from keepitlocal import pages
from principles.models import Comment, Wording
from principles.wordings.comparing import Sort, compared, compared_titles

LED = Prefetch("led_by", Comment.objects.order_by("pk"))


def lines(principle):
    """All that the page of a principle's wordings depends on: of each its number and key, by whom, and what led to it.

    Which comments led to a wording never changes, and a comment's stamp only rises: so one sum tells of all.
    """
    found = principle.wordings.annotate(stamps=Sum("led_by__stamp")).order_by("number")
    return tuple(found.values_list("number", "pk", "published_by__name", "stamps"))


@pages.kept
def page(number, lines, two):
    """The page; `two` are the numbers of the wordings to compare, or None."""
    found = Wording.objects.filter(pk__in=[pk for _, pk, *_ in lines]).select_related("principle", "published_by")
    wordings = list(found.prefetch_related(LED).order_by("-number"))
    return pages.make(
        "principles/history.html",
        path=reverse("principles:history", args=[number]),
        number=number,
        wordings=wordings,
        comparison=comparison(*(each for chosen in two for each in wordings if each.number == chosen)) if two else None,
    )


def comparison(before, after):
    """What changed from one wording to another, for `templates/principles/_compared.html`."""
    return {"before": before, "after": after} | changes(before.says, after.says)


def changes(before, after):
    """The same of any two contents."""
    title, paragraphs = compared_titles(before, after), compared(before, after)
    return {
        "heading": title,
        "paragraphs": paragraphs,
        "differs": any(pair.sort != Sort.KEPT for pair in [title, *paragraphs]),
    }


def forget():
    page.forget()
