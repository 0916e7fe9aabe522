"""What officers do to a pledge from its page: one small form for each verb, with the permission that it needs."""

from django import forms

from keepitlocal.campaign.pledges.forms import a_place, no_links
from keepitlocal.campaign.pledges.places import LONGEST
from keepitlocal.fields import PlainField
from keepitlocal.officers.verbs import VerbForm
from keepitlocal.plain import one_line

MODERATE, WITHDRAW, ERASE = "pledges.moderate_pledge", "pledges.withdraw_pledge", "pledges.erase_pledge"


def words():
    return PlainField(
        label="In your own words (optional)",
        required=False,
        called="What you write",
        longest=1_000,
        rows=3,
        help_text="Whoever pledged is sent what you write.",
    )


class PledgeForm(VerbForm):
    """What is folded is unfolded first, so that what decides comes before it."""

    may, is_folded = MODERATE, True

    def show_anew(self, pledge):
        """Make it ready to be sent again, beside what the pledge says now."""


class ReadForm(PledgeForm):
    """A verb that names the revision that was read: what was changed since is not decided unread."""

    is_folded = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def show_anew(self, pledge):
        self.data = {**self.data.dict(), "revision": pledge.revision}


class ApproveForm(ReadForm):
    verb, label = "approve", "Approve the words"


class RefuseForm(ReadForm):
    verb, label = "refuse", "Refuse the words"

    words = words()


class HideForm(PledgeForm):
    verb, label = "hide", "Hide it while it is looked into"

    words = words()


class RestoreForm(PledgeForm):
    verb, label = "restore", "Count and show it again"


class PlaceForm(PledgeForm):
    verb, label = "correct_place", "Correct its place"

    name = PlainField(
        label="Village, town or city",
        called="The place",
        longest=LONGEST,
        tidied=one_line,
        widget=forms.TextInput,
        validators=[a_place, no_links],
    )
    every = forms.BooleanField(label="Of all pledges that are said to be from there", required=False)


class WithdrawForm(PledgeForm):
    verb, label, may = "withdraw", "Take it back for whoever made it", WITHDRAW

    sure = forms.BooleanField(
        label="They asked us to. They are told that it is done", error_messages={"required": "Tick this to take it back"}
    )

    def do(self, pledge, *, by, at):
        pledge.withdraw(by=by, at=at)


class EraseForm(PledgeForm):
    verb, label, may = "erase", "Erase it", ERASE

    sure = forms.BooleanField(
        label="Every word of it goes for good, with the name",
        help_text="If they asked for news as well, they are still among those who are e-mailed news: forget them there, too.",
        error_messages={"required": "Tick this to erase it"},
    )

    def do(self, pledge, *, by, at):
        pledge.erase(by=by, at=at)


FORMS = {form.verb: form for form in [ApproveForm, RefuseForm, HideForm, RestoreForm, PlaceForm, WithdrawForm, EraseForm]}


def forms_for(pledge, officer, tried=None):
    """A dict of verb to form, of what this officer can do to it now; and the one that was refused, as it was filled in."""
    known = {"revision": pledge.revision, "name": pledge.place}
    offered = {verb: form(**known) for verb, form in FORMS.items() if pledge.can(verb) and officer.has_perm(form.may)}
    if tried:
        tried.show_anew(pledge)
        offered[tried.verb] = tried
    return offered
