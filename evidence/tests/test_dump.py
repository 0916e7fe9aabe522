"""A call written back to a round's file says what was loaded."""

import datetime
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from evidence import round
from evidence.models import Call, Question, RespondentType
from evidence.tests.makers import NOON, make_call, make_draft, question, write
from keepitlocal import rounds

pytestmark = pytest.mark.django_db

ROUND = Path(settings.ROOT) / "content"
TERMS = rounds.Terms(at=NOON, replace=True)
HARD = [
    "1.1", "yes", "null", "~", "0x1F", "1e3", "2018-07-27", "12:30", "=", "<<", "#no comment", "a #b", "a: b", "a:", ": b", "- a",
    "---", "...", "? a", "! a", "&a *a", "%YAML 1.1", "`a`", "@a", "{a: b}", "[a, b]", "'", '"', "\\", "\\n", "|", ">",
    "a\n\n\nb", "a \nb", "a\n  b", "a\n# b\n--- c", "a\r\nb", "a\rb", "a\tb", "a\n\tb", "a\x85b", "a\u2028b\u2029c", "\ufeffa",
    "a\ufeffb", "\x07", "\x1b[0m", "a\u200db", "\U0001f3f4\U000e0067", "\U0001f600", "e\u0301", "\xa0a", "\u202eb", "\uffffa",
    "\ue000", "word " * 60, "double  space " * 20, "a" * 300, f"{'long ' * 40}\n  set in", f"{'long ' * 40}\tand a tab",
]  # fmt: skip


def read(text, tmp_path):
    path = tmp_path / "evidence.yaml"
    path.write_text(text, encoding="utf-8")
    return rounds.read(path)


def load(text, tmp_path):
    """What a call loaded from this file says; it is the only one."""
    Call.objects.all().delete()
    round.load(read(text, tmp_path), terms=TERMS)
    return says(Call.objects.get())


def says(call):
    """Everything a call says, in its order, without the keys of its rows."""
    own = ["slug", "reference_prefix", "title", "summary", "introduction", "particular_interests", "advice", "next_steps"]
    return {
        **{field: getattr(call, field).replace("\r\n", "\n") for field in own},
        "window": (call.opens_at, call.closes_at, call.grace_minutes, call.extended_from, call.extended_why),
        "types": list(call.respondent_types.values_list("code", "label", "asks_for", "retired")),
        "sections": [
            (each.number, each.title, each.introduction, list(each.questions.values_list("code", "text", "retired")))
            for each in call.sections.all()
        ],
        "publication": list(call.publication_choices.values_list("code", "label", "says")),
    }


def dumped():
    content, _says = round.dump()
    return rounds.written(content)


def texts(longest=None):
    """Any text that the loader takes and a column of that length holds."""
    cut = [text for text in HARD if not longest or len(text) <= longest]
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=min(longest or 80, 80))
    return st.one_of(st.sampled_from(cut), anything).filter(lambda text: text.replace("\r\n", "\n").strip())


moments = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2080, 1, 1), timezones=st.just(datetime.UTC))


@st.composite
def rows(draw, codes, **values):
    """A list of mappings, each with a code of its own."""
    return [
        {"code": code, **{key: draw(value) for key, value in values.items()}}
        for code in draw(st.lists(codes, min_size=1, max_size=3, unique=True))
    ]


codes = st.from_regex(r"[0-9a-z]([0-9a-z.-]{0,6}[0-9a-z])?", fullmatch=True)
questions = rows(codes, text=texts(), retired=st.booleans())
asked = questions.map(lambda listed: [{"code": "asked", "text": "What?"}, *(each for each in listed if each["code"] != "asked")])
interests = st.lists(texts(), max_size=3)
either = st.one_of(st.just(""), texts())


@st.composite
def rounds_files(draw):
    """A round's file that the loader takes, as plain values."""
    opens = draw(moments)
    numbers = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=3)))
    headings = st.fixed_dictionaries({"title": texts(120), "introduction": either})
    reflections = st.fixed_dictionaries({"title": texts(120), "text": texts(), "retired": st.booleans()})
    written = {
        "slug": draw(st.from_regex(r"[a-z0-9_-]{1,20}", fullmatch=True)),
        "reference_prefix": draw(st.from_regex(r"[A-Z]{2,6}", fullmatch=True)),
        **{key: draw(texts(longest)) for key, longest in [("title", 120), ("summary", 300), ("introduction", None)]},
        **{key: draw(either) for key in ["advice", "next_steps"]},
        "opens": opens.isoformat(" "),
        "closes": (opens + draw(st.timedeltas(datetime.timedelta(days=1), datetime.timedelta(days=400)))).isoformat(" "),
        "grace_minutes": draw(st.integers(0, 600)),
        "particular_interests": draw(interests),
        "respondent_types": draw(
            rows(codes, label=texts(120), asks_for=st.one_of(st.just(""), texts(120)), retired=st.booleans())
        ),
        "sections": [{"number": number, **draw(headings), "questions": draw(asked)} for number in numbers],
        "publication": draw(rows(st.sampled_from(["named", "unnamed", "private"]), label=texts(120), says=texts())),
    }
    if draw(st.booleans()):
        written["extended_from"] = (opens + draw(st.timedeltas(datetime.timedelta(0), datetime.timedelta(hours=23)))).isoformat(
            " "
        )
        written["extended_why"] = draw(st.one_of(st.just(""), texts(300)))
    if draw(st.booleans()):
        written["reflections"] = draw(st.one_of(reflections, headings.flatmap(with_questions)))
    return {"call": written}


def with_questions(heading):
    return questions.map(lambda listed: {**heading, "questions": listed})


@hypothesis_settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=rounds_files())
def test_whatever_is_loaded_is_written_back(content, tmp_path):
    first = load(yaml.safe_dump(content), tmp_path)

    again = load(dumped(), tmp_path)

    assert again == first


@pytest.mark.parametrize("text", [text for text in HARD if text.strip()], ids=ascii)
@pytest.mark.parametrize("style", [str, rounds.Quoted, rounds.Block, rounds.Folded])
def test_a_text_is_written_so_that_it_is_read_as_it_was(text, style, tmp_path):
    meant = text.replace("\r\n", "\n").strip()

    file = read(rounds.written({"a": style(text), "in": [rounds.OneLine(a=style(text))], "end": 1}), tmp_path)

    assert (file.text("a"), file.mappings("in")[0].text("a"), file.number("end")) == (meant, meant, 1)


@pytest.mark.parametrize("text", ["x\r\ny", rounds.Folded("x\ny")], ids=["as a browser sends it", "to be folded"])
def test_a_text_of_several_lines_is_a_block(text):
    assert rounds.written({"a": text}) == "a: |\n  x\n  y\n"


def test_the_real_round_is_written_back_as_it_was_loaded(tmp_path):
    first = load((ROUND / "evidence.yaml").read_text(), tmp_path)

    again = load(dumped(), tmp_path)

    assert again == first


def test_the_real_round_is_written_in_the_style_of_its_file(tmp_path):
    """Every line of the dump is in the file, but for the moment it opens and the breaks of folded texts."""
    written = (ROUND / "evidence.yaml").read_text()
    load(written, tmp_path)

    new = set(dumped().splitlines()) - {line.split("  #")[0].rstrip() for line in written.splitlines()}

    folded = {line for line in new if line.startswith("        ") and "{" not in line}
    assert new - folded == {"  opens: 2018-07-21"}
    assert len(folded) <= 8


@pytest.mark.parametrize(
    ("moment", "ends", "written"),
    [
        (datetime.datetime(2018, 7, 27, 23, tzinfo=datetime.UTC), True, "2018-07-27"),
        (datetime.datetime(2018, 7, 27, 23, tzinfo=datetime.UTC), False, "2018-07-28"),
        (datetime.datetime(2018, 7, 27, 16, tzinfo=datetime.UTC), True, "2018-07-27 17:00"),
        (datetime.datetime(2018, 7, 27, 16, 0, 1, tzinfo=datetime.UTC), True, "2018-07-27 17:00:01"),
        (datetime.datetime(2018, 10, 28, 0, 30, tzinfo=datetime.UTC), True, "2018-10-28 01:30:00+01:00"),
        (datetime.datetime(2018, 10, 28, 1, 30, tzinfo=datetime.UTC), True, "2018-10-28 01:30:00+00:00"),
    ],
    ids=["the end of a day", "the beginning of one", "a time", "with seconds", "the first of two", "the second of two"],
)
def test_a_moment_is_written_as_people_mean_it(moment, ends, written, tmp_path):
    text = rounds.when(moment, ends=ends)

    assert text == written
    assert read(f"closes: {text}", tmp_path).moment("closes", ends=ends) == moment


def test_what_is_no_longer_asked_or_offered_stays_so(tmp_path):
    call = make_call()
    draft = make_draft(call, respondent_type="other")
    write(draft, {question(call): "Kept."}, at=NOON)
    Question.objects.filter(code__in=["1.1", "reflections"]).update(retired=True)
    RespondentType.objects.filter(code="other").update(retired=True)
    before = says(call)
    text = dumped()

    round.load(read(text, tmp_path), terms=TERMS)

    assert text.count("retired: true") == 3
    assert says(Call.objects.get()) == before


def test_a_section_that_is_gone_from_the_file_leaves_a_gap_that_loads(tmp_path):
    call = make_call()
    call.sections.filter(number=1).delete()

    before = says(call)

    assert load(dumped(), tmp_path) == before


def test_an_extension_is_written_beside_the_close_and_loaded_again(tmp_path):
    call = make_call(closes_at=datetime.datetime(2026, 7, 27, 23, tzinfo=datetime.UTC))
    call.extend(NOON + datetime.timedelta(days=90), why="It was down: for an hour.", by=None, at=NOON)
    before = says(call)
    text = dumped()

    again = load(text, tmp_path)

    assert '  closes: 2026-08-30 13:00\n  extended_from: 2026-07-27\n  extended_why: "It was down: for an hour."\n' in text
    assert again == before


def test_the_command_writes_what_the_other_takes(tmp_path, capsys):
    make_call(opens_at=NOON, slug="one")
    before = says(Call.objects.get())

    call_command("dump_round", str(tmp_path / "new" / "folder"))
    Call.objects.all().delete()
    call_command("load_round", str(tmp_path / "new" / "folder"), as_written=True)

    assert says(Call.objects.get()) == before
    assert "evidence.yaml: written." in capsys.readouterr().out


def test_files_that_are_there_are_written_over_only_when_told(tmp_path):
    make_call()
    path = tmp_path / "evidence.yaml"
    path.write_text("Mine.")

    with pytest.raises(CommandError, match="--force"):
        call_command("dump_round", str(tmp_path))
    kept = path.read_text()
    call_command("dump_round", str(tmp_path), force=True)

    assert kept == "Mine."
    assert "slug: keep-it-local" in path.read_text()


def test_without_a_round_nothing_is_written(tmp_path):
    with pytest.raises(CommandError, match="no round"):
        call_command("dump_round", str(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_a_second_call_and_one_that_is_not_published_are_named(tmp_path, capsys):
    make_call(slug="other", title="Another call", closes_at=NOON, published=False)
    make_call(slug="this", published=False)

    call_command("dump_round", str(tmp_path))

    assert "Another call (other) is left out" in (out := capsys.readouterr().out)
    assert "Call for evidence is not published yet" in out


def test_a_character_that_no_database_takes_is_refused_with_its_line(tmp_path):
    file = read('a: "x\\0"\nb:\n  - "\\uD800"\n', tmp_path)

    with pytest.raises(rounds.RoundError, match=r"line 1: this holds a character"):
        file.text("a")
    with pytest.raises(rounds.RoundError, match=r"line 3: this holds a character"):
        file.texts("b")


@pytest.mark.parametrize("written", ["maybe", "1", '"true"', "[]"])
def test_a_flag_is_yes_or_no(written):
    file = rounds.Mapping(yaml.compose(f"retired: {written}"), "a file")

    with pytest.raises(rounds.RoundError, match="retired must be true or false"):
        file.flag("retired")
