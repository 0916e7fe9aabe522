"""Submissions out of the portal as CSV and XLSX: what they hold, and that nothing in them computes."""

import datetime
import tracemalloc

import pytest

from evidence.exports.selection import Selection
from evidence.exports.table import lines as lines_of
from evidence.models import Call, Question, Revision, Submission
from evidence.tests.exported import cells, export, sheet, table
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    make_asked,
    make_call,
    make_entered,
    make_ready,
    make_sent,
    question,
    say,
    send,
)
from keepitlocal import sheets, tables
from keepitlocal.officers.tests.makers import make_lead

MADE = {"csv": tables.as_csv, "xlsx": sheets.as_xlsx}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def written(call=None, **about):
    """A submission that was sent with these words about its sender."""
    draft = make_ready(call)
    say(draft, at=draft.begun_at, **about)
    return send(draft)


def test_a_row_says_everything_that_was_sent(client, officer):
    sent = make_sent()

    response, body = export(client, sent.call)

    header, row = table(body)
    assert response["Content-Disposition"] == 'attachment; filename="keep-it-local-submissions-2026-06-01.csv"'
    assert dict(zip(header, row, strict=True)) == {
        "reference": sent.reference,
        "status": "New",
        "sent at": "2026-06-01T13:00:00+01:00",
        "call": "Call for evidence",
        "type": "Community organisation",
        "type in their own words (left out)": "",
        "name (left out)": "",
        "organisation (left out)": "",
        "role (left out)": "",
        "area (left out)": "",
        "email (left out)": "",
        "publication": "named",
        "documents": "0",
        "how it came": "Online",
        "received": "",
        "late": "no",
        "1.1 What about 1.1?": "It works here.",
        "1.2 What about 1.2?": "",
        "2.1 What about 2.1?": "",
        "What about reflections?": "",
        "answers to questions that are gone": "",
        "what the policy team asked, and answers": "",
    }


def last_row(client, call, **ticks):
    """What the last row of the table says, by its columns."""
    *_, titles, row = table(export(client, call, **ticks)[1])
    return dict(zip(titles, row, strict=True))


@pytest.mark.parametrize(("after", "late"), [(-MOMENT, "no"), (0 * MOMENT, "yes")], ids=["just in time", "at the close"])
def test_what_was_entered_says_how_it_came_when_and_whether_it_was_late(client, officer, uploads, after, late):
    call = make_call(closes_at=NOON - DAY)
    make_entered(call, received_at=call.closes_at + after)

    row = last_row(client, call)

    assert (row["how it came"], row["received"][:10], row["late"]) == ("By post", "2026-05-31", late)


def test_what_the_policy_team_asked_is_there_with_every_answer(client, officer):
    sent = make_sent()
    asked, waiting = make_asked(sent, by=officer), make_asked(sent, by=officer, text="And where?")
    asked.reply("In 2019.", at=NOON)
    asked.reply("And in 2020.", at=NOON)

    said = last_row(client, sent.call)["what the policy team asked, and answers"]

    assert said == "Which year was that?\nIn 2019.\nAnd in 2020."
    assert waiting.is_waiting


def test_an_answer_to_the_policy_team_is_as_confidential_as_the_rest(client, officer):
    """X6."""
    sent = make_sent(publication="private")
    make_asked(sent, by=officer).reply("In 2019.", at=NOON)

    assert [b"In 2019." in export(client, sent.call, **ticks)[1] for ticks in [{}, {"confidential": "on"}]] == [False, True]


def test_xlsx_says_the_same_as_csv(client, officer):
    sent = make_sent(text="Two lines:\nhere, and “there” 😀.")

    lines = table(export(client, sent.call)[1])
    found = cells(export(client, sent.call, "xlsx")[1])

    assert list(found.values()) == [cell for line in lines for cell in line if cell]


def test_a_retired_question_keeps_its_column_and_one_that_is_gone_its_answer(client, officer):
    sent = make_sent(text="Kept.")
    Question.objects.filter(code="1.1").update(retired=True)
    sent.answers.all().delete()
    retired = table(export(client, sent.call)[1])
    Question.objects.filter(code="1.1").delete()

    header, row = table(export(client, sent.call)[1])

    assert dict(zip(*retired, strict=True))["1.1 What about 1.1?"] == "Kept."
    assert row[-2] == "1.1 What about 1.1?\nKept."
    assert len(header) == len(row) == len(retired[0]) - 1


def test_only_the_latest_revision_is_exported_and_drafts_are_not(client):
    client.force_login(make_lead())
    sent = make_sent(text="First.")
    make_ready(sent.call, text="Not yet.")
    said = sent.latest.content
    Revision.objects.create(submission=sent, number=2, sent_at=NOON, content={**said, "name": "Second"})

    rows = table(export(client, sent.call, personal="on")[1])[2:]

    assert [row[6] for row in rows] == ["Second"]


def test_another_calls_submissions_are_not_there(client, officer):
    make_sent()
    other = make_call(slug="other")

    assert len(table(export(client, other)[1])) == 1


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "\x00=", "\x0b-"], ids=ascii)
def test_nothing_in_a_csv_is_a_formula(begins):
    """X1."""
    text = f"{begins}1+1"

    (row,) = table(b"".join(tables.as_csv([[text, "1+1"]])))

    assert row == [f"'{tables.plain(text)}", "1+1"]


def test_a_respondents_formula_is_text_in_either_format(client):
    """X1: in XLSX it is text as it stands, neither a formula nor a link."""
    client.force_login(make_lead())
    sent = written(name="=1+1", organisation="https://example.org", role="@SUM(A1)", area="12")

    csv_row = table(export(client, sent.call, personal="on")[1])[2]
    found = cells(export(client, sent.call, "xlsx", personal="on")[1])

    assert csv_row[6:10] == ["'=1+1", "https://example.org", "'@SUM(A1)", "12"]
    assert [found[f"{column}3"] for column in "GHIJ"] == ["=1+1", "https://example.org", "@SUM(A1)", "12"]


def test_a_semicolon_opens_no_second_cell():
    """X1: where Excel parts cells by semicolons, a text in quotes stays one."""
    assert b"".join(tables.as_csv([["a;=1+1"]])) == '\ufeff"a;=1+1"\r\n'.encode()


def test_a_csv_begins_with_the_mark_by_which_excel_knows_its_letters(client, officer):
    assert export(client, make_call())[1].startswith(b"\xef\xbb\xbf")


def test_a_spreadsheet_holds_no_control_characters():
    text = "a\x00b\x08c\x1bd\x9fe\ufffff_x0041_\r\ng"

    found = sheet([[text]])

    assert found == {"A1": "abcdef_x0041_\ng"} or found == {"A1": "abcdef_x005F_x0041_\ng"}


@pytest.mark.parametrize("letter", ["a", "😀"], ids=["one unit", "two units"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(letter):
    text = letter * 32_768

    cut = sheets.fitted(text)

    units = len(cut.encode("utf-16-le")) // 2
    assert cut.endswith("The CSV file has the whole text.]")
    assert set(cut.removesuffix(sheets.CUT)) == {letter}
    assert sheets.LONGEST_CELL - 1 <= units <= sheets.LONGEST_CELL
    assert sheet([[text]])["A1"] == cut


def test_a_text_that_just_fits_a_cell_is_whole():
    assert sheets.fitted("a" * 32_767) == "a" * 32_767


def many(count, words=200):
    """A call with so many submissions, each with an answer of so many words."""
    call = make_call()
    said = make_sent(call).latest.content
    said["answers"][0]["text"] = "evidence " * words
    made = Submission.objects.bulk_create(
        Submission(call=call, reference=f"KIL-{n}", status="submitted", status_since=NOON, begun_at=NOON) for n in range(count)
    )
    Revision.objects.bulk_create(Revision(submission=each, number=1, sent_at=NOON, content=said) for each in made)
    return call


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_two_thousand_submissions_are_exported_in_little_memory(format):
    """X3, in small: 4 MB of text pass through, and the peak does not grow with how many there are."""
    call = many(2000)
    lines = lines_of(Selection(Call.objects.get(pk=call.pk)))

    tracemalloc.start()
    size = sum(len(piece) for piece in MADE[format](lines))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > (3_800_000 if format == "csv" else 80_000)
    assert peak < 3_000_000  # bytes


def test_a_question_of_several_lines_is_one_cell_of_the_header(client, officer):
    call = make_call()
    Question.objects.filter(pk=question(call).pk).update(text='What,\nand "why"?')

    assert table(export(client, call)[1])[0][16] == '1.1 What,\nand "why"?'


def test_the_moment_is_local_in_winter_too(client, officer):
    call = make_call()
    sent = make_sent(call)
    Revision.objects.filter(submission=sent).update(sent_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))

    assert table(export(client, call)[1])[1][2] == "2026-01-01T00:00:00+00:00"
