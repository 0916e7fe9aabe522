"""What somebody said, for them alone: shown with how it stands, wherever they come by."""

import pytest

from keepitlocal.outbox.models import Message
from principles import held
from principles.models import Comment
from principles.tests.makers import DAY, NOON, hold, make_author, make_comment, make_principle
from principles.tests.own import DISCUSSION, OTHER_WORDS, YOURS, asked, change, rejected, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize(
    ("becomes", "said"),
    [
        (lambda comment: None, "Until they have read it, only you are shown it."),
        (asked, "Leave out the name."),
        (rejected, "The reason: Another reason. It is all in capitals."),
    ],
    ids=["waiting", "asked to change it", "rejected"],
)
@pytest.mark.parametrize("address", [YOURS, DISCUSSION])
def test_each_is_shown_as_it_stands(client, author, becomes, said, address):
    becomes(make_comment(is_published=False))

    assert said in words(client.get(address))


def test_one_that_is_hidden_says_why(client, comment):
    comment.hide(reason="private", by=None, at=NOON)

    assert "It names or describes a private individual" in client.get(YOURS).text


def test_one_that_everybody_is_shown_leads_there(client, comment):
    assert f'href="{comment.get_absolute_url()}"' in client.get(YOURS).text


def test_the_discussion_shows_them_what_not_everybody_is_shown(client, author):
    make_comment(text="Shown.")
    make_comment(text="Waits.", is_published=False)
    make_comment(text="On the whole.", principle="whole", is_published=False)
    make_comment(text="Somebody else's.", is_published=False, author=make_author("ann@example.org"))

    shown = client.get(DISCUSSION).text

    own = shown[shown.index('class="kil-yours"') :].partition("</section>")[0]
    assert [text in own for text in ["Shown.", "Waits.", "On the whole.", "Somebody else"]] == [False, True, False, False]
    assert "On the whole." in client.get("/principles/").text


def test_it_costs_two_queries_and_none_for_whoever_holds_nothing(client, author, django_assert_num_queries, rf):
    for number in range(3):
        make_comment(text=f"Waits {number}.", is_published=False)
    request, principle = client.get(DISCUSSION).wsgi_request, Comment.objects.first().principle

    with django_assert_num_queries(2):
        held.section(request, principle)
    with django_assert_num_queries(0):
        assert held.section(rf.get(DISCUSSION), None) == ""


def test_no_two_places_of_a_page_have_one_name(client, comment):
    """One that everybody is shown, and has a change that waits, stands on the page twice."""
    change(client, comment, OTHER_WORDS)

    shown = client.get(DISCUSSION).text

    assert [shown.count(f'id="{name}-{comment.pk}"') for name in ["comment", "own"]] == [1, 1]


def test_whoever_holds_nothing_is_told_how_to_come_back(client):
    make_principle()

    assert 'href="/return/"' in client.get(YOURS).text


def test_all_of_them_are_found_page_by_page(client, author):
    made = [make_comment(text=f"Number {number}.", is_published=False).pk for number in range(25)]

    first = client.get(YOURS)
    second = client.get(f"{YOURS}?before={made[5]}")

    assert [f'id="comment-{key}"' in first.text for key in made] == [False] * 5 + [True] * 20
    assert f'href="?before={made[5]}"' in first.text
    assert [f'id="comment-{key}"' in second.text for key in made] == [True] * 5 + [False] * 20
    assert "Older ones" not in second.text


@pytest.mark.parametrize("before", ["x", "-1", "9" * 19, "²"])
def test_a_page_that_there_is_not_is_not_found(client, author, before):
    assert client.get(f"{YOURS}?before={before}").status_code == 404


def test_the_link_that_confirms_is_sent_again_to_its_author_alone(client, arrive):
    make_principle()
    comment = make_comment(author=hold(client, make_author(is_confirmed=False)))
    arrive(NOON + DAY)

    answer = client.post(YOURS, {"comment": comment.pk}, follow=True)

    assert "We are sending the link to s…@example.org again." in answer.text
    assert Message.objects.filter(kind="principles.confirm").count() == 2
    client.cookies.clear()
    assert client.post(YOURS, {"comment": comment.pk}).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "²"])
def test_nothing_is_sent_again_for_a_comment_that_there_is_not(client, author, key):
    assert client.post(YOURS, {"comment": key}).status_code == 404
