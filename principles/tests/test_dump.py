"""A consultation written back to a round's file says what was loaded."""

import datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from keepitlocal import rounds
from principles import round
from principles.models import Comment, Consultation, Principle, Wording
from principles.models.principles import LONGEST_TITLE
from principles.tests.makers import NOON, draft, forget, make_comment, make_consultation, make_principle, reword

pytestmark = pytest.mark.django_db

WRITTEN = (Path(settings.ROOT) / "content" / "principles.yaml").read_text()
TERMS = rounds.Terms(at=NOON, replace=True)
WORDS = [
    "slug", "reference_prefix", "title", "summary", "introduction", "advice", "moderation",
    "opens_at", "closes_at", "grace_minutes", "extended_from", "extended_why",
]  # fmt: skip
HARD = [
    "1", "no", "~", "2018-07-27", "a: b", "#a", "{a: b}", "'", '"', "|", ">", "- a", "a\n\nb", "a\n \n\n  b\nc", "a \nb",
    "a\r\n\r\nb", "a\x85b", "a\u2028b\u2029c", "\ufeffa", "\x1ba", "a\x1c\x1cb", "\U0001f600", "\u202eb", "word " * 60,
]  # fmt: skip


def clear():
    """As before any round was loaded."""
    Principle.objects.update(latest=None)
    for model in [Wording, Principle, Consultation]:
        model.objects.all().delete()
    forget()


def load(text):
    """What a consultation loaded from this text says; it is the first."""
    clear()
    round.load(rounds.parsed(text, "principles.yaml"), terms=TERMS)
    return says()


def says():
    consultation = Consultation.objects.get()
    principles = [(each.number, each.content, each.latest.why) for each in consultation.principles.all()]
    return {field: getattr(consultation, field) for field in WORDS}, principles


def dumped():
    content, _says = round.dump()
    return rounds.written(content)


def texts(longest=None):
    """Any text that the loader takes and a column of that length holds."""
    cut = [text for text in HARD if not longest or len(text) <= longest]
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80)
    return st.one_of(st.sampled_from(cut), anything).filter(str.strip)


moments = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2080, 1, 1), timezones=st.just(datetime.UTC))
either = st.one_of(st.just(""), texts())


@st.composite
def rounds_files(draw):
    """A round's file that the loader takes, as plain values."""
    opens = draw(moments)
    consultation = {
        "slug": draw(st.from_regex(r"[a-z0-9_-]{1,20}", fullmatch=True)),
        "reference_prefix": draw(st.from_regex(r"[A-Z]{2,6}", fullmatch=True)),
        **{key: draw(texts(longest)) for key, longest in [("title", 120), ("summary", 300), ("introduction", None)]},
        "opens": opens.isoformat(" "),
        "closes": (opens + draw(st.timedeltas(datetime.timedelta(days=1), datetime.timedelta(days=400)))).isoformat(" "),
        "grace_minutes": draw(st.integers(0, 600)),
        "advice": draw(either),
        "moderation": draw(st.sampled_from(["before", "after"])),
    }
    if draw(st.booleans()):
        first = opens + draw(st.timedeltas(datetime.timedelta(0), datetime.timedelta(hours=23)))
        consultation |= {"extended_from": first.isoformat(" "), "extended_why": draw(st.one_of(st.just(""), texts(300)))}
    principles = [
        {"number": number, "title": draw(texts(LONGEST_TITLE)), "text": draw(texts()), "why": draw(either)}
        for number in sorted(draw(st.sets(st.integers(1, 999), min_size=1, max_size=3)))
    ]
    return {"consultation": consultation, "principles": principles}


@hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=rounds_files())
def test_whatever_is_loaded_is_written_back(content):
    first = load(yaml.safe_dump(content))

    again = load(dumped())

    assert again == first


def test_the_real_round_is_written_back_as_it_was_loaded():
    first = load(WRITTEN)

    again = load(dumped())

    assert again == first


def test_the_real_round_is_written_in_the_style_of_its_file():
    """Every line is in the file, but for what it leaves to be understood, and the breaks of lines."""
    load(WRITTEN)

    new = set(dumped().splitlines()) - set(WRITTEN.splitlines())

    assert {line for line in new if not line.startswith("      ") and not line.startswith("    These")} == {
        "  reference_prefix: KIL",
        "  opens: 2018-07-21",
        "  grace_minutes: 15",
        "  moderation: before",
    }


def test_loading_what_was_dumped_publishes_nothing():
    load(WRITTEN)
    reword(Principle.objects.get(number=1), "Quite another.\n\nAnd more.", why="Comments asked for it.")

    round.load(rounds.parsed(dumped(), "principles.yaml"), terms=TERMS)

    assert [each.wordings.count() for each in Principle.objects.all()] == [2, 1, 1, 1, 1]


def test_an_extension_is_written_beside_the_close_and_loaded_again():
    make_principle()
    Consultation.objects.update(closes_at=datetime.datetime(2026, 7, 27, 23, tzinfo=datetime.UTC))
    Consultation.objects.get().extend(NOON + datetime.timedelta(days=90), why="It was down: for an hour.", by=None, at=NOON)
    before, text = says(), dumped()

    again = load(text)

    assert '  closes: 2026-08-30 13:00\n  extended_from: 2026-07-27\n  extended_why: "It was down: for an hour."\n' in text
    assert again == before


def test_the_command_writes_what_the_other_takes(tmp_path, capsys):
    make_principle()
    before = says()

    call_command("dump_round", str(tmp_path))
    clear()
    call_command("load_round", str(tmp_path), as_written=True)

    assert says() == before
    assert "principles.yaml: written." in capsys.readouterr().out


def test_what_is_published_is_dumped_where_officers_are_drafting():
    principle = make_principle()
    draft(principle, "Mine", "Quite another.")

    content, told = round.dump()

    assert content["principles"][0]["title"] == "Start with the place"
    assert told == ["Principle 1: Start with the place has changes that are not published: this is what is published."]


def test_what_is_drafted_is_dumped_where_nothing_is_published_because_loading_publishes_it():
    make_consultation(is_published=False)
    make_principle(is_published=False)

    content, told = round.dump()

    assert [(each["number"], each["title"]) for each in content["principles"]] == [(1, "Start with the place")]
    assert told == [
        "Draft commissioning principles is not published yet. Loading it publishes it.",
        "Principle 1: Start with the place is not published yet. Loading it publishes it.",
    ]


@pytest.mark.parametrize(("title", "text"), [("", "Something."), ("Something", "")], ids=["no title", "no text"])
def test_what_says_nothing_yet_is_left_out(title, text):
    make_principle()
    draft(Principle.objects.create(number=2), title, text)

    content, told = round.dump()

    assert [each["number"] for each in content["principles"]] == [1]
    assert told == ["Principle 2 is left out: it says nothing yet."]


def test_a_consultation_on_nothing_yet_is_left_out():
    make_consultation(is_published=False)
    Principle.objects.create(number=1)

    assert round.dump() == (None, ["Draft commissioning principles is left out: no principle of it says anything yet."])


def test_what_a_file_never_holds_is_said():
    principle = make_principle()
    reword(principle, "Quite another.")
    make_comment(principle)

    content, told = round.dump()

    assert told == ["Left out are comments (1) and earlier wordings (1): a round's file holds what the principles say now."]
    assert (Comment.objects.count(), "comments" in content) == (1, False)


def test_without_a_consultation_there_is_nothing_to_dump():
    assert round.dump() == (None, [])
