"""News of the campaign: short posts by officers, a feed of them, and e-mails to those who asked."""
