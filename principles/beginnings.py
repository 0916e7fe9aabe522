"""The first words of what a principle says, in the language of the page: all of them in one, so that a page can say in which."""

from dataclasses import replace

from django.utils.text import Truncator

from keepitlocal.templatetags.languages import content, content_alone


def beginning(texts, *, words):
    """So many words of the texts, which follow each other: as they were written, where one of them is not translated."""
    said = [content_alone(each) for each in texts]
    if any(map(str.__eq__, said, texts)):
        return content(_first(texts, words))
    return _first(said, words)


def beginning_of(principle, *, words):
    """So many words of what a principle says, a `wordings.Content`."""
    return beginning([each.text for each in principle.paragraphs], words=words)


def described(principle, *, words):
    """The same where no element can stand: in the description that search engines show."""
    return _first([each.text for each in translated(principle).paragraphs], words)


def translated(principle):
    """What a principle says, a `wordings.Content`, as the page shows it."""
    return replace(principle, paragraphs=tuple(replace(each, text=content_alone(each.text)) for each in principle.paragraphs))


def _first(texts, words):
    return Truncator("\n\n".join(texts)).words(words)
