import pytest
from django.urls import reverse

from evidence.coverage import coming, coverage
from evidence.models import Submission
from evidence.models.writing import field_of
from evidence.tests.makers import DAY, MOMENT, NOON, make_call, make_draft, make_sent, question
from keepitlocal.officers.counted import OFTEN
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Quoting, Visibility, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def answers(submission, *codes):
    """Have it found by its answers to the questions of these codes."""
    said = {"said_by": "A community organisation", "visibility": Visibility.OFFICERS, "quoting": Quoting.NAMED, "said_at": NOON}
    places = [field_of(question(submission.call, code)) for code in codes]
    put(submission, [Passage(kind="evidence.answer", place=place, text="It works.", **said) for place in places])
    return submission


def sent(call, *codes, number=0, **said):
    return answers(make_sent(call, email=f"person{number}@example.org", **said), *codes)


def table(call, at=NOON):
    (covered,) = (each for each in coverage(make_officer()) if each.name == f"evidence-{call.pk}")
    return covered.table(at)


def counted(call, at=NOON):
    """Lines of the table by label: the numbers in them."""
    return {line.heading.label: [cell.count for cell in line.cells] for line in table(call, at).lines}


def test_every_question_and_every_type_has_a_cell_also_where_nothing_came():
    call = make_call()

    assert [heading.label for heading in table(call).columns] == ["Community organisation", "Someone else", "All"]
    assert counted(call) == {code: [0, 0, 0] for code in ["1.1", "1.2", "2.1", "reflections", "Documents"]}


def test_an_answer_is_counted_under_its_type_and_its_question():
    call = make_call()
    sent(call, "1.1", "2.1")

    assert {code: row for code, row in counted(call).items() if any(row)} == {"1.1": [1, 0, 1], "2.1": [1, 0, 1]}


def test_the_last_row_says_how_many_stand():
    call = make_call()
    sent(call, "1.1")

    assert [cell.count for cell in table(call).sums.cells] == [1, 0, 1]


def test_what_was_withdrawn_is_not_counted():
    call = make_call()
    sent(call, "1.1").withdraw(at=NOON)

    assert ([cell.count for cell in table(call).sums.cells], counted(call)["1.1"]) == ([0, 0, 0], [0, 0, 0])


def test_what_is_withdrawn_is_taken_out_of_what_was_counted():
    call = make_call()
    submission = sent(call, "1.1")
    counted(call)
    submission.withdraw(at=NOON)

    assert counted(call, NOON + OFTEN)["1.1"] == [0, 0, 0]


def test_what_is_sent_is_added_to_what_was_counted():
    call = make_call()
    counted(call)
    sent(call, "1.1")

    assert counted(call, NOON + OFTEN)["1.1"] == [1, 0, 1]


def test_a_question_that_is_no_longer_asked_is_shown_where_it_was_answered():
    call = make_call()
    sent(call, "1.1")
    question(call, "1.1").retire()
    question(call, "1.2").retire()
    call.renew()

    assert [code for code in counted(call) if code.startswith("1")] == ["1.1"]


def test_a_type_that_is_no_longer_offered_is_shown_where_it_was_chosen():
    call = make_call()
    sent(call, "1.1")
    for kind in call.respondent_types.all():
        kind.retire()
    call.renew()

    assert [heading.label for heading in table(call).columns] == ["Community organisation", "All"]


def test_gaps_name_types_and_questions():
    call = make_call()
    for number in range(3):
        sent(call, "1.1", number=number)

    assert table(call).gaps == [
        "Fewer than 3 submissions from: Someone else (none).",
        "Fewer than 3 answers to: 1.2 (none), 2.1 (none), reflections (none).",
    ]


def test_another_call_has_a_table_of_its_own():
    call, other = make_call(), make_call(slug="another", closes_at=NOON + DAY)
    sent(other, "1.1")

    assert (counted(call)["1.1"], counted(other)["1.1"]) == ([0, 0, 0], [1, 0, 1])


def test_what_closes_last_comes_first():
    first, last = make_call(closes_at=NOON + DAY), make_call(slug="another")

    assert [each.name for each in coverage(make_officer())] == [f"evidence-{last.pk}", f"evidence-{first.pk}"]


def test_a_column_leads_to_the_list_of_its_type(client, officer):
    call = make_call()
    sent(call, "1.1")

    listed = [client.get(heading.address).context["cl"].queryset.count() for heading in table(call).columns[:-1]]

    assert listed == [1, 0]


def test_a_cell_leads_to_the_answers_that_it_counts(client, officer):
    call = make_call()
    sent(call, "1.1", number=1)
    sent(call, "2.1", number=2)

    line = table(call).lines[0]
    found = [client.get(cell.address).context["found"] for cell in line.cells]

    assert [[each.passage.place for each in some] for some in found] == [
        [field_of(question(call))],
        [],
        [field_of(question(call))],
    ]


def test_a_moderator_sees_neither_table_nor_days():
    make_call()
    moderator = make_officer("Moderators")

    assert (coverage(moderator), coming(moderator, NOON)) == (None, [])


def test_the_days_on_which_submissions_came_are_counted():
    call = make_call()
    sent(call, number=1, at=NOON - DAY)
    sent(call, number=2, at=NOON)
    sent(call, number=3, at=NOON)

    (came,) = coming(make_officer(), NOON)

    assert ([row.count for row in came.rows][:3], came.total) == ([2, 1, 0], 3)


def test_a_day_keeps_its_count_when_something_is_withdrawn():
    sent(make_call()).withdraw(at=NOON)

    (came,) = coming(make_officer(), NOON)

    assert (came.rows[0].count, came.total) == (1, 0)


def test_a_change_by_its_sender_is_not_counted_as_coming_again():
    submission = sent(make_call(), at=NOON - DAY)
    submission.change(at=NOON)
    submission.write({}, at=NOON)
    Submission.objects.get(pk=submission.pk).revisions.create(number=2, sent_at=NOON, content={})

    (came,) = coming(make_officer(), NOON)

    assert [row.count for row in came.rows][:2] == [0, 1]


def test_how_many_are_being_written_is_said():
    make_draft(make_call())

    (came,) = coming(make_officer(), NOON)

    assert [(each.counted, each.words) for each in came.drafts] == [("1", "draft is being written")]


@pytest.mark.parametrize(
    ("window", "shown"),
    [
        ({"opens_at": NOON + MOMENT}, 0),
        ({"opens_at": NOON}, 1),
        ({"closes_at": NOON - 30 * DAY + MOMENT, "opens_at": NOON - 40 * DAY}, 1),
        ({"closes_at": NOON - 30 * DAY, "opens_at": NOON - 40 * DAY}, 0),
        ({"published": False}, 0),
    ],
    ids=["upcoming", "just open", "closed lately", "closed long ago", "not published"],
)
def test_what_came_is_shown_of_what_is_open_or_closed_lately(window, shown):
    make_call(**window)

    assert len(coming(make_officer(), NOON)) == shown


def test_the_desk_shows_both_pages(client, officer):
    sent(make_call(), "1.1")

    assert [client.get(reverse(name)).status_code for name in ["admin:index", "officers:coverage"]] == [200, 200]
