"""Walking from one submission to the next, in the order of the filtered list."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import Status, Submission
from evidence.tests.makers import DAY, NOON, make_call, make_draft, make_sent
from evidence.tests.test_admin_submissions import SUBMISSIONS, listed, page_of
from keepitlocal.officers import walking

pytestmark = pytest.mark.django_db
NAMES = ["Bo", "Ann", "Bo", "Cy", "Ann", "Åsa", "ann"]


@pytest.fixture
def several():
    """Seven submissions, some with the same name or moment, with a draft among them."""
    call = make_call()
    made = [make_sent(call) for _ in NAMES]
    make_draft(call)
    for place, (submission, name) in enumerate(zip(made, NAMES, strict=True)):
        changed = {
            "name": name,
            "status_since": NOON + place % 3 * DAY,
            "status": Status.ACCEPTED if place % 2 else Status.SUBMITTED,
        }
        Submission.objects.filter(pk=submission.pk).update(**changed)
    return made


def beside(client, pk, query):
    """The keys before and after it, as its page links to them."""
    found = client.get(f"{SUBMISSIONS}{pk}/change/?_changelist_filters={quote(query)}").context
    return tuple(found[name] and found[name].pk for name in ["before", "after"])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "o=1",
        "o=-1",
        "o=2",
        "o=-2",
        "o=2.-6",
        "o=6.2",
        "o=-6",
        "o=3.2",
        "o=4",
        "o=8.5.2",
        "status=accepted",
        "q=ann&o=-2",
        "p=1",
    ],
)
def test_walking_goes_through_the_list_as_it_is_shown(client, officer, several, query):
    keys = listed(client, f"?{query}")

    walked = [beside(client, key, query) for key in keys]

    assert len(keys) >= 2
    assert walked == list(zip([None, *keys], [*keys[1:], None], strict=False))


def test_walking_goes_on_from_one_that_has_left_the_list(client, officer, several):
    first, second, third, fourth = listed(client, "?status=submitted")
    Submission.objects.get(pk=second).take_up(by=officer, at=NOON)

    assert beside(client, second, "status=submitted") == (first, third)
    assert beside(client, third, "status=submitted") == (first, fourth)


@pytest.mark.parametrize("query", ["answers__text=x", "call__id__exact=owl", "nonsense=1", "o=99", "o=x", "%00", "q=%00"])
def test_a_list_that_makes_no_sense_is_the_whole_list(client, officer, several, query):
    keys = listed(client)

    assert beside(client, keys[1], query) == (keys[0], keys[2])


def test_the_links_hand_the_list_on(client, officer, several):
    keys = listed(client, "?status=submitted")

    page = client.get(f"{page_of(Submission.objects.get(pk=keys[0]))}?_changelist_filters=status%3Dsubmitted").content.decode()

    handed_on = "?_changelist_filters=status%3Dsubmitted"
    assert f'href="{SUBMISSIONS}{keys[1]}/change/{handed_on}" rel="next"' in page
    assert f'action="{SUBMISSIONS}{keys[0]}/review/{handed_on}"' in page
    assert f'href="{SUBMISSIONS}?status=submitted"' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize("place", range(7))
def test_a_neighbour_is_a_query_for_each_column_at_most_and_each_fetches_a_row(several, place):
    rows = Submission.objects.sent().order_by("name", "pk")
    row = rows[place]

    with CaptureQueriesContext(connection) as captured:
        walking.neighbours(rows, row)

    assert len(captured) <= 4
    assert [each["sql"].rstrip().endswith("LIMIT 1") for each in captured] == [True] * len(captured)
