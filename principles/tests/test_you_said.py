"""What was said, what was decided and what changed stand together, principle by principle, and lead to each other."""

import datetime
import re

import pytest

from keepitlocal.officers.tests.makers import make_officer
from principles import decided
from principles.models import Comment, post
from principles.tests.makers import MOMENT, NOON, make_comment, make_consultation, make_principle, reword
from principles.tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/you-said/"
QUERIES, QUERIES_OF_ONE = 4, 4
MINUTE = datetime.timedelta(minutes=1)


def page(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return response.content.decode()


def section(client, anchor):
    """What the page says of one principle, as HTML."""
    return re.search(rf'<section [^>]*aria-labelledby="{anchor}">.*?</section>', page(client), re.DOTALL)[0]


def considered(principle=None, *, outcome="accepted", why="It is right.", at=NOON, **fields):
    comment = make_comment(principle, **fields)
    comment.consider(outcome=outcome, why=why, by=None, at=at)
    return comment


def permalinks(html):
    return [int(key) for key in re.findall(r'kil-considered__who"><a [^>]*href="/principles/comments/([0-9]+)/"', html)]


def test_how_many_comments_were_considered_so_far_is_said(client):
    principle = make_principle()
    considered(principle)
    make_comment(principle)

    said = "Comments considered so far: 1 of 2."
    assert said in words(section(client, "principle-1"))
    assert said in words(page(client, "?principle=1"))


def test_what_officers_answer_is_not_among_what_can_be_considered(client):
    principle = make_principle()
    for on in [principle, "whole"]:
        comment = considered(on)
        said = {"principle": comment.principle, "wording": comment.wording, "officer": make_officer()}
        post(Comment(text="We agree.", name="Ruth", **said), answers=comment, begun_at=NOON, at=NOON)

    for found in [
        section(client, "principle-1"),
        section(client, "whole"),
        page(client, "?principle=1"),
        page(client, "?principle=whole"),
    ]:
        assert "Comments considered so far: 1 of 1." in words(found)


def test_a_new_comment_is_counted_at_once(client):
    principle = make_principle()
    considered(principle)
    page(client)

    make_comment(principle)
    make_comment("whole")

    assert "so far: 1 of 2." in words(section(client, "principle-1"))
    assert "so far: 0 of 1." in words(section(client, "whole"))


def test_what_was_said_stands_beside_what_was_decided_and_why(client):
    comment = considered(outcome="partly accepted", why="Where it can be done.", name="Ama Boateng", text="Pay promptly.")

    html = section(client, "principle-1")

    assert f'href="/principles/comments/{comment.pk}/"><bdi>Ama Boateng</bdi></a>' in html
    assert "Pay promptly. Partly accepted Where it can be done." in words(html)


def test_the_words_that_it_is_about_are_quoted(client):
    principle = make_principle()
    considered(principle, paragraph=principle.content.paragraphs[0].id, quote="each service")

    assert "said, on the words each service:" in words(section(client, "principle-1"))


def test_what_was_said_of_the_principles_as_a_whole_stands_apart(client):
    make_principle()
    comment = considered("whole")

    assert (permalinks(section(client, "whole")), permalinks(section(client, "principle-1"))) == ([comment.pk], [])


def test_what_changed_leads_to_the_wording_and_to_the_comments_that_led_to_it(client):
    principle = make_principle()
    comment = considered(principle, name="Ama Boateng")
    reword(principle, "Pay promptly.", why="Many cannot wait.", led_by=[comment])

    html = section(client, "principle-1")

    assert "Many cannot wait. Comments that led to it: Ama Boateng" in words(html)
    assert 'href="/principles/1/history/#wording-2"' in html.partition("What changed")[2]
    assert f'href="/principles/comments/{comment.pk}/"' in html.partition("What changed")[2]
    assert 'href="/principles/1/history/?from=1&amp;to=2#changes"' in html


def test_a_comment_leads_to_each_wording_that_it_led_to(client):
    principle, other = make_principle(), make_principle(2)
    comment = considered(principle)
    reword(principle, "Pay promptly.", led_by=[comment])
    reword(other, "Pay at once.", led_by=[comment])

    said = section(client, "principle-1").partition("What changed")[0]

    assert "It led to wording 2 of principle 1 and wording 2 of principle 2." in words(said)
    assert 'href="/principles/2/history/#wording-2"' in said


def test_where_nothing_was_decided_or_changed_that_is_said(client):
    make_principle()

    says = words(section(client, "principle-1"))

    assert ("Nothing has been decided yet." in says, "Nothing has changed yet" in says) == (True, True)


def test_the_newest_decisions_come_first_and_the_others_are_one_link_away(client):
    principle = make_principle()
    comments = [considered(principle, at=NOON + place * MINUTE) for place in range(decided.NEWEST + 1)]

    html = section(client, "principle-1")

    assert permalinks(html) == [comment.pk for comment in comments[:0:-1]]
    assert "?principle=1" in html


def test_where_all_are_shown_no_link_says_that_there_are_more(client):
    principle = make_principle()
    for _ in range(decided.NEWEST):
        considered(principle)

    assert "?principle=1" not in section(client, "principle-1")


def test_what_is_hidden_is_gone_at_once(client):
    principle = make_principle()
    comment = considered(principle, text="Quokka.")
    reword(principle, "Pay promptly.", led_by=[comment])
    page(client)

    comment.hide(reason="private", by=None, at=NOON)

    assert ("Quokka." in (html := page(client)), "A comment that is no longer shown" in html) == (False, True)


def test_what_is_decided_anew_is_shown_at_once(client):
    comment = considered(why="It is right.")
    page(client)

    comment.consider(outcome="out of scope", why="It is for others.", by=None, at=NOON + MOMENT)

    assert "Out of scope It is for others." in words(page(client))


def test_what_people_say_is_text_and_nothing_else(client):
    """C1: what was said is shown beside what was decided, escaped."""
    considered(name="<b>Sam</b>", organisation="<i>Trust</i>", text="<img src=x onerror=alert(1)>")

    for html in [page(client), page(client, "?principle=1")]:
        assert [each in html for each in ["<b>Sam", "<i>Trust", "<img", "&lt;img"]] == [False, False, False, True]


@pytest.mark.parametrize("of_whole", [False, True], ids=["a principle", "the whole"])
def test_going_on_page_by_page_finds_every_decision_once(client, monkeypatch, of_whole):
    monkeypatch.setattr(decided, "ON_A_PAGE", 3)
    principle = make_principle()
    considered(principle if of_whole else "whole")
    moments = [NOON, NOON, NOON + MOMENT, NOON + MINUTE, NOON, NOON + MINUTE, NOON + MOMENT, NOON]
    comments = [considered("whole" if of_whole else principle, at=moment) for moment in moments]

    found, query = [], f"?principle={'whole' if of_whole else 1}"
    while query:
        html = page(client, query)
        found.append(permalinks(html))
        query = next(iter(re.findall(r'href="(\?[^"]*before=[^"]*)" rel="next"', html)), "").replace("&amp;", "&")

    newest_first = sorted(comments, key=lambda comment: (comment.considered_at, comment.pk), reverse=True)
    assert [len(each) for each in found] == [3, 3, 2]
    assert sum(found, []) == [comment.pk for comment in newest_first]


@pytest.mark.parametrize(
    "query",
    [
        "principle=2",
        "principle=x",
        "principle=١",
        "principle=1&before=x",
        "principle=1&before=1",
        f"principle=1&before={'9' * 18}-1",
    ],
)
def test_what_an_address_makes_up_is_not_found(client, query):
    make_principle()

    assert client.get(f"{ADDRESS}?{query}").status_code == 404


def test_before_everything_there_is_nothing_older(client):
    make_principle()

    assert "There is nothing older." in page(client, "?principle=1&before=0-1")


def test_before_the_consultation_is_published_nothing_is_found(client):
    make_consultation(is_published=False)
    make_principle()

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize(("query", "most"), [("", QUERIES), ("?principle=1", QUERIES_OF_ONE)], ids=["all", "one"])
def test_the_page_takes_as_many_queries_however_much_was_said(client, django_assert_num_queries, query, most):
    principle = make_principle()
    reword(principle, "Pay promptly.", led_by=[considered(principle)])
    page(client, query)
    with django_assert_num_queries(most):
        page(client, query)

    for number in [2, 3]:
        reword(make_principle(number), "Pay promptly.", led_by=[considered(principle), considered("whole")])
    page(client, query)

    with django_assert_num_queries(most):
        page(client, query)
