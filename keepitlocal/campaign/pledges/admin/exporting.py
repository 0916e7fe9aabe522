"""Exporting pledges at the desk."""

from keepitlocal.audit.models import record
from keepitlocal.campaign.pledges.exports import Selection
from keepitlocal.campaign.pledges.models import Tally
from keepitlocal.exporting import Rules, attached
from keepitlocal.officers import exporting


class ExportForm(exporting.ExportForm):
    personal_is = "Names, organisations and e-mail addresses"


class Exporting(exporting.Exporting):
    export_form = ExportForm

    def exported(self, *, format, personal=False, narrowed, by, at):
        selection = Selection(Rules(personal=personal), narrowed.rows if narrowed else None)
        chosen = {"format": format, "personal": personal} | ({"narrowed": narrowed.told} if narrowed else {})
        tally, _ = Tally.objects.get_or_create(pk=1)
        record("pledges were exported", tally, at=at, by=by, count=selection.pledges().count(), **chosen)
        return attached(exporting.MADE[format](selection.lines()), f"pledges{selection.rules.in_name}", kind=format, at=at)
