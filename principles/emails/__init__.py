"""The words of the e-mails about the principles (principles/promises.py says when). They carry nothing that the public typed."""

from principles.emails import authors, complaints, decisions, watchers

LETTERS = authors.LETTERS | decisions.LETTERS | watchers.LETTERS | complaints.LETTERS
