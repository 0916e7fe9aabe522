"""Exporting what a list at the desk shows: chosen on a page of its own, and each export on the record."""

from django import forms
from django.contrib import admin
from django.db import models
from django.template.response import TemplateResponse
from django.urls import path

from keepitlocal.officers import narrowing
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.sheets import as_xlsx
from keepitlocal.tables import as_csv


class Table(models.TextChoices):
    """The formats of a table, whose lines `MADE` makes a file of."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel file (XLSX)"


MADE = {Table.CSV: as_csv, Table.XLSX: as_xlsx}


class ExportForm(forms.Form):
    """What to export. What `personal_is`, in words, comes only for those who may have it, and say so."""

    personal_is = ""

    format = forms.ChoiceField(choices=Table)
    personal = forms.BooleanField(label="Personal data too", required=False)

    def __init__(self, *args, narrowed, may_have_personal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["personal"].help_text = f"{self.personal_is}. The file’s name and first line will say so."
        if not may_have_personal:
            del self.fields["personal"]


class Exporting(admin.ModelAdmin):
    """A list that can be exported by those who may: `export_<model>`, and with personal data `export_personal_<model>`.

    Its template is `<app>/desk_export.html`.
    """

    export_form: type[ExportForm] = ExportForm

    def get_urls(self):
        page = self.admin_site.admin_view(self.export_view)
        return [path("export/", page, name=f"{self.opts.app_label}_{self.opts.model_name}_export"), *super().get_urls()]

    def exported(self, *, format, personal=False, narrowed, by, at, **chosen):
        """The file, and a line of the record that says what it holds and how much, written before the first of it leaves."""
        raise NotImplementedError

    def said_of(self, narrowed):
        """What else the page says of a list that was narrowed."""
        return {}

    def export_view(self, request):
        """Choose what to export; or get it. Trying to without being allowed goes on the record."""
        may = f"{self.opts.app_label}.export_{{}}{self.opts.model_name}"
        refuse_unless(request.user.has_perm(may.format("")), request, "an export")
        narrowed = narrowing.asked(self, request)
        may_have_personal = request.user.has_perm(may.format("personal_"))
        form = self.export_form(request.POST or None, narrowed=narrowed, may_have_personal=may_have_personal)
        if form.is_valid():
            return self.exported(**form.cleaned_data, narrowed=narrowed, by=request.user, at=request.at)
        said = {"opts": self.opts, "title": f"Export {self.opts.verbose_name_plural}", "form": form, "narrowed": narrowed}
        said |= self.said_of(narrowed) if narrowed else {}
        page = f"{self.opts.app_label}/desk_export.html"
        return TemplateResponse(request, page, self.admin_site.each_context(request) | said)
