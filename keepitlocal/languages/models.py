"""What officers' texts say in other languages. A translation is of exactly one text, wherever that stands.

When the text is corrected, its translation fits it no more: pages fall back to the text, and the desk shows the
old words beside it.
"""

import re
import secrets
from collections import Counter

from django.conf import settings
from django.db import models, transaction
from django.utils import translation

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.languages.speaking import OTHERS
from keepitlocal.languages.texts import fingerprint, tidied

LONGEST = 20_000  # characters of a translation
LONGEST_WHERE = 200
PLACE = re.compile(r"\{\w+\}")  # what is put in for the reader, such as {reference}
MOVED = "Somebody else has translated it since you opened this page. Look at what it says now."


def named_in(language):
    """What a language is called in English."""
    return translation.get_language_info(language)["name"]


def lost_places(text, words):
    """What is put in for the reader in one of a text and its translation, and not as often in the other: a list."""
    before, after = Counter(PLACE.findall(text)), Counter(PLACE.findall(words))
    return sorted((before - after) + (after - before))


class Edition(models.Model):
    """Which translations into a language there are: another one whenever any of them changes.

    It is a word that never comes again, and no number: after a backup was put back, a process must not take old for new.
    """

    language = models.CharField(max_length=10, primary_key=True)
    word = models.CharField(max_length=32)

    class Meta:
        verbose_name = "words in"

    def __str__(self):
        return named_in(self.language)

    @classmethod
    def change(cls, language):
        """The next edition. Until the transaction ends nobody else changes a translation into that language."""
        return cls.objects.update_or_create(language=language, defaults={"word": secrets.token_hex(8)})[0]


class TranslationQuerySet(models.QuerySet):
    def into(self, language):
        return self.filter(language=language)

    def said(self):
        """Those with words: one that was taken away has none."""
        return self.exclude(words="")

    def of(self, text):
        return self.filter(sha256=fingerprint(text))

    @transaction.atomic
    def put(self, text, words, *, language, where, edits, by, at):
        """Have a text say `words` in a language; with none, it is shown as it was written.

        `edits` is how often its translation had been changed when `by` saw it. Raises AlreadyMoved where that is more by now.
        """
        Edition.change(language)
        row = self.into(language).of(text).first() or self.model(language=language, sha256=fingerprint(text))
        if row.edits != edits:
            raise lifecycle.AlreadyMoved(MOVED)
        row.keep(text, words, where=where, by=by, at=at)
        record("was translated" if row.words else "had its translation taken away", row, at=at, by=by, language=language)
        return row


class Translation(models.Model):
    """A text of officers in another language."""

    language = models.CharField(max_length=10)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    where = models.CharField(max_length=LONGEST_WHERE)  # the place that it was translated for
    edits = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # None: a round's file
    at = models.DateTimeField()

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = "translation"
        verbose_name_plural = "words in Welsh"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("language", "sha256", name="languages_translation_once"),
            models.CheckConstraint(condition=models.Q(language__in=OTHERS), name="languages_translation_language_known"),
        ]
        indexes = [models.Index(fields=["language", "where"], name="languages_translation_where")]

    def __str__(self):
        return f"translation {self.pk}"

    def keep(self, text, words, *, where, by, at):
        """Write its row, in the transaction that changes the edition."""
        self.text, self.words, self.where = tidied(text), tidied(words), where[:LONGEST_WHERE]
        self.by, self.at, self.edits = by, at, self.edits + 1
        self.save()
