"""What became of the words that a comment is about: every comment says so after a change of wording, and none is dropped."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from principles.wordings.quoting import as_in, found

__all__ = ["About", "Standing", "as_in", "found", "old_words", "standing"]


class Standing(models.TextChoices):
    STANDS = "stands", _("Still stands")
    CHANGED = "changed", _("Its words have changed")
    GONE = "gone", _("Its paragraph is gone")


@dataclass(frozen=True)
class About:
    """A paragraph, by its id, or the whole principle (None); and the words of it that are meant, where some are."""

    paragraph: int | None = None
    quote: str = ""


def standing(about, then, now):
    """What became, in the content that there is now, of what was said about the content that there was then.

    White space aside. A paragraph is the same wherever it stands, and a quote stands while its paragraph holds it.
    """
    if about.paragraph is None:
        return Standing.STANDS if now.has_same_words(then) else Standing.CHANGED
    paragraph = now.paragraph(about.paragraph)
    if paragraph is None:
        return Standing.GONE
    was, said, quote = _tidy(then.paragraph(about.paragraph).text), _tidy(paragraph.text), _tidy(about.quote)
    # Words that the paragraph did not have are those of a translation: they stand while all of what was translated does.
    meant = quote if quote and quote in was else was
    return Standing.STANDS if meant == said or (meant == quote and meant in said) else Standing.CHANGED


def old_words(about, then):
    """The words that it was about: its quote, or all of its paragraph, or all of the principle."""
    if about.quote:
        return about.quote
    return then.text if about.paragraph is None else then.paragraph(about.paragraph).text


def _tidy(text):
    return " ".join(text.split())
