"""Slots, and the memory that pages are kept in."""

import pytest
from django.test import RequestFactory

from keepitlocal import pages
from keepitlocal.pages import Made, Page, Parts, kept, respond, slot


def test_what_fills_a_slot_is_escaped():
    page = Page(f"<p>{slot('said')}</p>")

    assert page.filled({"said": "</p><b>'\"&"}) == "<p>&lt;/p&gt;&lt;b&gt;&#x27;&quot;&amp;</p>"


def test_a_slot_that_somebody_types_fills_nothing():
    page = Page(f"{slot('one')} and {slot('two')}")

    assert page.filled({"one": slot("two"), "two": "secret"}) == f"{slot('two')} and secret"


def test_a_slot_can_stand_more_than_once_and_beside_another():
    page = Page(f"{slot('a')}{slot('b')}{slot('a')}")

    assert page.filled({"a": "1", "b": "2"}) == "121"


def test_a_slot_that_nothing_is_said_for_is_a_mistake():
    with pytest.raises(KeyError):
        Page(slot("said")).filled({})


def test_a_filled_page_leaves_the_kept_one_as_it_was():
    page = Page(f"<p>{slot('said')}</p>")
    page.filled({"said": "Ann’s"})

    assert page.filled({"said": "Ben’s"}) == "<p>Ben’s</p>"


def test_no_more_than_so_many_pages_are_kept():
    made = []
    page = kept(lambda number: made.append(number) or Page(""))
    for number in range(pages.MOST + 1):
        page(number)

    page(pages.MOST)
    page(0)

    assert made[-1] == 0
    assert len(made) == pages.MOST + 2


def test_a_page_is_made_again_where_what_every_page_says_has_changed(settings):
    made = []
    page = kept(lambda: made.append(settings.POLICY_EMAIL) or Page(""))
    for settings.POLICY_EMAIL in ["a@example.org", "b@example.org", "a@example.org"]:
        page()

    assert made == ["a@example.org", "b@example.org"]


def test_a_page_without_a_form_makes_no_token():
    request = RequestFactory().get("/")

    respond(request, Page("<p>No form.</p>"), {})

    assert "CSRF_COOKIE" not in request.META


def test_what_a_template_made_is_filled_in_as_it_is():
    page = Page(f"<ul>{slot('comments')}</ul><p>{slot('said')}</p>")

    assert page.filled({"comments": Made("<li>A &amp; B</li>"), "said": "<li>"}) == "<ul><li>A &amp; B</li></ul><p>&lt;li&gt;</p>"


def test_what_is_added_to_what_a_template_made_is_escaped_with_it():
    assert Page(slot("said")).filled({"said": Made("<b>") + "<i>"}) == "&lt;b&gt;&lt;i&gt;"


def test_a_slot_within_what_a_template_made_is_not_looked_at():
    page = Page(f"{slot('comments')} and {slot('token')}")

    assert page.filled({"comments": Made(slot("token")), "token": "secret"}) == f"{slot('token')} and secret"


@pytest.fixture
def made():
    """The keys that parts were made of, each time together."""
    return []


@pytest.fixture
def parts(made):
    """Two parts at most are kept; of the key "nothing" there is nothing to make."""

    def make(keys, *on):
        made.append(keys)
        return {key: Page(f"{key} {on}") for key in keys if key != "nothing"}

    return Parts(make, most=2)


def test_parts_are_made_together_and_once(parts, made):
    for keys in ["ab", "ab", "bc"]:
        parts.of(keys, 1)

    assert made == [["a", "b"], ["c"]]


def test_parts_are_made_again_where_what_they_depend_on_is_another(parts):
    assert [parts.of("a", on)["a"].filled({}) for on in [1, 2]] == ["a (1,)", "a (2,)"]


def test_more_parts_than_are_kept_are_all_there(parts):
    assert list(parts.of("abc")) == ["a", "b", "c"]


def test_a_part_that_goes_to_make_room_for_another_is_still_there(parts):
    parts.of("ab")

    assert list(parts.of("abc")) == ["a", "b", "c"]


def test_no_more_than_so_many_parts_are_kept(parts, made):
    for keys in ["ab", "c", "b", "a"]:
        parts.of(keys)

    assert made == [["a", "b"], ["c"], ["a"]]


def test_of_what_is_not_there_no_part_is_made(parts):
    assert list(parts.of(["nothing", "a"])) == ["a"]
