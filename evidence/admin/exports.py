"""Exporting submissions and documents at the desk."""

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from evidence.exports.archive import Archive
from evidence.exports.documents import as_word
from evidence.exports.objects import as_json
from evidence.exports.selection import Selection
from evidence.exports.table import lines
from evidence.models import Call
from keepitlocal.audit.models import record
from keepitlocal.exporting import Rules, attached
from keepitlocal.officers import exporting
from keepitlocal.sheets import as_xlsx
from keepitlocal.tables import as_csv


class Format(models.TextChoices):
    CSV = "csv", "Submissions as CSV"
    XLSX = "xlsx", "Submissions as an Excel file (XLSX)"
    JSON = "json", "Submissions as JSON"
    RESPONDENTS = "by respondent", "A Word document, by respondent"
    QUESTIONS = "by question", "A Word document, by question"
    TAGS = "by tag", "A Word document, by tag"
    ZIP = "zip", "Documents as a ZIP archive, with a list of them"


class ExportForm(exporting.ExportForm):
    personal_is = "Names, organisations, roles, areas and e-mail addresses"
    field_order = ["call", "format", "confidential", "personal", "unscanned"]

    call = forms.ModelChoiceField(Call.objects.order_by("-closes_at"), empty_label=None)
    format = forms.ChoiceField(
        choices=Format, help_text="Word takes its time over more than a few hundred submissions: narrow the list first."
    )
    confidential = forms.BooleanField(
        label="Confidential evidence too",
        required=False,
        help_text="What may not be published. The file’s name and first line will say so.",
    )
    unscanned = forms.BooleanField(
        label="Unscanned documents too",
        required=False,
        help_text="No scanner has been set up here. Open them with care, on a computer that has one.",
    )

    def __init__(self, *args, narrowed, **kwargs):
        super().__init__(*args, narrowed=narrowed, **kwargs)
        if narrowed:
            field = self.fields["call"]
            field.queryset = field.queryset.filter(Exists(narrowed.rows.order_by().filter(call=OuterRef("pk"))))
        if settings.SCANNER:
            del self.fields["unscanned"]


class Exporting(exporting.Exporting):
    export_form = ExportForm
    change_list_template = "evidence/desk_submission_list.html"

    def exported(self, **chosen):
        return sent(**chosen)


def sent(*, call, format, confidential, personal=False, unscanned=False, narrowed, by, at):
    """The file, and a line of the record that says what it holds and how much, written before the first of it leaves."""
    told = narrowed.told if narrowed else []
    rules = Rules(confidential=confidential, personal=personal and format != Format.ZIP)
    selection = Selection(call, rules, narrowed.rows if narrowed else None, tuple(told))
    chosen = {"format": format, "confidential": confidential} | ({"narrowed": told} if narrowed else {})
    if format == Format.ZIP:
        return _documents(selection, unscanned, chosen, by=by, at=at)
    count = selection.revisions().count()
    record("submissions were exported", call, at=at, by=by, count=count, personal=rules.personal, **chosen)
    pieces, kind = _made(selection, format, at)
    return attached(pieces, f"{call.slug}-submissions{rules.in_name}", kind=kind, at=at)


def _made(selection, format, at):
    """The pieces of the file, and its kind."""
    if format == Format.CSV:
        return as_csv(lines(selection)), "csv"
    if format == Format.XLSX:
        return as_xlsx(lines(selection)), "xlsx"
    if format == Format.JSON:
        return as_json(selection, at=at), "json"
    return as_word(selection, format, at=at), "docx"


def _documents(selection, unscanned, chosen, *, by, at):
    archive = Archive(selection, unscanned=unscanned)
    record("documents were exported", selection.call, at=at, by=by, count=len(archive), **chosen)
    if unscanned:
        record("documents that were not scanned were exported", selection.call, at=at, by=by)
    return attached(archive.pieces(), f"{selection.call.slug}-documents{selection.rules.in_name}", kind="zip", at=at)
