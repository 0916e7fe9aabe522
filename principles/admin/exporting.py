"""Exporting comments at the desk."""

from django import forms

from keepitlocal.audit.models import record
from keepitlocal.exporting import Rules, attached
from keepitlocal.officers import exporting
from principles.exports import Selection
from principles.models import Consultation


class ExportForm(exporting.ExportForm):
    personal_is = "Names, organisations, roles and e-mail addresses"
    field_order = ["format", "unpublished", "personal"]

    unpublished = forms.BooleanField(
        label="Comments that are not published too",
        required=False,
        help_text="What waits for a moderator, was rejected or is hidden: see the column “status”. The file’s name says so, too.",
    )


class Exporting(exporting.Exporting):
    export_form = ExportForm

    def said_of(self, narrowed):
        return {"published": Selection(listed=narrowed.rows).comments().count()}

    def exported(self, *, format, unpublished, personal=False, narrowed, by, at):
        selection = Selection(Rules(personal=personal), unpublished, narrowed.rows if narrowed else None)
        chosen = {"format": format, "unpublished": unpublished, "personal": personal}
        chosen |= {"narrowed": narrowed.told} if narrowed else {}
        consultation = Consultation.objects.get()
        record("comments were exported", consultation, at=at, by=by, count=selection.comments().count(), **chosen)
        name = f"{consultation.slug}-comments{'-with-unpublished' if unpublished else ''}{selection.rules.in_name}"
        return attached(exporting.MADE[format](selection.lines()), name, kind=format, at=at)
