"""What the list of pledges is narrowed to."""

from keepitlocal.campaign.pledges.models import Place, Status, Words
from keepitlocal.campaign.pledges.models.statuses import STANDING
from keepitlocal.officers.filters import ChoiceFilter

MOST = 500  # places to choose from; the search finds others


class StatusFilter(ChoiceFilter):
    """Where none is chosen, whatever was confirmed and stands."""

    title, parameter_name = "status", "status"

    def lookups(self, request, desk):
        return [*Status.choices, ("all", "All")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "Confirmed, and not taken back"}, *others]

    def queryset(self, request, rows):
        if self.value() == "all":
            return rows
        return rows.filter(status=self.value()) if self.value() else rows.filter(status__in=STANDING)


class ShownFilter(ChoiceFilter):
    title, parameter_name = "listed", "shown"

    def lookups(self, request, desk):
        return [("yes", "In the list of supporters"), ("no", "Not in it")]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        return rows.shown() if self.value() == "yes" else rows.exclude(pk__in=rows.model.objects.shown().values("pk"))


class WordsFilter(ChoiceFilter):
    title, parameter_name = "words", "words"

    def lookups(self, request, desk):
        return [(each.value, each.label) for each in Words]

    def queryset(self, request, rows):
        return rows.filter(words_status=self.value()) if self.value() else rows


class PlaceFilter(ChoiceFilter):
    title, parameter_name = "place", "place"

    def lookups(self, request, desk):
        return list(Place.objects.values_list("key", "name")[:MOST])

    def queryset(self, request, rows):
        return rows.filter(place_key=self.value()) if self.value() else rows
