import pytest

from keepitlocal.officers.counted import OFTEN
from keepitlocal.officers.tests.makers import make_officer
from principles.coverage import coming, coverage
from principles.models import Outcome
from principles.models.complaints import report
from principles.tests.makers import DAY, NOON, make_author, make_comment, make_consultation, make_principle
from principles.waiting import waiting

pytestmark = pytest.mark.django_db


def words(officer):
    return [each.words for each in waiting(officer, NOON)]


def table(at=NOON):
    return coverage(make_officer())[0].table(at)


def counted(at=NOON):
    return {line.heading.label: [cell.count for cell in line.cells] for line in table(at).lines}


def test_a_comment_waits_for_a_moderator():
    make_comment(is_published=False)

    assert words(make_officer("Moderators")) == ["comment to moderate"]


def test_a_published_comment_waits_to_be_considered_by_officers_alone(officer):
    make_comment()

    assert (words(officer), words(make_officer("Moderators"))) == (["published comment that nobody has considered"], [])


def test_a_complaint_is_urgent(officer):
    report(make_comment(), says="It names my neighbour.", at=NOON)

    assert [each.is_urgent for each in waiting(officer, NOON)] == [True, False]


def test_a_moderator_is_told_of_no_complaint():
    report(make_comment(), says="It names my neighbour.", at=NOON)

    assert words(make_officer("Moderators")) == []


def test_every_line_leads_to_as_many_as_it_says(client, officer):
    report(make_comment(), says="It names my neighbour.", at=NOON)
    make_comment(text="I think otherwise.", is_published=False)

    counts = [client.get(each.address).context["cl"].queryset.count() for each in waiting(officer, NOON)]

    assert counts == [1, 1, 1]


def test_comments_are_counted_by_principle_with_the_people_and_what_became_of_them(officer):
    first = make_principle(1)
    make_principle(2)
    make_comment(first)
    make_comment(first, text="And another thing.").consider(outcome=Outcome.ACCEPTED, why="Yes.", by=officer, at=NOON)
    make_comment(first, text="I wait.", author=make_author("bo@example.org"), is_published=False)
    make_comment("whole", text="All of it.")

    assert counted() == {"1": [3, 2, 2, 1, 1], "2": [0, 0, 0, 0, 0], "The principles as a whole": [1, 1, 1, 0, 0]}


def test_few_comments_and_few_people_are_thin_and_nothing_else_is():
    make_principle(1)

    assert [[cell.is_thin for cell in line.cells] for line in table().lines] == [[True, True, False, False, False], [False] * 5]


def test_gaps_name_principles():
    make_comment(make_principle(1))

    assert table().gaps == ["Fewer than 3 comments on: Principle 1 (1)."]


def test_a_comment_is_counted_after_a_minute_at_the_latest():
    principle = make_principle(1)
    counted()
    make_comment(principle)

    assert counted(NOON + OFTEN)["1"][0] == 1


def test_a_principle_leads_to_the_list_of_its_comments(client, officer):
    make_comment(make_principle(1))
    first, _ = table().lines

    assert client.get(first.heading.address).context["cl"].queryset.count() == 1


def test_the_days_on_which_comments_came_are_counted_for_moderators_too():
    principle = make_principle(1)
    make_comment(principle, at=NOON - DAY)
    make_comment(principle, text="And another thing.")

    (came,) = coming(make_officer("Moderators"), NOON)

    assert ([row.count for row in came.rows][:3], came.total) == ([1, 1, 0], 2)


def test_the_coverage_is_not_for_moderators():
    make_consultation()

    assert coverage(make_officer("Moderators")) is None
