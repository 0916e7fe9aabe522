"""A call from a round's file."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from evidence.models import Call, Question, RespondentType, content
from evidence.tests.makers import DAY, NOON, make_draft, question, write
from keepitlocal import rounds
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db

ROUND = Path(settings.ROOT) / "content"
WRITTEN = (ROUND / "evidence.yaml").read_text()


@pytest.fixture
def load(tmp_path, capsys):
    """Load a round whose evidence.yaml says this; returns what the command said."""

    def loaded(written=WRITTEN, **options):
        (tmp_path / "evidence.yaml").write_text(written)
        call_command("load_round", str(tmp_path), **options)
        return capsys.readouterr().out

    return loaded


def test_the_real_round_loads_whole(load):
    load()

    call = Call.objects.get()
    what = content.of(call)
    assert [len(content.asked(section)) for section in what.sections] == [6, 7, 5, 1]
    assert [kind.code for kind in what.types][:2] == ["community", "councillor"]
    assert [choice.code for choice in what.choices] == ["named", "unnamed", "private"]
    assert (call.reference_prefix, call.grace_minutes, call.published_at is not None) == ("KIL", 15, True)


def test_a_round_that_is_over_is_moved_so_that_it_closes_six_weeks_from_now(load):
    load()

    closes_at = timezone.localtime(Call.objects.get().closes_at)
    assert closes_at.date() == timezone.localdate() + datetime.timedelta(weeks=6, days=1)
    assert closes_at.time() == datetime.time.min


def test_a_survey_keeps_its_distance_from_the_last_window(load, tmp_path):
    """The round moves as a whole: it is the last of its windows that closes six weeks from now."""
    later = "survey:\n  closes: 2018-08-10\n"

    (tmp_path / "survey.yaml").write_text(later)
    (tmp_path / "evidence.yaml").write_text(WRITTEN)
    files = [rounds.read(tmp_path / name) for name in ["evidence.yaml", "survey.yaml"]]

    moved = rounds.fresh_from(files, NOON, datetime.timedelta(weeks=6))

    assert datetime.date(2018, 8, 10) + moved == timezone.localdate(NOON) + datetime.timedelta(weeks=6)


def test_as_written_keeps_the_real_dates(load):
    load(as_written=True)

    closes_at = timezone.localtime(Call.objects.get().closes_at)
    assert closes_at == datetime.datetime(2018, 7, 28, tzinfo=timezone.get_current_timezone())


def test_a_round_that_is_not_over_is_not_moved(load):
    ahead = timezone.localdate() + datetime.timedelta(days=9)

    load(WRITTEN.replace("closes: 2018-07-27", f"closes: {ahead} 17:00"))

    closes_at = timezone.localtime(Call.objects.get().closes_at)
    assert (closes_at.date(), closes_at.hour) == (ahead, 17)


def test_loading_the_same_again_changes_nothing(load):
    load()
    before = Call.objects.values().get()

    said = load()

    assert "has not changed" in said
    assert Call.objects.values().get() == before


def test_a_corrected_file_brings_the_call_up_to_date_and_raises_its_stamp(load):
    load()
    before = Call.objects.get()

    load(WRITTEN.replace("Has the move to scale come to a halt?", "Is scale over?"))

    call = Call.objects.get()
    assert content.of(call).sections[0].title == "Is scale over?"
    assert (call.stamp, call.closes_at) == (before.stamp + 1, before.closes_at)


def test_a_question_that_is_gone_from_the_file_is_deleted_or_retired_if_it_has_answers(load):
    load()
    call = Call.objects.get()
    draft = make_draft(call, begun_at=call.opens_at)
    write(draft, {question(call, "1.1"): "Kept."}, at=call.opens_at)
    lines = [line for line in WRITTEN.splitlines() if '{code: "1.1"' not in line and '{code: "1.2"' not in line]

    load("\n".join(lines))

    assert Question.objects.get(code="1.1").retired
    assert not Question.objects.filter(code="1.2").exists()


def test_a_type_that_somebody_chose_is_retired_not_deleted(load):
    load()
    call = Call.objects.get()
    kind = RespondentType.objects.get(code="academic")
    make_draft(call, begun_at=call.opens_at, respondent_type=kind.code)

    load("\n".join(line for line in WRITTEN.splitlines() if "code: academic" not in line))

    kind.refresh_from_db()
    assert kind.retired


def test_what_officers_changed_is_refused_and_replaced_only_when_told(load):
    load()
    call = Call.objects.get()
    Call.objects.update(title="Changed at the desk")
    call.changed(by=None, at=NOON)

    with pytest.raises(CommandError, match="--replace"):
        load()
    kept = Call.objects.get().title
    load(replace=True)

    assert (kept, Call.objects.get().title) == ("Changed at the desk", "Call for evidence")


OPEN_NOW = WRITTEN.replace("closes: 2018-07-27", "closes: 2048-07-27 17:00")
EXTENDED = OPEN_NOW.replace("closes: 2048-07-27 17:00", "closes: 2048-08-10")


def close_of(call):
    return timezone.localtime(call.closes_at).isoformat(" ", "minutes")


def test_a_close_is_never_made_earlier_by_a_file(load):
    load(OPEN_NOW)
    before = Call.objects.values().get()

    with pytest.raises(CommandError, match=r"evidence\.yaml, line 8: .* closes later than this: 2048-07-27 17:00\."):
        load(OPEN_NOW.replace("2048-07-27 17:00", "2048-07-27 16:59"), replace=True)

    assert Call.objects.values().get() == before


def test_an_extension_at_the_desk_is_not_lost_to_the_file_it_was_loaded_from(load):
    load(OPEN_NOW)
    call = Call.objects.get()
    call.extend(call.closes_at + datetime.timedelta(days=1), why="It was down.", by=None, at=call.opens_at)

    with pytest.raises(CommandError, match="--replace"):
        load(f"{OPEN_NOW}\n")
    with pytest.raises(CommandError, match="closes later than this"):
        load(OPEN_NOW, replace=True)
    load(OPEN_NOW.replace("2048-07-27 17:00", "2048-07-28 17:00"), replace=True)

    found = Call.objects.get()
    assert (close_of(found), found.extended_why) == ("2048-07-28 17:00+01:00", "It was down.")
    assert timezone.localtime(found.extended_from).isoformat(" ", "minutes") == "2048-07-27 17:00+01:00"


def test_a_later_close_by_file_is_an_extension_from_what_was_said_first(load):
    load(OPEN_NOW)
    first = Call.objects.get().closes_at

    draft = make_draft(Call.objects.get(), begun_at=first - DAY)
    draft.writers.create(email="ann@example.org", added_at=draft.begun_at)

    load(EXTENDED)
    load(EXTENDED.replace("closes: 2048-08-10", "closes: 2048-08-11\n  extended_why: Twice."))

    call = Call.objects.get()
    assert Message.objects.filter(kind="evidence.extension", to="ann@example.org").exists()
    assert (close_of(call), call.extended_from, call.extended_why) == ("2048-08-12 00:00+01:00", first, "Twice.")


def test_a_round_that_was_moved_keeps_its_window_whatever_the_file_says(load):
    load()
    before = Call.objects.get()

    load(WRITTEN.replace("closes: 2018-07-27", "closes: 2018-07-20\n  extended_from: 2018-07-13"))

    call = Call.objects.get()
    assert (call.closes_at, call.extended_from, call.stamp) == (before.closes_at, None, before.stamp + 1)


def test_a_round_that_is_moved_is_moved_with_what_it_was_extended_from(load):
    load(WRITTEN.replace("closes: 2018-07-27", "closes: 2018-07-27\n  extended_from: 2018-07-13"))

    call = Call.objects.get()
    assert timezone.localdate(call.closes_at) - timezone.localdate(call.extended_from) == datetime.timedelta(days=14)


def test_the_grace_that_people_were_told_is_not_made_shorter_by_a_file(load):
    load()

    with pytest.raises(CommandError, match=r"evidence\.yaml, line 9: people were told 15 minutes"):
        load(WRITTEN.replace("grace_minutes: 15", "grace_minutes: 14"))
    load(WRITTEN.replace("grace_minutes: 15", "grace_minutes: 16"))

    assert Call.objects.get().grace_minutes == 16


def test_if_none_leaves_a_round_that_is_there_alone(load):
    load()

    load(WRITTEN.replace("title: Call for evidence", "title: Another"), if_none=True)

    assert Call.objects.get().title == "Call for evidence"


MISTAKES = {
    "a key is misspelt": ("summary:", "sumary:", 6, "sumary is not known here"),
    "a key is there twice": (
        "  grace_minutes: 15",
        "  grace_minutes: 15\n  grace_minutes: 16",
        10,
        "grace_minutes is here twice",
    ),
    "a reason without what it was extended from": (
        "closes: 2018-07-27",
        "closes: 2018-07-27\n  extended_why: It was down.",
        9,
        "extended_from is missing",
    ),
    "an extension that is not longer": (
        "closes: 2018-07-27",
        "closes: 2018-07-27\n  extended_from: 2018-07-27",
        3,
        "It must close later than it was extended from",
    ),
    "a day that there is not": ("closes: 2018-07-27", "closes: 2018-07-32", 8, "closes is not a day of the calendar"),
    "a time that does not exist": ("closes: 2018-07-27", "closes: 2018-03-25 01:30", 8, "does not exist"),
    "a time that happens twice": ("closes: 2018-07-27", "closes: 2018-10-28 01:30", 8, "happens twice"),
    "a number without quotes": ('code: "1.1"', "code: 1.1", 37, "put it in quotes"),
    "a code that is there twice": ('code: "1.2"', 'code: "1.1"', 38, "'1.1' is here twice"),
    "a code in the wrong form": ('code: "1.2"', 'code: "One Two"', 38, "lower-case letters"),
    "a section out of order": ("number: 2", "number: 1", 43, "1 does not come after 1"),
    "a way of publication that there is not": ("code: unnamed", "code: maybe", 80, "not a valid choice"),
    "no reference prefix": ("  reference_prefix: KIL\n", "", 3, "reference_prefix is missing"),
    "a prefix in small letters": ("reference_prefix: KIL", "reference_prefix: kil", 4, "two to six capital letters"),
    "a title as long as a book": ("title: Call for evidence", f"title: {'x' * 121}", 5, "at most 120"),
    "broken YAML": ("  title: Call for evidence", "  title: [Call", 6, "expected"),
}


@pytest.mark.parametrize(("was", "now", "line", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_its_line_and_loads_nothing(load, was, now, line, says):
    assert was in WRITTEN

    with pytest.raises(CommandError) as refused:
        load(WRITTEN.replace(was, now, 1))

    assert f"evidence.yaml, line {line}: " in str(refused.value)
    assert says in str(refused.value)
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    "written", ["", "just words", "- a\n- list", "call:\n  - a", "\t"], ids=["empty", "words", "list", "wrong", "tab"]
)
def test_a_file_that_is_no_round_is_refused_with_a_sentence(load, written):
    with pytest.raises(CommandError, match=r"evidence\.yaml"):
        load(written)


def test_a_folder_with_nothing_in_it_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"holds none of .*evidence\.yaml"):
        call_command("load_round", str(tmp_path))


def test_a_file_that_no_part_takes_is_named(load, tmp_path):
    (tmp_path / "other.yaml").write_text("x: 1")

    assert "other.yaml: no part of the portal takes this file" in load()
