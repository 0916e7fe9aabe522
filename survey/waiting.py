"""What waits at the desk of the surveys: what is being written, and can soon not be sent any more."""

import datetime

from django.urls import reverse

from keepitlocal.officers.front import SOON, found
from survey.models import Response, Survey

A_DAY = datetime.timedelta(days=1)  # longer than any grace


def waiting(officer, at):
    """What waits for this officer, of what they may see."""
    if not officer.has_perm("survey.view_response") or not (ending := _ending(at)):
        return []
    address = reverse("admin:survey_survey_results", args=[ending[0].pk])
    return found(
        Response.objects.unsent().filter(survey__in=ending),
        f"draft of answers to a survey closes within {SOON.days} days",
        f"drafts of answers to a survey close within {SOON.days} days",
        address if len(ending) == 1 else reverse("admin:survey_survey_changelist"),
    )


def _ending(at):
    """Surveys that close soon, or did, and still take what was begun before."""
    lately = Survey.objects.published().filter(opens_at__lte=at, closes_at__gt=at - A_DAY, closes_at__lte=at + SOON)
    return [each for each in lately.defer("draft", "loaded") if at < each.grace_ends_at]
