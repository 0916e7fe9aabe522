"""A survey from a round's file."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from evidence.models import Call
from keepitlocal.audit.models import Entry
from keepitlocal.outbox.models import Message
from survey.definition import fingerprint, plain
from survey.models import Survey, Version
from survey.tests.makers import the_round
from survey.tests.stored import make_response

pytestmark = pytest.mark.django_db

ROUND = Path(settings.ROOT) / "content"
WRITTEN = (ROUND / "survey.yaml").read_text()
REWORDED = WRITTEN.replace("text: Have you seen a large contract fail?", "text: Did you see a large contract fail?")
BREAKING = WRITTEN.replace("            - {value: youth, label: Youth services}\n", "")
OPEN_NOW = WRITTEN.replace("closes: 2018-07-13", "closes: 2048-07-13 17:00")
EXTENDED = OPEN_NOW.replace("closes: 2048-07-13 17:00", "closes: 2048-07-27\n  extended_why: It was down.")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def load(tmp_path, capsys):
    """Load a round whose survey.yaml says this; returns what the command said."""

    def loaded(written=WRITTEN, **options):
        (tmp_path / "survey.yaml").write_text(written)
        call_command("load_round", str(tmp_path), **options)
        return capsys.readouterr().out

    return loaded


def versions():
    return list(Version.objects.values_list("number", flat=True))


def test_the_real_round_is_loaded_and_published_as_its_first_version(load):
    said = load()

    survey = Survey.objects.get()
    assert "Public services survey: loaded; version 1 is published.\n" in said
    assert (survey.slug, survey.reference_prefix, survey.grace_minutes, survey.latest.number) == ("landscape", "KIL", 15, 1)
    assert survey.latest.definition == the_round()


def test_a_trial_holds_a_call_and_a_survey_that_are_open_and_keep_their_distance():
    call_command("load_round", str(ROUND), if_none=True)

    at = timezone.now()
    survey, call = Survey.objects.get(), Call.objects.get()
    assert (survey.is_open(at), call.is_open(at)) == (True, True)
    assert timezone.localdate(call.closes_at) - timezone.localdate(survey.closes_at) == 14 * DAY
    assert timezone.localdate(call.closes_at) == timezone.localdate(at) + 43 * DAY


def test_a_trial_that_holds_a_call_alone_is_given_the_survey(load, tmp_path):
    (tmp_path / "evidence.yaml").write_text((ROUND / "evidence.yaml").read_text())
    call_command("load_round", str(tmp_path))
    before = Call.objects.values().get()

    load(if_none=True)

    assert (Survey.objects.count(), Call.objects.values().get()) == (1, before)


def test_without_a_moment_to_open_at_it_opens_when_it_is_loaded(load):
    before = timezone.now()

    load(OPEN_NOW)

    assert before <= Survey.objects.get().opens_at <= timezone.now()


def test_loading_the_same_again_changes_nothing(load):
    load()
    before = Survey.objects.values().get(), versions()

    said = load()

    assert "Public services survey: the file has not changed since it was loaded." in said
    assert (Survey.objects.values().get(), versions()) == before


def test_a_comment_is_no_change(load):
    load()

    assert "has not changed" in load(f"# Another.\n{WRITTEN}")


def test_words_alone_bring_the_survey_up_to_date_and_publish_nothing(load):
    load()
    before = Survey.objects.get()

    said = load(WRITTEN.replace("title: Public services survey", "title: A snapshot"))

    after = Survey.objects.get()
    assert "A snapshot: brought up to date; it asks what it did." in said
    assert (after.title, after.stamp, versions()) == ("A snapshot", before.stamp + 1, [1])


def test_a_question_worded_otherwise_is_the_next_version(load):
    load()

    said = load(REWORDED)

    assert "brought up to date; version 2 is published." in said
    assert versions() == [1, 2]
    assert Survey.objects.get().latest.definition.questions["seen_fail"].text == "Did you see a large contract fail?"


def test_what_would_break_answers_is_refused_with_its_line_and_published_only_when_told(load):
    load()

    with pytest.raises(CommandError) as refused:
        load(BREAKING)
    kept = versions()
    load(BREAKING, replace=True)

    line = WRITTEN[: WRITTEN.index("choices:\n            - {value: homelessness")].count("\n") + 1
    taken = "The choice “Youth services” of “Which kinds of service do you have to do with” is taken away"
    assert str(refused.value).splitlines() == [
        f"survey.yaml, line {line}: {taken}.",
        "That would break what was answered. To publish it all the same, add --replace. Nothing was loaded.",
    ]
    assert (kept, versions()) == ([1], [1, 2])


def test_what_was_edited_at_the_desk_is_refused_and_replaced_only_when_told(load):
    load()
    survey = Survey.objects.get()
    survey.edit({"pages": []}, edits=survey.edits, by=None, at=survey.opens_at)

    with pytest.raises(CommandError, match="has been changed at the desk since it was loaded"):
        load()
    kept = Survey.objects.get().draft
    load(replace=True)

    assert (kept, Survey.objects.get().draft, versions()) == ({"pages": []}, plain(the_round()), [1])


def test_words_that_were_changed_at_the_desk_are_refused(load):
    load()
    survey = Survey.objects.get()
    survey.changed(by=None, at=survey.opens_at)

    with pytest.raises(CommandError, match="--replace"):
        load()


def test_a_survey_that_was_made_at_the_desk_is_replaced_only_when_told(load):
    at = timezone.now()
    Survey.objects.create(slug="landscape", title="Mine", opens_at=at, closes_at=at + DAY)

    with pytest.raises(CommandError, match="Mine has been changed at the desk"):
        load()
    load(OPEN_NOW, replace=True)

    assert (Survey.objects.get().title, versions()) == ("Public services survey", [1])


def test_a_close_is_never_made_earlier_by_a_file(load):
    load(OPEN_NOW)
    before = Survey.objects.values().get()

    with pytest.raises(CommandError, match=r"survey\.yaml, line 9: .* closes later than this: 2048-07-13 17:00\."):
        load(OPEN_NOW.replace("2048-07-13 17:00", "2048-07-13 16:59"), replace=True)

    assert Survey.objects.values().get() == before


def test_a_later_close_by_file_is_an_extension_that_writers_are_told(load):
    load(OPEN_NOW)
    survey = Survey.objects.get()
    make_response(survey, at=survey.opens_at).keep_way_back("ann@example.org", at=survey.opens_at)

    load(EXTENDED)

    after = Survey.objects.get()
    assert timezone.localtime(after.closes_at).isoformat(" ", "minutes") == "2048-07-28 00:00+01:00"
    assert (after.extended_from, after.extended_why) == (survey.closes_at, "It was down.")
    assert Message.objects.get(kind="survey.extension").to == "ann@example.org"


def test_a_round_that_was_moved_keeps_its_window_whatever_the_file_says(load):
    load()
    before = Survey.objects.get()

    load(WRITTEN.replace("closes: 2018-07-13", "closes: 2018-07-06"))

    after = Survey.objects.get()
    assert (after.opens_at, after.closes_at) == (before.opens_at, before.closes_at)


def test_the_record_says_what_was_loaded(load):
    load()

    survey = Survey.objects.get()
    entry = Entry.objects.filter(did="loaded").get()
    assert entry.details == {"version": 1, "closes": survey.closes_at.isoformat()}
    assert survey.loaded["stamp"] == survey.stamp
    assert survey.latest.sha256 == fingerprint(survey.draft)


# What is written, what is written instead, with → before what is wrong, and what is said of it.
MISTAKES = {
    "a key is misspelt": ("  summary:", "  →sumary:", "sumary is not known here"),
    "a key of a question is misspelt": ("required: true", "→require: true", "require is not known here"),
    "a key is there twice": ("required: true", "required: true\n          →required: true", "required is here twice"),
    "a kind that there is not": ("kind: many", "→kind: several", "kind must be one of one, many"),
    "a number for a text": ("value: homelessness", "→value: 1", "value must be a text: put it in quotes"),
    "a word that YAML takes for a truth": ('value: "yes"', "→value: yes", "value must be a text: put it in quotes"),
    "a date for a text": ("title: Who you are", "→title: 2018-07-13", "this must be a text"),
    "no title of a page": ("- name: you\n      title: Who you are\n", "- →name: you\n", "title is missing"),
    "a condition about no question": ("{role: {in: [delivers, delivered]}}", "→{part: {in: [x]}}", "there is no question 'part'"),
    "a route that comes out otherwise": (
        "{role: would}, pages: [you, area, obstacles",
        "{role: would}, →pages: [you, area, contracts, obstacles",
        "these answers lead to you, area, obstacles, local, receipt",
    ),
    "a prefix in small letters": (
        "survey:\n",
        "survey:\n  →reference_prefix: kil\n",
        "two to six capital letters",
    ),
    "a day that there is not": ("closes: 2018-07-13", "→closes: 2018-07-32", "closes is not a day of the calendar"),
    "broken YAML": ("label: Someone who works", "label: [→Someone who works", "expected"),
}


@pytest.mark.parametrize(("was", "now", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_its_line_and_loads_nothing(load, was, now, says):
    marked = WRITTEN.replace(was, now, 1)
    line = marked[: marked.index("→")].count("\n") + 1

    with pytest.raises(CommandError) as refused:
        load(marked.replace("→", ""))

    assert str(refused.value).startswith(f"survey.yaml, line {line}: ")
    assert says in str(refused.value)
    assert (Survey.objects.count(), Version.objects.count()) == (0, 0)


def test_every_fault_is_named_with_its_line(load):
    wrong = WRITTEN.replace("show_if: {role: {not_in: [none]}}", "show_if: {role: {not_in: [nobody]}}")
    lines = [number for number, line in enumerate(wrong.splitlines(), 1) if "nobody" in line]

    with pytest.raises(CommandError) as refused:
        load(wrong)

    said = str(refused.value).splitlines()
    assert [line.partition(": ")[0] for line in said[:3]] == [f"survey.yaml, line {number}" for number in lines]


def test_a_mistake_in_the_survey_leaves_the_call_unloaded_too(load, tmp_path):
    (tmp_path / "evidence.yaml").write_text((ROUND / "evidence.yaml").read_text())

    with pytest.raises(CommandError, match=r"survey\.yaml"):
        load(WRITTEN.replace("kind: many", "kind: several"))

    assert Call.objects.count() == 0
