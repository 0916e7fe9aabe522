"""E-mails we have promised."""
