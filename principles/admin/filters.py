"""What the list of comments is narrowed to. What waits to be decided comes first."""

from django.db.models import Count, Exists, OuterRef

from keepitlocal.officers.filters import ChoiceFilter, WaitingFilter
from principles.models import Comment, Complaint, Principle, Status


class StatusFilter(WaitingFilter):
    waiting = "To moderate"

    def lookups(self, request, desk):
        return [*Status.choices, ("all", "All")]

    def those_waiting(self, rows):
        return rows.to_moderate()


class PrincipleFilter(ChoiceFilter):
    title, parameter_name = "principle", "principle"

    def lookups(self, request, desk):
        numbers = Principle.objects.published().values_list("number", flat=True)
        return [*((str(number), f"Principle {number}") for number in numbers), ("whole", "The principles as a whole")]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        return rows.on(None) if self.value() == "whole" else rows.filter(principle__number=self.value())


class ConsideredFilter(ChoiceFilter):
    title, parameter_name = "considered", "considered"

    def lookups(self, request, desk):
        return [("yes", "Considered"), ("no", "Published, and not considered yet")]

    def queryset(self, request, rows):
        narrowed = {"yes": rows.considered, "no": rows.unconsidered}
        return narrowed[self.value()]() if self.value() else rows


class WriterFilter(ChoiceFilter):
    title, parameter_name = "written by", "by"

    def lookups(self, request, desk):
        return [("officers", "Officers"), ("public", "Everybody else")]

    def queryset(self, request, rows):
        return rows.filter(officer__isnull=self.value() == "public") if self.value() else rows


class AlikeFilter(ChoiceFilter):
    title, parameter_name = "nearly the same", "alike"

    def lookups(self, request, desk):
        return [("several", "Said more than once"), ("once", "Said once")]

    def queryset(self, request, rows):
        said = Comment.objects.received().order_by().values("likeness").alias(times=Count("pk")).filter(times__gt=1)
        narrowed = {"several": rows.filter, "once": rows.exclude}
        return narrowed[self.value()](likeness__in=said) if self.value() else rows


class ComplaintsFilter(ChoiceFilter):
    """For those who see complaints."""

    title, parameter_name = "complaints", "complaints"

    def lookups(self, request, desk):
        return [("open", "Has open complaints")]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        return rows.filter(Exists(Complaint.objects.open().filter(comment=OuterRef("pk"))))
