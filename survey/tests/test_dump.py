"""A survey written back to its file says what was loaded; so does one that was downloaded at the desk and comes back."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from keepitlocal import rounds
from survey import round
from survey.definition import Malformed, fingerprint, plain, read
from survey.models import Survey
from survey.tests import makers
from survey.tests.definitions import definitions
from survey.tests.makers import asking, the_round
from survey.tests.stored import NOON, WEEK, make_survey

WRITTEN = (Path(settings.ROOT) / "content" / "survey.yaml").read_text()
WORDS = ["title", "summary", "introduction", "reference_prefix", "grace_minutes", "opens_at", "closes_at", "extended_why"]


def unsaved(definition):
    """A survey that asks this, which no database knows."""
    words = {"slug": "it", "title": "It", "summary": "It.", "introduction": "It."}
    return Survey(**words, opens_at=NOON, closes_at=NOON + WEEK, draft=plain(definition))


def again(definition):
    return round.read_definition(round.dumped(unsaved(definition)), "survey.yaml")


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(definition=definitions())
def test_whatever_is_asked_comes_back_as_it_was(definition):
    assert fingerprint(plain(again(definition))) == fingerprint(plain(definition))


def test_the_real_survey_comes_back_as_it_was():
    assert again(the_round()) == the_round()


HARD = [
    "no", "1", "1:30", "2018-07-13", "a, b", "{a: b}", "a: b", "#a", "a\n\nb", "a \nb", "'", '"', "[", "*a", "&a", "a\x85b", "~",
]  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_a_text_is_a_text_wherever_it_stands(text):
    choices = [{"value": "no", "label": text, "asks_for": text}, {"value": "1", "label": text}]
    asked = asking(makers.question("a", "one", choices=choices, text=text, hint=text), makers.question("b", "text", text=text))
    said = plain(asked)
    said["pages"][0] |= {"title": text, "text": text}

    assert again(read(said)) == read(said)


def test_the_real_survey_is_written_in_the_style_of_its_file():
    """Every line is in the file, but for what it leaves to be understood, and what it says once for two questions."""
    file = rounds.parsed(WRITTEN, "survey.yaml").mapping("survey")
    survey = unsaved(the_round())
    for field in ["slug", "title", "summary", "introduction"]:
        setattr(survey, field, file.text(field))
    survey.closes_at = file.moment("closes", ends=True)

    new = set(round.dumped(survey).splitlines()) - {line.split("  #")[0].rstrip() for line in WRITTEN.splitlines()}

    assert new == {
        "  reference_prefix: KIL",
        "  opens: 2026-06-01 13:00",
        "  grace_minutes: 15",
        "            - {value: none, label: None of these}",
        "            - {value: none, label: None}",
        "            - {value: over-1m, label: £1 million or more}",
        "        - name: seen_succeed",
        "          text: Have you seen a large contract succeed?",
    }


def says(survey):
    return {field: getattr(survey, field) for field in WORDS} | {"asks": survey.latest.definition}


@pytest.mark.django_db
def test_the_command_writes_what_the_other_takes(tmp_path):
    (tmp_path / "survey.yaml").write_text(WRITTEN)
    call_command("load_round", str(tmp_path))
    first = says(Survey.objects.get())

    call_command("dump_round", str(tmp_path / "again"))
    Survey.objects.update(slug="another")
    call_command("load_round", str(tmp_path / "again"), as_written=True)

    assert says(Survey.objects.get(slug="landscape")) == first


@pytest.mark.django_db
def test_a_dump_says_the_window_and_the_extension():
    survey = make_survey(closes_at=datetime.datetime(2026, 7, 27, 23, tzinfo=datetime.UTC))
    survey.extend(NOON + datetime.timedelta(days=90), why="It was down: for an hour.", by=None, at=NOON)

    text = rounds.written(round.dump()[0])

    assert '  closes: 2026-08-30 13:00\n  extended_from: 2026-07-27\n  extended_why: "It was down: for an hour."\n' in text


def dumped_definition():
    content, says = round.dump()
    return content and round.read_definition(rounds.written(content), "survey.yaml"), says


OTHERWISE = plain(asking(makers.question("story", "text")))
FAULTY = {"pages": [makers.page("you", makers.question(show_if={"nobody": {"answered": True}}))]}


@pytest.mark.django_db
def test_what_is_drafted_is_dumped_because_loading_publishes_it():
    survey = make_survey()
    survey.edit(OTHERWISE, edits=0, by=None, at=NOON)

    assert dumped_definition() == (
        read(OTHERWISE),
        ["Public services survey has changes that are not published yet. Loading it publishes them."],
    )


@pytest.mark.django_db
@pytest.mark.parametrize("content", [{}, FAULTY], ids=["no definition", "one with a fault"])
def test_what_is_published_is_dumped_where_the_draft_could_not_be(content):
    survey = make_survey()
    survey.edit(content, edits=0, by=None, at=NOON)

    assert dumped_definition() == (
        the_round(),
        ["Public services survey: what is drafted cannot be published yet, so this is what is published."],
    )


@pytest.mark.django_db
def test_a_survey_that_was_never_published_and_cannot_be_is_left_out():
    Survey.objects.create(slug="it", title="It", opens_at=NOON, closes_at=NOON + WEEK)

    assert dumped_definition() == (None, ["It is left out: what is drafted cannot be published yet."])


@pytest.mark.django_db
def test_a_second_survey_is_named():
    make_survey(slug="other", title="Another", is_published=False)
    make_survey()

    assert dumped_definition() == (the_round(), ["Another (other) is left out: a round's file holds one survey."])


@pytest.mark.django_db
def test_without_a_survey_there_is_nothing_to_dump():
    assert round.dump() == (None, [])


@pytest.mark.django_db
def test_what_was_downloaded_is_what_is_drafted():
    survey = make_survey()
    survey.edit(OTHERWISE, edits=0, by=None, at=NOON)

    assert round.read_definition(round.dumped(survey), "mine.yaml") == read(OTHERWISE)


def test_what_is_no_definition_yet_cannot_be_downloaded():
    with pytest.raises(Malformed):
        round.dumped(Survey(draft={}))


def test_a_file_that_comes_to_the_desk_names_its_mistake_by_its_own_name():
    with pytest.raises(rounds.RoundError, match=r"^mine\.yaml, line 3: title is missing\.$"):
        round.read_definition("survey:\n  pages:\n    - name: you\n", "mine.yaml")


def test_a_file_as_long_as_a_library_is_refused():
    with pytest.raises(rounds.RoundError, match=r"mine\.yaml: this is longer than 1,000,000 characters"):
        round.read_definition("#" * 1_000_001, "mine.yaml")
