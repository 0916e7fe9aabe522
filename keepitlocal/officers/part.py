"""What the officers' part, and the parts of the portal that have none of their own, offer the portal."""

from keepitlocal.officers import digests, groups, invitations

PERMISSIONS = {
    groups.OFFICERS: ["outbox.view_message", "outbox.send_again_message", "audit.view_entry"],
    groups.LEADS: ["officers.view_officer", "officers.add_officer", "officers.change_officer"],
}

LETTERS = {"officers.invitation": invitations.letter, digests.DIGEST: digests.letter}
