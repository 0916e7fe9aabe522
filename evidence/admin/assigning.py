"""Assigning many submissions from the list: to whom is asked on a page, which says beforehand who gets how many."""

from django import forms
from django.contrib import admin, messages
from django.template.response import TemplateResponse

from evidence import assigning
from evidence.models import reviewing

AT_ONCE = 500  # submissions: each is given in a transaction of its own, while somebody waits for the page


class Officers(forms.ModelMultipleChoiceField):
    """Officers, each with what they have in hand."""

    def label_from_instance(self, officer):
        return f"{officer} ({self.in_hand.get(officer.pk, 0):,} in hand)"


class AssigningForm(forms.Form):
    to = Officers(
        reviewing.reviewers(),
        label="Who gets them",
        widget=forms.CheckboxSelectMultiple,
        help_text="Of several, whoever has fewest in hand comes first, until all have the same.",
        error_messages={"required": "Choose at least one officer"},
    )
    anew = forms.BooleanField(label="Also those that somebody has already", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["to"].in_hand = assigning.in_hand(reviewing.reviewers())


class Assigning(admin.ModelAdmin):
    """A desk whose rows can be given out."""

    @admin.action(description="Assign…", permissions=["review"])
    def assign_many(self, request, rows):
        """Ask to whom; show who gets how many; give. Nothing is given that was not shown so."""
        chosen = list(rows.select_related(None).order_by("pk")[: AT_ONCE + 1])
        form = AssigningForm(request.POST if "asked" in request.POST else None)
        said = {"rows": chosen[:AT_ONCE], "is_cut": len(chosen) > AT_ONCE, "form": form}
        if form.is_valid():
            said |= _planned(said["rows"], form.cleaned_data)
            if said["plan"] and request.POST.get("give") == said["plan"]:
                self._give(request, said["spread"])
                return None
            said["is_changed"] = "give" in request.POST
        said |= {"title": "Assign submissions", "opts": self.opts}
        return TemplateResponse(request, "evidence/desk_assign.html", self.admin_site.each_context(request) | said)

    def _give(self, request, spread):
        given, refused = assigning.give(spread, by=request.user, at=request.at)
        if given:
            self.message_user(request, f"{given:,} assigned: {_told(spread)}.", messages.SUCCESS)
        for why, count in refused.items():
            self.message_user(request, f"{count:,} could not be assigned: {why}", messages.WARNING)


def _planned(rows, chosen):
    """What would be given to whom, what is left as it is and why; and the plan in a few characters, to know it again."""
    standing = [row for row in rows if row.can("assign")]
    free = [row for row in standing if chosen["anew"] or not row.assigned_to_id]
    spread = assigning.shares(free, list(chosen["to"])) if free else []
    left = {"withdrawn or erased": len(rows) - len(standing), "somebody has them already": len(standing) - len(free)}
    return {
        "spread": spread,
        "left": {why: count for why, count in left.items() if count},
        "plan": " ".join(f"{share.officer.pk}:{','.join(str(row.pk) for row in share.gets)}" for share in spread),
    }


def _told(spread):
    return ", ".join(f"{len(share.gets):,} to {share.officer}" for share in spread if share.gets)
