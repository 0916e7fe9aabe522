"""A comment as everybody is shown it: who says it, what it is about, and what became of it."""

import re

import pytest

from keepitlocal.officers.tests.makers import make_officer
from principles.models import Comment, post
from principles.tests.makers import NOON, make_author, make_comment, reword
from principles.tests.reading import ONE, WHOLE, article, read, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

FIRST, SECOND = "Do not commission each service on its own.", "Draw on everything that the place has to offer."


def test_a_comment_says_who_speaks_as_they_wish_to_be_shown(client):
    """C1, C9: escaped, and each apart from the writing around it."""
    comment = make_comment(name="<b>Sam</b> & \u0645", role="Chair", organisation="O’Neill & Sons")

    said = article(client, comment)

    assert "<bdi>&lt;b&gt;Sam&lt;/b&gt; &amp; \u0645</bdi></h3>" in said
    assert "<bdi>Chair</bdi>, <bdi>O’Neill &amp; Sons</bdi>, " in said


def test_an_address_is_never_shown(client):
    comment = make_comment(author=make_author("canary@example.org"))

    pages = [client.get(each, follow=True).content.decode() for each in [WHOLE, ONE, comment.get_absolute_url()]]

    assert [page for page in pages if "canary" in page] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One line\nand another.\n\nA paragraph.", "<p>One line<br>and another.</p>\n\n<p>A paragraph.</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("See https://example.org", "<p>See https://example.org</p>"),
        ("{{ csrf_token }}", "<p>{{ csrf_token }}</p>"),
    ],
    ids=["lines", "markup", "a link", "a template"],
)
def test_a_comment_is_plain_text(client, text, shown):
    """C1, C3: escaped, and its links are inert."""
    assert f'<div class="kil-comment__text" dir="auto">{shown}</div>' in article(client, make_comment(text=text))


def test_only_who_signed_in_at_the_desk_bears_the_badge(client):
    """C7: whatever name anybody types."""
    anybody = make_comment(name="The policy team")
    principle = anybody.principle
    reply = Comment(text="Yes.", name="Ruth", officer=make_officer(), principle=principle, wording=principle.latest)
    officers = post(reply, answers=anybody, begun_at=NOON, at=NOON)

    badge = '<strong class="govuk-tag">Policy team</strong>'

    assert [badge in article(client, each) for each in [anybody, officers]] == [False, True]


def test_who_replies_to_the_deepest_says_to_whom_and_others_stand_below(client):
    """C4: what cannot stand below what it answers names it."""
    first = make_comment()
    second = make_comment(answers=first)
    third = make_comment(answers=second, name="Jo <Hale>")
    fourth = make_comment(answers=third)

    found = [re.findall(r"In reply to <a[^>]*>(.*?)</a>", article(client, each)) for each in [first, second, third, fourth]]

    assert found == [[], [], [], ["<bdi>Jo &lt;Hale&gt;</bdi>"]]


@pytest.mark.parametrize(
    ("verb", "says"),
    [
        (
            lambda comment: comment.hide(reason="abusive", by=None, at=NOON),
            "This comment is hidden while it is looked into The reason given: it is abusive, or attacks a person or a group.",
        ),
        (
            lambda comment: comment.remove(reason="off topic", by=None, at=NOON),
            "A moderator took this comment down The reason given: it is not about the principles.",
        ),
        (
            lambda comment: comment.remove(reason="other", words="For Sam alone.", by=None, at=NOON),
            "A moderator took this comment down",
        ),
        (lambda comment: comment.take_back(at=NOON), "This comment was taken back by its author"),
        (lambda comment: comment.erase(at=NOON), "This comment was erased"),
    ],
    ids=["hidden", "removed", "removed for another reason", "taken back", "erased"],
)
def test_a_reply_to_what_is_gone_stays_beneath_words_that_say_why(client, verb, says):
    """C8: nothing of what is gone is shown, neither its words nor whose they were."""
    gone = make_comment(name="Canary", text="Canary", organisation="Canary", role="Canary")
    reply = make_comment(answers=gone)
    read(client)
    gone.refresh_from_db()
    verb(gone)

    assert words(article(client, gone)) == says
    assert "This would work where we are." in article(client, reply)
    assert "Canary" not in read(client)


def test_a_reply_names_nobody_whose_comment_is_gone(client):
    """C8: also where it is kept from before."""
    deepest = make_comment(answers=make_comment(answers=make_comment()), name="Canary")
    reply = make_comment(answers=deepest)
    assert "Canary" in article(client, reply)
    deepest.refresh_from_db()
    deepest.hide(reason="private", by=None, at=NOON)

    assert "In reply to a comment that is no longer shown" in words(article(client, reply))
    assert "Canary" not in read(client)


def test_what_is_gone_and_was_never_answered_leaves_nothing(client):
    comment = make_comment()
    comment.take_back(at=NOON)

    assert comment.anchor not in read(client)


@pytest.mark.parametrize(
    ("on", "text", "says"),
    [
        ({"paragraph": 1}, f"{FIRST}\n\nOther.", "On paragraph 1. Still stands. Written about wording 1."),
        ({"paragraph": 1}, f"A new one.\n\n{FIRST}", "On paragraph 2, then paragraph 1. Still stands. Written about wording 1."),
        ({"paragraph": 1}, "Do commission each on its own.", "On paragraph 1. Its words have changed. Written about wording 1."),
        ({"paragraph": 2}, FIRST, "On what was paragraph 2. Its paragraph is gone. Written about wording 1."),
        ({"paragraph": 1, "quote": "each service"}, "Do not buy each service on its own.", "Still stands."),
        ({"paragraph": 1, "quote": "each service"}, "Do not commission a service on its own.", "Its words have changed."),
        ({}, f"{FIRST}\n\nOther.", "On the principle. Its words have changed. Written about wording 1."),
    ],
    ids=["stands", "moved", "changed", "gone", "quote stands", "quote changed", "whole"],
)
def test_after_a_change_of_wording_a_comment_says_what_became_of_its_words(client, on, text, says):
    comment = make_comment(**on)
    before = words(article(client, comment))
    reword(comment.principle, text)

    assert says in words(article(client, comment))
    assert "Written about" not in before


@pytest.mark.parametrize(
    ("on", "old"),
    [
        ({"paragraph": 2}, [SECOND]),
        ({"paragraph": 2, "quote": "the place"}, ["the place"]),
        ({}, [FIRST, SECOND]),
    ],
    ids=["a paragraph", "words", "the whole"],
)
def test_where_its_words_have_changed_the_old_ones_are_shown(client, on, old):
    comment = make_comment(**on)
    reword(comment.principle, "All of it is new.")

    quoted = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", article(client, comment), re.DOTALL)[1]

    assert words(quoted) == " ".join(old)


def test_what_has_changed_since_is_a_link_away(client):
    comment = make_comment()
    for text in ["Second.", "Third."]:
        reword(comment.principle, text)

    assert 'href="/principles/1/history/?from=1&amp;to=3#changes"' in article(client, comment)


def test_what_was_decided_is_said_with_the_reason_and_the_wording_that_it_led_to(client):
    comment = make_comment()
    reword(comment.principle, "Better.", led_by=[comment])
    comment.consider(outcome="partly accepted", why="The <rest> is for the guidance.", by=None, at=NOON)

    said = article(client, comment)

    assert "The policy team considered this: partly accepted. The &lt;rest&gt; is for the guidance." in words(said)
    assert 'Led to <a class="govuk-link" href="/principles/1/history/#wording-2">wording 2 of principle 1</a>.' in said


def test_a_comment_whose_change_waits_is_shown_as_it_was(client):
    """C6: the old text stays."""
    comment = make_comment(text="As it was.")
    comment.change("As it would be.", at=NOON)

    assert ("As it was." in read(client), "As it would be." in read(client)) == (True, False)
