"""What the lists of comments and complaints are narrowed to. Of either, what waits to be decided comes first."""

from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Count, Exists, OuterRef

from keepitlocal.officers.filters import ChoiceFilter
from principles.models import Comment, Complaint, ComplaintStatus, Principle, Status


class WaitingFilter(ChoiceFilter):
    """By status. Where none is chosen, what waits for somebody here; a search looks through everything."""

    title, parameter_name = "status", "status"
    waiting = ""

    def __init__(self, request, *args):
        super().__init__(request, *args)
        self.is_search = bool(request.GET.get(SEARCH_VAR))

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": self.waiting}, *others]

    def queryset(self, request, rows):
        if self.value() in {None, "all"}:
            return rows if self.value() or self.is_search else self.those_waiting(rows)
        return rows.filter(status=self.value())


class StatusFilter(WaitingFilter):
    waiting = "To moderate"

    def lookups(self, request, desk):
        return [*Status.choices, ("all", "All")]

    def those_waiting(self, rows):
        return rows.to_moderate()


class ComplaintStatusFilter(WaitingFilter):
    waiting = ComplaintStatus.OPEN.label

    def lookups(self, request, desk):
        return [*((each.value, each.label) for each in ComplaintStatus if each != ComplaintStatus.OPEN), ("all", "All")]

    def those_waiting(self, rows):
        return rows.open()


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
