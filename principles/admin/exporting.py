"""Exporting comments at the desk: chosen on a page of their own, and each export on the record."""

from django import forms
from django.contrib import admin
from django.db import models
from django.template.response import TemplateResponse
from django.urls import path

from keepitlocal.audit.models import record
from keepitlocal.exporting import Rules, attached
from keepitlocal.officers import narrowing
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.sheets import as_xlsx
from keepitlocal.tables import as_csv
from principles.exports import Selection
from principles.models import Consultation


class Format(models.TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel file (XLSX)"


MADE = {Format.CSV: as_csv, Format.XLSX: as_xlsx}


class ExportForm(forms.Form):
    format = forms.ChoiceField(choices=Format)
    unpublished = forms.BooleanField(
        label="Comments that are not published too",
        required=False,
        help_text="What waits for a moderator, was rejected or is hidden: see the column “status”. The file’s name says so, too.",
    )
    personal = forms.BooleanField(
        label="Personal data too",
        required=False,
        help_text="Names, organisations, roles and e-mail addresses. The file’s name and first line will say so.",
    )

    def __init__(self, *args, may_have_personal, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_have_personal:
            del self.fields["personal"]


class Exporting(admin.ModelAdmin):
    """The list of comments, which can be exported by those who may."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.export_view)
        return [path("export/", page, name="principles_comment_export"), *super().get_urls()]

    def export_view(self, request):
        """Choose what to export; or get it. Trying to without being allowed goes on the record."""
        refuse_unless(request.user.has_perm("principles.export_comment"), request, "an export")
        narrowed = narrowing.asked(self, request)
        may = request.user.has_perm("principles.export_personal_comment")
        form = ExportForm(request.POST or None, may_have_personal=may)
        if form.is_valid():
            return sent(**form.cleaned_data, narrowed=narrowed, by=request.user, at=request.at)
        said = {"opts": self.opts, "title": "Export comments", "form": form, "narrowed": narrowed}
        if narrowed:
            said["published"] = Selection(listed=narrowed.rows).comments().count()
        return TemplateResponse(request, "principles/desk_export.html", self.admin_site.each_context(request) | said)


def sent(*, format, unpublished, personal=False, narrowed, by, at):
    """The file, and a line of the record that says what it holds and how much, written before the first of it leaves."""
    selection = Selection(Rules(personal=personal), unpublished, narrowed.rows if narrowed else None)
    chosen = {"format": format, "unpublished": unpublished, "personal": personal}
    chosen |= {"narrowed": narrowed.told} if narrowed else {}
    consultation = Consultation.objects.get()
    record("comments were exported", consultation, at=at, by=by, count=selection.comments().count(), **chosen)
    name = f"{consultation.slug}-comments{'-with-unpublished' if unpublished else ''}{selection.rules.in_name}"
    return attached(MADE[format](selection.lines()), name, kind=format, at=at)
