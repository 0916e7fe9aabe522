"""What a page that saves itself is told."""

import json

import pytest
from django.test import RequestFactory

from keepitlocal.drafts.replying import reply, saves_itself


@pytest.mark.parametrize(
    ("accept", "by_itself"),
    [("application/json", True), ("text/html,application/xhtml+xml,*/*;q=0.8", False), (None, False)],
    ids=["a script", "a button", "neither"],
)
def test_a_page_that_saves_itself_says_so_by_what_it_accepts(accept, by_itself):
    request = RequestFactory().post("/", headers={"Accept": accept} if accept else {})

    assert saves_itself(request) is by_itself


def test_a_page_is_told_what_it_may_take_as_seen_where_to_choose_and_what_is_wrong():
    response = reply(["Say one", "Say two"], seen={"one": "0f34"}, choose="/choose/")

    assert json.loads(response.content) == {"seen": {"one": "0f34"}, "choose": "/choose/", "problems": ["Say one", "Say two"]}


def test_where_all_is_well_there_is_nothing_to_choose_and_no_problem():
    assert json.loads(reply([], seen={}).content) == {"seen": {}, "choose": "", "problems": []}
