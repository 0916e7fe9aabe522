"""Officers' texts on pages in Welsh."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from keepitlocal.languages import words
from keepitlocal.languages.tests.makers import WELSH, make_translation
from keepitlocal.templatetags.languages import content, content_alone, lang_of
from keepitlocal.templatetags.paragraphs import paragraphs
from keepitlocal.templatetags.prose import prose

pytestmark = pytest.mark.django_db


@pytest.fixture
def welsh():
    with translation.override(WELSH):
        yield


def queries(do):
    with CaptureQueriesContext(
        connection,
    ) as made:
        do()
    return len(made)


@pytest.fixture
def translated():
    make_translation("Keep it & local", "Cadw'n <lleol>")


def test_a_text_that_is_translated_is_shown_so_and_bare(welsh, translated):
    assert content("Keep it & local") == content_alone("Keep it & local") == "Cadw'n <lleol>"


def test_what_a_translation_says_is_text_and_never_markup(welsh, translated):
    said = Template("{{ text|content }}").render(Context({"text": "Keep it & local"}))

    assert said == "Cadw&#x27;n &lt;lleol&gt;"


def test_a_text_without_a_translation_is_marked_as_english(welsh):
    assert content("Keep it & local") == '<span lang="en">Keep it &amp; local</span>'


def test_where_no_element_can_stand_it_is_bare(welsh):
    assert content_alone("Keep it & local") == "Keep it & local"


def test_an_element_that_has_it_in_an_attribute_says_which_language_that_is_in(welsh, translated):
    assert [lang_of(text) for text in ["One", "Keep it & local", ""]] == [' lang="en"', "", ""]


def test_paragraphs_without_a_translation_are_marked_as_english(welsh):
    assert paragraphs("One") == '<div lang="en"><p class="govuk-body">One</p></div>'


def test_paragraphs_that_are_translated_are_not_marked(welsh):
    make_translation("One\n\nTwo", "Un\n\nDau")

    assert paragraphs("One\r\n\r\nTwo\r\n") == '<p class="govuk-body">Un</p>\n<p class="govuk-body">Dau</p>'


def test_where_a_text_breaks_its_lines_changes_nothing(welsh):
    make_translation("One and\ntwo", "Un a dau")

    assert content_alone("One\nand two") == "Un a dau"


def test_a_text_whose_paragraphs_are_all_translated_is_translated(welsh):
    make_translation("One", "Un")
    make_translation("Two", "Dau")

    assert content("One\n\nTwo") == "Un\n\nDau"


def test_a_text_of_which_one_paragraph_is_not_translated_is_english_as_a_whole(welsh):
    make_translation("One", "Un")

    assert content("One\n\nTwo") == '<span lang="en">One\n\nTwo</span>'


def test_a_sentence_that_is_shown_without_its_stop_is_translated(welsh):
    make_translation("It takes ten minutes.", "Mae'n cymryd deg munud.")

    assert content("It takes ten minutes") == "Mae'n cymryd deg munud"


def test_markdown_is_translated_as_it_was_written(welsh):
    make_translation("*One*", "*Un*")

    assert prose("*One*") == '<p class="govuk-body"><em>Un</em></p>\n'


def test_markdown_without_a_translation_is_marked_as_english(welsh):
    assert prose("*One*") == '<div lang="en"><p class="govuk-body"><em>One</em></p>\n</div>'


@pytest.mark.parametrize("mark", [content, content_alone, paragraphs, prose])
def test_nothing_is_nothing(welsh, mark):
    assert mark("") == ""


def test_what_is_marked_already_is_not_marked_again(welsh, translated):
    assert content(content("One")) == '<span lang="en">One</span>'
    assert content(content_alone("Keep it & local")) == "Cadw'n <lleol>"


def test_a_text_that_was_corrected_is_english_again(welsh):
    make_translation("Keep it local", "Cadw'n lleol")

    assert content("Keep it more local") == '<span lang="en">Keep it more local</span>'


def test_a_translation_that_is_taken_away_leaves_the_text(welsh, translated):
    make_translation("Keep it & local", "")

    assert content_alone("Keep it & local") == "Keep it & local"


def test_english_pages_ask_and_look_up_nothing(translated):
    assert queries(lambda: content("Keep it & local")) == 0
    assert content("Keep it & local") == "Keep it & local"


def test_a_welsh_page_asks_once_however_many_texts_it_has(welsh, translated):
    content("The catalogue is read")

    with words.asked_once():
        assert queries(lambda: [content(str(each)) for each in range(20)]) == 1


def test_each_page_has_the_words_there_are_when_it_is_asked_for(welsh, translated):
    with words.asked_once():
        content("Keep it & local")
    make_translation("Keep it & local", "Cadwch")

    with words.asked_once():
        assert content("Keep it & local") == "Cadwch"


def test_within_a_page_the_words_do_not_change(welsh, translated):
    with words.asked_once():
        content("Keep it & local")
        make_translation("Keep it & local", "Cadwch")

        assert content("Keep it & local") == "Cadw'n <lleol>"


def test_an_edition_never_comes_again(welsh):
    editions = set()
    for said in ["Un", "Dau", "Un", ""]:
        make_translation("One", said)
        editions.add(words.edition())

    assert len(editions) == 4


def test_english_is_one_edition(translated):
    before = words.edition()
    make_translation("One", "Un")

    assert words.edition() == before
