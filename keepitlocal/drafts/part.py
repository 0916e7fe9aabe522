"""What all kinds of drafts have in common, and offer the portal (see keepitlocal/parts.py)."""

from keepitlocal.drafts import mail

LETTERS = mail.LETTERS
