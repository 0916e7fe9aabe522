"""What all kinds of drafts have in common, and offer the portal (see keepitlocal/parts.py)."""

from keepitlocal.drafts import kinds, mail
from keepitlocal.subscriptions import Subscription

LETTERS, LETTER_NAMES = mail.LETTERS, {mail.LINKS: "Links back to all that somebody began"}
# The news of a draft that each kind's writers get, under the kind's name.
SUBSCRIPTIONS = {
    kind.name: Subscription(rows=kind.writers, template=kind.quiet, about=lambda writer: {"draft": writer.draft})
    for kind in kinds.all_kinds()
}
