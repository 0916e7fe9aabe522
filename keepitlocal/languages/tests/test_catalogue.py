"""The portal's own words in Welsh: every one that is marked is there, and says what it should."""

import pytest

from keepitlocal.languages.tests.catalogue import compiled, held, in_code, in_template, marked, written

WORDS, HAS_GUESSES = written()
HEADER = ""


def test_every_marked_word_is_in_the_catalogue_and_no_other():
    """After a change to what is marked: make words."""
    assert marked() ^ (set(WORDS) - {HEADER}) == set()


def test_every_word_has_its_welsh():
    missing = [word for word, (_, welsh) in WORDS.items() if not all(welsh)]

    assert missing == [], f"{len(missing)} of {len(WORDS)} words have no Welsh."


def test_nothing_in_the_catalogue_is_a_guess():
    assert not HAS_GUESSES


def test_what_is_put_into_a_word_is_put_into_its_welsh_and_nothing_else():
    """One of several forms may leave the number out."""
    wrong = {
        word: text
        for word, (english, welsh) in WORDS.items()
        for text in welsh
        if text and not set.intersection(*map(held, english)) <= held(text) <= set.union(*map(held, english))
    }

    assert wrong == {}


def test_markup_in_a_word_is_in_its_welsh():
    wrong = {
        word: text
        for word, (english, welsh) in WORDS.items()
        for text in welsh
        if text and sorted(filter(None, text.split("<")[1:])) and text.count("<") != english[0].count("<")
    }

    assert wrong == {}


def test_the_compiled_catalogue_says_what_the_written_one_does():
    """After a change to it: make words."""
    said = {word: welsh for word, (_, welsh) in WORDS.items() if all(welsh)}

    assert {word: welsh for word, welsh in compiled().items() if word != HEADER} == {
        word: welsh for word, welsh in said.items() if word != HEADER
    }


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('gettext("One")', ["One"]),
        ('x = _("One")', ["One"]),
        ('translation.gettext_lazy("One %(a)s") % {}', ["One %(a)s"]),
        ('ngettext("%d one", "%d ones", 3)', ["%d one"]),
        ('pgettext("a month", "May")', ["a month\x04May"]),
        ('npgettext("a month", "May", "Mays", 2)', ["a month\x04May"]),
        ('get_text("One"); gettext(word)', []),
    ],
)
def test_a_word_that_code_marks_is_found(code, words):
    assert list(in_code(code)) == words


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('{% translate "One" %}', ["One"]),
        ("{% translate 'It is 5%' as said %}", ["It is 5%%"]),
        ('{% translate "May" context "a month" %}', ["a month\x04May"]),
        ("{% blocktranslate trimmed with a=b %}\n  One\n  {{ a }}\n{% endblocktranslate %}", ["One %(a)s"]),
        ("{% blocktranslate count n=m %}{{ n }} one{% plural %}{{ n }} ones{% endblocktranslate %}", ["%(n)s one"]),
        ("{{ _('One') }}", ["One"]),
        ("One", []),
    ],
)
def test_a_word_that_a_template_marks_is_found(template, words):
    assert list(in_template(template)) == words
