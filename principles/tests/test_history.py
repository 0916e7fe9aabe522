"""Every wording of a principle can be read, with who published it and why, and any two can be compared."""

import re

import pytest

from keepitlocal.officers.tests.makers import make_lead
from principles.tests.makers import DAY, NOON, TEXT, make_comment, make_consultation, make_principle, reword
from principles.tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/history/"
OTHER = "Do not commission each service alone.\n\nDraw on everything that the place has to offer.\n\nPay people promptly."
QUERIES = 2


def page(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return response.content.decode()


def headings(html):
    """Those of the wordings, in order; and those of a comparison, each with what stands below it."""
    return re.findall(r'<h3 [^>]*id="wording-([0-9]+)-title"', html), [
        words(each) for each in re.findall(r'<section class="kil-compared.*?</section>', html, re.DOTALL)
    ]


def test_every_wording_is_shown_the_newest_first(client):
    principle = make_principle()
    reword(principle, OTHER)
    reword(principle, TEXT)

    assert headings(page(client))[0] == ["3", "2", "1"]


def test_a_wording_says_since_when_who_published_it_and_why(client):
    reword(make_principle(), OTHER, why="Many asked for it.", by=make_lead(name="Lena Marsh"), at=NOON - DAY)

    says = words(page(client))

    assert "Since 1pm on Sunday 31 May 2026. Published by Lena Marsh. Why it changed: Many asked for it." in says


def test_what_no_officer_published_is_the_policy_teams(client):
    make_principle()

    assert "Published by the policy team." in words(page(client))


def test_the_text_of_every_wording_is_there(client):
    reword(make_principle(title="Begin here"), OTHER, title="Start here")

    says = words(page(client))

    assert [each in says for each in ["Begin here", "on its own.", "Start here", "Pay people promptly."]] == [True] * 4


def test_one_wording_is_said_plainly_and_nothing_is_offered_to_compare(client):
    make_principle()

    html = page(client)

    assert ("has had one wording so far" in html, "<form" in html) == (True, False)


def test_what_led_to_a_wording_is_named_with_the_way_to_it(client):
    principle = make_principle()
    comment = make_comment(principle, name="Sam Okafor", text="Pay people promptly, too.")
    reword(principle, OTHER, led_by=[comment])

    html = page(client)

    assert f'<a class="govuk-link" href="/principles/comments/{comment.pk}/"><bdi>Sam Okafor</bdi></a>' in html
    assert "Pay people promptly, too." in html


def test_a_comment_that_led_to_a_wording_and_is_hidden_is_named_no_more(client):
    principle = make_principle()
    comment = make_comment(principle, name="Sam Okafor", text="Pay people promptly, too.")
    reword(principle, OTHER, led_by=[comment])
    page(client)

    comment.hide(reason="private", by=None, at=NOON)
    html = page(client)

    assert ("A comment that is no longer shown" in html, "Sam Okafor" in html, "promptly, too" in html) == (True, False, False)


def test_an_officers_new_name_is_shown_at_once(client):
    lead = make_lead(name="Lena Marsh")
    reword(make_principle(), OTHER, by=lead)
    page(client)

    lead.rename("Lena Okafor", by=None, at=NOON)

    assert ("Lena Okafor" in (html := page(client)), "Lena Marsh" in html) == (True, False)


def test_what_a_comment_says_is_text_and_nothing_else(client):
    """C1: the comments that led to a wording are shown on its page, escaped."""
    principle = make_principle()
    comment = make_comment(principle, name="<b>Sam</b>", organisation="<i>Trust</i>", text="<img src=x onerror=alert(1)>")
    reword(principle, OTHER, led_by=[comment])

    html = page(client)

    assert [each in html for each in ["<b>Sam", "<i>Trust", "<img", "&lt;b&gt;Sam&lt;/b&gt;"]] == [False, False, False, True]


def test_two_wordings_are_compared_paragraph_by_paragraph(client):
    reword(make_principle(title="Begin here"), OTHER, title="Start here")

    assert headings(page(client, "?from=1&to=2"))[1] == [
        "Title: changed Deleted: BeginAdded: StartUnchanged: here",
        "Paragraph 1: changed Do not commission each service Deleted: on its ownAdded: aloneUnchanged: .",
        "Paragraph 2: unchanged Draw on everything that the place has to offer.",
        "Paragraph 3: new Added: Pay people promptly.",
    ]


def test_what_was_taken_out_and_what_moved_is_said(client):
    principle = make_principle(text="First of all.\n\nThen the second.\n\nIn the end.")
    reword(principle, "In the end.\n\nFirst of all.")

    assert headings(page(client, "?from=1&to=2"))[1] == [
        "Taken out: it was paragraph 2 Deleted: Then the second.",
        "Paragraph 1: unchanged. It was paragraph 3 In the end.",
        "Paragraph 2: moved. It was paragraph 1 First of all.",
    ]


def test_words_that_came_and_went_are_marked_by_more_than_colour(client):
    reword(make_principle(text="We ask early."), "We ask late.")

    html = page(client, "?from=1&to=2")

    assert re.findall(r"<(del|ins) [^>]*><span[^>]*>(\w+): </span>(\w+)", html) == [
        ("del", "Deleted", "early"),
        ("ins", "Added", "late"),
    ]


def test_they_are_compared_in_the_order_that_is_asked_for(client):
    reword(make_principle(text="We ask early."), "We ask late.")

    assert headings(page(client, "?from=2&to=1"))[1] == ["Paragraph 1: changed We ask Deleted: lateAdded: earlyUnchanged: ."]


def test_a_wording_beside_itself_differs_in_nothing(client):
    make_principle()

    assert "Nothing differs between the two." in page(client, "?from=1&to=1")


def test_each_wording_leads_to_what_it_changed(client):
    principle = make_principle()
    reword(principle, OTHER)
    reword(principle, TEXT)

    assert re.findall(r'href="(\?from=[^"]*)"', page(client)) == [
        "?from=2&amp;to=3#changes",
        "?from=1&amp;to=2#changes",
    ]


def test_a_new_wording_is_there_at_once(client):
    principle = make_principle()
    page(client)

    reword(principle, OTHER)

    assert headings(page(client))[0] == ["2", "1"]


@pytest.mark.parametrize(
    "query", ["?from=1", "?to=1", "?from=1&to=3", "?from=0&to=1", "?from=x&to=1", "?from=١&to=1", "?from=&to="]
)
def test_wordings_that_there_are_not_are_not_found(client, query):
    reword(make_principle(), OTHER)

    assert client.get(f"{ADDRESS}{query}").status_code == 404


@pytest.mark.parametrize("number", [0, 2, 999, 10**30])
def test_a_principle_that_there_is_not_is_not_found(client, number):
    make_principle()

    assert client.get(f"/principles/{number}/history/").status_code == 404


def test_what_is_not_published_is_not_found(client):
    make_principle(2, is_published=False)

    assert client.get("/principles/2/history/").status_code == 404


def test_before_the_consultation_is_published_nothing_is_found(client):
    make_consultation(is_published=False)
    make_principle()

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("query", ["", "?from=1&to=2"], ids=["all", "two"])
def test_the_page_takes_as_many_queries_however_many_wordings_and_comments_there_are(client, django_assert_num_queries, query):
    principle = make_principle()
    reword(principle, OTHER, led_by=[make_comment(principle)])
    page(client, query)
    with django_assert_num_queries(QUERIES):
        page(client, query)

    for text in [TEXT, OTHER, TEXT]:
        reword(principle, text, led_by=[make_comment(principle), make_comment(principle)])
    page(client, query)

    with django_assert_num_queries(QUERIES):
        page(client, query)
