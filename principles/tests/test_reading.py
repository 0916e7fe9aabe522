"""What the pages of the principles say to everybody: before, while and after one can comment, and after each change."""

import re

import pytest

from principles.models import Consultation, Principle
from principles.tests.makers import DAY, MOMENT, NOON, WEEK, make_comment, make_consultation, make_principle, reword
from principles.tests.reading import ONE, WHOLE, read, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

FIRST, SECOND = "Do not commission each service on its own.", "Draw on everything that the place has to offer."
SAID = ["Comments open at", "Open for comments until", "The deadline has passed", "you can still send it until"]


@pytest.mark.parametrize("address", [WHOLE, ONE])
@pytest.mark.parametrize(
    ("moment", "said", "can_comment"),
    [
        (NOON - WEEK - MOMENT, SAID[:1], False),
        (NOON - WEEK, SAID[1:2], True),
        (NOON + WEEK - MOMENT, SAID[1:2], True),
        (NOON + WEEK, SAID[2:], False),
        (NOON + WEEK + DAY, SAID[2:3], False),
    ],
    ids=["before", "as it opens", "at the last", "in the grace", "closed"],
)
def test_the_window_opens_and_closes_by_the_microsecond(client, arrive, address, moment, said, can_comment):
    """D2, D11: the page says what holds as it is asked for, and leads to the forms only while they are taken."""
    principle = make_principle()
    make_comment(principle)
    make_comment("whole")
    read(client, address)
    arrive(moment)

    page = read(client, address)

    assert [each for each in SAID if each in page] == said
    assert ("/comment/" in page, "/reply/" in page, "csrfmiddlewaretoken" in page) == (can_comment,) * 3
    assert "This would work where we are." in page


@pytest.mark.parametrize("address", [WHOLE, ONE])
def test_an_extension_is_said_with_its_reason(client, address):
    make_principle()
    Consultation.objects.get().extend(NOON + 2 * WEEK, why="The <post> was slow.", by=None, at=NOON)

    assert "Extended from 1pm (UK time) on Monday 8 June 2026. The &lt;post&gt; was slow." in read(client, address)


def test_until_they_are_published_the_principles_are_announced_and_not_shown(client):
    make_consultation(is_published=False)
    make_principle(title="Not yet")

    assert ("are not published yet" in read(client, WHOLE), "Not yet" in read(client, WHOLE)) == (True, False)
    assert client.get(ONE).status_code == 404


def test_the_principles_are_listed_with_how_many_comments_each_has(client):
    for number, title in enumerate(["Start with the place", "Trust people"], 1):
        make_principle(number, title=title)
    make_principle(3, title="Not yet", is_published=False)
    for _ in range(2):
        make_comment()

    page = words(read(client, WHOLE))

    assert f"Principle 1: Start with the place {FIRST} {SECOND} 2 comments on principle 1" in page
    assert f"Principle 2: Trust people {FIRST} {SECOND} No comments on principle 2" in page
    assert "Not yet" not in page


def test_a_principle_leads_to_the_one_before_it_and_the_one_after(client):
    for number in [1, 2, 4]:
        make_principle(number, title=f"Title {number}")
    make_principle(5, is_published=False)

    found = [re.findall(r'href="(/principles/\d/)" rel="(\w+)"', read(client, f"/principles/{each}/")) for each in [1, 2, 4]]

    assert found == [
        [("/principles/2/", "next")],
        [("/principles/1/", "prev"), ("/principles/4/", "next")],
        [("/principles/2/", "prev")],
    ]


def test_each_paragraph_has_an_anchor_and_a_link_to_comment_on_it(client):
    principle = make_principle()
    reword(principle, f"A new one.\n\n{SECOND}")

    page = read(client)

    assert re.findall(r'<p class="govuk-body" id="(paragraph-\d)">(.*?)</p>', page) == [
        ("paragraph-1", "A new one."),
        ("paragraph-2", SECOND),
    ]
    assert re.findall(r"comment/\?paragraph=(\d+)", page) == [str(each.id) for each in principle.content.paragraphs]


def test_a_principle_says_which_wording_it_has_and_since_when(client):
    principle = make_principle()
    reword(principle, "Another.", at=NOON - DAY)

    assert "Wording 2, since 31 May 2026. Earlier wordings, and why they changed" in words(read(client))


def test_the_nav_says_that_one_is_among_the_principles(client):
    make_principle()

    found = [re.search(r'href="/principles/" aria-current="(\w+)"', read(client, address))[1] for address in [WHOLE, ONE]]

    assert found == ["page", "true"]


@pytest.mark.parametrize("address", [WHOLE, ONE])
def test_the_order_that_is_shown_is_marked_among_the_others(client, address):
    principle = make_principle()
    make_comment(principle)
    make_comment("whole")
    current = re.compile(r'<a class="govuk-link" href="([^"]*)" aria-current="true">')

    found = [current.findall(read(client, f"{address}{query}")) for query in ["", "?sort=oldest", "?sort=replied"]]

    assert found == [[f"{address}{query}#comments"] for query in ["", "?sort=oldest", "?sort=replied"]]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOON - WEEK - MOMENT, "There are no comments yet."),
        (NOON, "There are no comments yet. Yours can be the first."),
        (NOON + WEEK, "Nobody commented here."),
    ],
    ids=["before", "open", "closed"],
)
def test_where_nobody_has_commented_that_is_said(client, arrive, moment, said):
    make_principle()
    arrive(moment)

    assert f'<p class="govuk-body">{said}</p>' in read(client)


@pytest.mark.parametrize("change", ["reworded", "new", "considered"])
def test_what_changes_shows_at_once(client, change):
    comment = make_comment()
    before = read(client)
    if change == "reworded":
        reword(comment.principle, "Reworded.")
    if change == "new":
        make_comment(text="Just now.")
    if change == "considered":
        comment.consider(outcome="accepted", why="Yes.", by=None, at=NOON)
    said = {"reworded": "Reworded.", "new": "Just now.", "considered": "considered this: accepted"}[change]

    assert (said in before, said in read(client)) == (False, True)


def test_many_comments_are_counted_in_words_that_part_thousands(client):
    make_comment()
    counts = []
    for count in [1, 2, 12_345]:
        Principle.objects.update(comments_shown=count)
        counts.append(re.search(r'kil-discussion__count">(.*?)</p>', read(client))[1])

    assert counts == ["1 comment", "2 comments", "12,345 comments"]
