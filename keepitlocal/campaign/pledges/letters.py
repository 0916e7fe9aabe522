"""The words of the e-mails about pledges. They carry nothing that anybody typed who pledged."""

from django.urls import reverse

from keepitlocal import confirming
from keepitlocal.campaign.pledges import links, promises
from keepitlocal.campaign.pledges.models import Complaint, Pledge, Status, Words
from keepitlocal.complaints import letters as complaints
from keepitlocal.complaints import promises as complained
from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write

NAME = "pledges"  # as what a pledge is confirmed; in people's mail: it does not change


def confirm(message):
    """The button by which an address is confirmed; nothing once that is done, or it is too late."""
    pledge = message.thing()
    if not pledge or pledge.status != Status.UNCONFIRMED:
        return None
    said = {"link": confirming.address(NAME, pledge.pk), "until": pledge.kept_until}
    return write("pledges/email_confirm.txt", "Confirm your address, so that your pledge counts", said)


def _letter(template, subject, holds):
    """What writes an e-mail about a pledge for as long as it `holds`, which is a function of (pledge)."""

    def letter(message):
        pledge = Pledge.objects.filter(pk=message.about.partition("/")[2]).first()
        if not pledge or not holds(pledge):
            return None
        said = {
            "pledge": pledge,
            "is_change": message.revision > 1,
            "link": links.address(pledge),
            "desk_address": reverse("admin:pledges_pledge_change", args=[pledge.pk]),
        }
        return write(f"pledges/{template}", f"{subject}: {pledge.reference}", said)

    return letter


def _stands(pledge):
    return pledge.status in {Status.CONFIRMED, Status.HIDDEN}


def _is(status):
    return lambda pledge: pledge.status == status


def _was_refused(pledge):
    return _stands(pledge) and pledge.words_status == Words.REFUSED


LETTERS = {
    promises.CONFIRM: confirm,
    promises.RECEIPT: _letter("email_receipt.txt", "We have your pledge", _stands),
    promises.NOTICE: for_those_told(promises.TOPIC, _letter("email_notice.txt", "A pledge of support", _stands)),
    promises.REFUSED: _letter("email_refused.txt", "What you wrote with your pledge is not shown", _was_refused),
    promises.HIDDEN: _letter("email_hidden.txt", "Your pledge is not shown for now", _is(Status.HIDDEN)),
    promises.RESTORED: _letter("email_restored.txt", "Your pledge counts again", _is(Status.CONFIRMED)),
    promises.WITHDRAWN: _letter("email_withdrawn.txt", "Your pledge is taken back", _is(Status.WITHDRAWN)),
    **complaints.letters(Complaint),
}
NAMES = {
    promises.CONFIRM: "Confirming an address before a pledge counts",
    promises.RECEIPT: "Acknowledgement of a pledge",
    promises.NOTICE: "Notice of a pledge, to the team",
    promises.REFUSED: "The words of a pledge were refused",
    promises.HIDDEN: "A pledge was hidden",
    promises.RESTORED: "A pledge counts again",
    promises.WITHDRAWN: "A pledge was taken back",
    complained.kind(Complaint, complained.RECEIVED): "Acknowledgement of a complaint about a pledge",
    complained.kind(Complaint, complained.NOTICE): "Notice of a complaint about a pledge, to leads",
    complained.kind(Complaint, complained.DECIDED): "What was decided about a complaint about a pledge",
}
