"""What the list of responses can be narrowed to."""

from functools import cached_property

from keepitlocal.officers.filters import ChoiceFilter
from survey import audiences
from survey.models import Version

SURVEY = "survey__id__exact"  # Django's own name for the filter by survey


class VersionsFilter(ChoiceFilter):
    """By something of the versions that were published: those of the survey that the list is narrowed to, or all."""

    def __init__(self, request, *rest):
        self.survey = request.GET.get(SURVEY, "")
        super().__init__(request, *rest)

    @cached_property
    def versions(self):
        published = Version.objects.order_by("survey", "number").defer("content")
        return list(published.filter(survey=self.survey) if self.survey.isdecimal() else published)


class VersionFilter(VersionsFilter):
    title, parameter_name = "version", "version"

    def lookups(self, request, desk):
        return [(str(number), f"Version {number}") for number in sorted({each.number for each in self.versions})]

    def queryset(self, request, rows):
        return rows.filter(version__number=self.value()) if self.value() else rows


class AudienceFilter(VersionsFilter):
    title, parameter_name = "audience", "audience"

    def lookups(self, request, desk):
        return [(name, name.capitalize()) for name in audiences.names(each.pk for each in self.versions)]

    def queryset(self, request, rows):
        return rows.filter(audiences.sent_by(self.value(), [each.pk for each in self.versions])) if self.value() else rows
