"""What the list of submissions can be narrowed to."""

from django.db.models import Exists, OuterRef

from evidence.models import Document, Publication, RespondentType, Status
from keepitlocal.officers.filters import ChoiceFilter


class StatusFilter(ChoiceFilter):
    title, parameter_name = "status", "status"

    def lookups(self, request, desk):
        return [(status.value, status.label) for status in Status if status != Status.DRAFT]

    def queryset(self, request, rows):
        return rows.filter(status=self.value()) if self.value() else rows


class TypeFilter(ChoiceFilter):
    """By its code: several calls may offer the same type, each in its own row."""

    title, parameter_name = "type of respondent", "type"

    def lookups(self, request, desk):
        return dict(RespondentType.objects.order_by("position", "-pk").values_list("code", "label")).items()

    def queryset(self, request, rows):
        return rows.filter(respondent_type__code=self.value()) if self.value() else rows


class PublicationFilter(ChoiceFilter):
    """By what was agreed to, in whichever words."""

    title, parameter_name = "publication", "publication"

    def lookups(self, request, desk):
        return Publication.choices

    def queryset(self, request, rows):
        return rows.filter(publication__code=self.value()) if self.value() else rows


class DocumentsFilter(ChoiceFilter):
    title, parameter_name = "documents", "documents"

    def lookups(self, request, desk):
        return [("yes", "With documents"), ("no", "Without documents"), ("look", "With documents to look at")]

    def queryset(self, request, rows):
        if self.value() == "look":
            return rows.filter(Exists(Document.objects.to_look_at().filter(submission=OuterRef("pk"))))
        narrowed = {"yes": {"sent_documents__gt": 0}, "no": {"sent_documents": 0}}
        return rows.filter(**narrowed.get(self.value(), {}))


class AssignedFilter(ChoiceFilter):
    title, parameter_name = "assigned to", "assigned"

    def lookups(self, request, desk):
        return [("me", "Me"), ("nobody", "Nobody"), ("anybody", "Anybody")]

    def queryset(self, request, rows):
        narrowed = {
            "me": {"assigned_to": request.user},
            "nobody": {"assigned_to": None},
            "anybody": {"assigned_to__isnull": False},
        }
        return rows.filter(**narrowed.get(self.value(), {}))


class ReadFilter(ChoiceFilter):
    """By what whoever asks has read."""

    title, parameter_name = "what you have read", "read"

    def lookups(self, request, desk):
        return [("no", "Unread"), ("changed", "Changed since you read it"), ("yes", "Read")]

    def queryset(self, request, rows):
        narrowed = {"no": rows.unread_by, "changed": rows.changed_for, "yes": rows.read_by}
        return narrowed[self.value()](request.user) if self.value() else rows


class FlaggedFilter(ChoiceFilter):
    title, parameter_name = "your flag", "flagged"

    def lookups(self, request, desk):
        return [("yes", "Flagged for later")]

    def queryset(self, request, rows):
        return rows.flagged_by(request.user) if self.value() else rows
