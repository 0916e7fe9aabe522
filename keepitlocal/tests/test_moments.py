import datetime

import pytest
from django.utils import translation

from keepitlocal.templatetags.moments import deadline, moment
from keepitlocal.templatetags.paragraphs import paragraphs


def at(*when):
    return datetime.datetime(*when, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (at(2018, 7, 27, 22, 59), "11:59pm on Friday 27 July 2018"),
        (at(2018, 7, 27, 16), "5pm on Friday 27 July 2018"),
        (at(2018, 12, 27, 17, 5), "5:05pm on Thursday 27 December 2018"),
        (at(2018, 12, 27, 0), "midnight on Thursday 27 December 2018"),
        (at(2018, 7, 27, 11), "midday on Friday 27 July 2018"),
        (at(2018, 12, 27, 0, 30), "12:30am on Thursday 27 December 2018"),
    ],
)
def test_a_moment_reads_as_people_keep_time(value, words):
    assert moment(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (at(2018, 7, 27, 23), "11:59pm (UK time) on Friday 27 July 2018"),
        (at(2018, 12, 28), "11:59pm (UK time) on Thursday 27 December 2018"),
        (at(2018, 7, 27, 16), "5pm (UK time) on Friday 27 July 2018"),
        (at(2018, 7, 27, 23, 15), "12:15am (UK time) on Saturday 28 July 2018"),
    ],
    ids=["summer midnight", "winter midnight", "an hour", "the end of a grace"],
)
def test_a_deadline_at_midnight_is_the_last_minute_of_its_day(value, words):
    assert deadline(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (at(2018, 7, 27, 23), "11:59pm (amser y DU) ddydd Gwener 27 Gorffennaf 2018"),
        (at(2018, 12, 27, 12), "hanner dydd (amser y DU) ddydd Iau 27 Rhagfyr 2018"),
    ],
)
def test_a_deadline_in_welsh(value, words):
    with translation.override("cy"):
        assert deadline(value) == words


def test_a_moment_in_welsh():
    with translation.override("cy"):
        assert moment(at(2018, 12, 27, 0)) == "hanner nos ddydd Iau 27 Rhagfyr 2018"


def test_paragraphs_are_escaped_and_single_line_ends_are_spaces():
    said = paragraphs("One\nline & <b>more</b>.\n\n\n  Two.  \n")

    assert said == '<p class="govuk-body">One line &amp; &lt;b&gt;more&lt;/b&gt;.</p>\n<p class="govuk-body">Two.</p>'
