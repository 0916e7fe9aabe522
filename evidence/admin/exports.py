"""Exports at the desk: chosen on a page of their own, and each of them on the record."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import FileResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from evidence.exports import formats
from evidence.exports.archive import Archive
from evidence.exports.table import Selection
from evidence.models import Call
from keepitlocal.audit.models import record
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.tables import as_csv

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Format(models.TextChoices):
    CSV = "csv", "Submissions as CSV"
    XLSX = "xlsx", "Submissions as an Excel file (XLSX)"
    ZIP = "zip", "Documents as a ZIP archive, with a list of them"


class ExportForm(forms.Form):
    call = forms.ModelChoiceField(Call.objects.order_by("-closes_at"), empty_label=None)
    format = forms.ChoiceField(choices=Format)
    confidential = forms.BooleanField(
        label="Confidential evidence too",
        required=False,
        help_text="What may not be published. The file’s name and first line will say so.",
    )
    contacts = forms.BooleanField(
        label="Personal contact data too",
        required=False,
        help_text="E-mail addresses. Names and organisations are always there.",
    )
    unscanned = forms.BooleanField(
        label="Unscanned documents too",
        required=False,
        help_text="No scanner has been set up here. Open them with care, on a computer that has one.",
    )

    def __init__(self, *args, may_have_contacts, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_have_contacts:
            del self.fields["contacts"]
        if settings.SCANNER:
            del self.fields["unscanned"]


class Exporting(admin.ModelAdmin):
    """A desk whose rows can be exported, by those who may."""

    change_list_template = "evidence/desk_submission_list.html"

    def get_urls(self):
        page = self.admin_site.admin_view(self.export_view)
        return [path("export/", page, name="evidence_submission_export"), *super().get_urls()]

    def export_view(self, request):
        """Choose what to export; or get it. Trying to without being allowed goes on the record."""
        refuse_unless(request.user.has_perm("evidence.export_submission"), request, "an export")
        may_have_contacts = request.user.has_perm("evidence.export_contacts_submission")
        form = ExportForm(request.POST or None, may_have_contacts=may_have_contacts)
        if form.is_valid():
            return sent(**form.cleaned_data, by=request.user, at=request.at)
        said = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Export submissions", "form": form}
        return TemplateResponse(request, "evidence/desk_export.html", said)


def sent(*, call, format, confidential, contacts=False, unscanned=False, by, at):
    """The file, and a line of the record that says what it holds and how much, written before the first of it leaves."""
    selection = Selection(call, confidential=confidential, contacts=contacts)
    name = f"{_named(selection, format)}-{timezone.localdate(at)}.{format}"
    if format == Format.ZIP:
        archive = Archive(selection, unscanned=unscanned)
        record("documents were exported", call, at=at, by=by, format=format, count=len(archive), confidential=confidential)
        if unscanned:
            record("documents that were not scanned were exported", call, at=at, by=by)
        return _attached(StreamingHttpResponse(archive.pieces(), content_type="application/zip"), name)
    holds = {"format": format, "count": selection.revisions().count(), "confidential": confidential, "contacts": contacts}
    record("submissions were exported", call, at=at, by=by, **holds)
    if format == Format.XLSX:
        return FileResponse(formats.as_xlsx(selection.lines()), as_attachment=True, filename=name, content_type=XLSX_TYPE)
    return _attached(StreamingHttpResponse(as_csv(selection.lines()), content_type="text/csv; charset=utf-8"), name)


def _named(selection, format):
    what = "documents" if format == Format.ZIP else "submissions"
    warning = "-contains-confidential-evidence" if selection.confidential else ""
    return f"{selection.call.slug}-{what}{warning}"


def _attached(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
