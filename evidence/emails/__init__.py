"""The words of the e-mails about evidence (evidence/promises.py says when). They carry none of its text."""

from evidence.emails import sent, writers

LETTERS = sent.LETTERS | writers.LETTERS
