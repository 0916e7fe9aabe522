"""From one comment of the queue to the next, in the order of the list that was narrowed."""

import pytest

from principles.tests.makers import DAY, NOON, make_comment, make_principle
from principles.tests.test_admin_comments import COMMENTS, page_of
from principles.tests.test_admin_moderating import act

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_after_a_decision_the_next_in_the_queue_follows(client, officer):
    first, second = (make_comment(text=f"{at}", is_published=False, at=at) for at in [NOON - DAY, NOON])

    response = act(client, first, "approve", revision=1)

    assert response["Location"] == page_of(second)


def test_after_the_last_of_the_queue_the_first_follows_and_then_the_list(client, officer):
    first, last = (make_comment(text=f"{at}", is_published=False, at=at) for at in [NOON - DAY, NOON])

    assert act(client, last, "approve", revision=1)["Location"] == page_of(first)
    assert act(client, first, "approve", revision=1)["Location"] == COMMENTS


def test_the_queue_that_is_walked_is_the_one_that_was_narrowed(client, officer):
    one, two = make_principle(1), make_principle(2)
    first = make_comment(one, text="First.", is_published=False, at=NOON - DAY)
    make_comment(two, text="Elsewhere.", is_published=False)
    third = make_comment(one, text="Third.", is_published=False)

    response = act(client, first, "approve", "?_changelist_filters=principle%3D1", revision=1)

    assert response["Location"] == f"{page_of(third)}?_changelist_filters=principle%3D1"


def test_a_queue_in_the_order_of_what_deciding_changes_goes_on_from_where_it_was(client, officer):
    _, second, third = (make_comment(text=f"{days}", is_published=False, at=NOON - days * DAY) for days in [3, 2, 1])
    by_since = "?_changelist_filters=o%3D7"

    response = act(client, second, "approve", by_since, revision=1)

    assert response["Location"] == f"{page_of(third)}{by_since}"


def test_of_a_list_that_makes_no_sense_the_neighbours_are_those_of_the_whole(client, officer):
    first, second, third = (make_comment(text=f"{at}", is_published=False, at=at) for at in [NOON - 2 * DAY, NOON - DAY, NOON])

    context = client.get(f"{page_of(second)}?_changelist_filters=nonsense%3D1").context

    assert (context["before"], context["after"]) == (first, third)
