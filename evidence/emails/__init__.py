"""The words of the e-mails about evidence (evidence/promises.py says when). They carry none of its text."""

from evidence.emails import asked, officers, sent, writers

LETTERS = sent.LETTERS | writers.LETTERS | officers.LETTERS | asked.LETTERS
