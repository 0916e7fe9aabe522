"""What the officers' part, and the parts of the portal that have none of their own, offer the portal."""

from keepitlocal import pace
from keepitlocal.officers import digests, failures, forgotten, groups, invitations, lockout
from keepitlocal.outbox import queue
from keepitlocal.outbox import waiting as emails
from keepitlocal.parts import Topic

PERMISSIONS = {
    groups.OFFICERS: ["outbox.view_message", "outbox.send_again_message", "audit.view_entry"],
    groups.LEADS: ["officers.view_officer", "officers.add_officer", "officers.change_officer", "audit.export_entry"],
}

waiting = emails.waiting
KEPT = {
    "pace": pace.MINUTE,
    "failures": failures.COOL_OFF,
    "undelivered_addresses": queue.SENT_AGAIN_FOR,
    "stand_ins": queue.DAY,
}

LETTERS = {
    "officers.invitation": invitations.letter,
    forgotten.LINK: forgotten.letter,
    lockout.LOCKOUT: lockout.letter,
    digests.DIGEST: digests.letter,
}
LETTER_NAMES = {
    "officers.invitation": "Invitation to the desk",
    forgotten.LINK: "Link to choose a new password",
    lockout.LOCKOUT: "Notice of a lock-out, to leads",
    digests.DIGEST: "Officer’s digest",
}
TOPICS = {lockout.TOPIC: Topic("Lock-outs at the desk", "officers.change_officer", lambda since, until: [], is_urgent=True)}
