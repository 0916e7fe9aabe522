"""What officers find, tag and quote of comments: what came to be read, from then until it is taken back or erased."""

import pytest
from django.urls import reverse

from keepitlocal import parts
from keepitlocal.audit.models import named
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage
from keepitlocal.passages.tests.found import choices, found, narrowed, unlike
from principles.models import Comment, Reason, post
from principles.tests.kept import now
from principles.tests.makers import NOON, make_author, make_comment, make_principle, reword

pytestmark = pytest.mark.django_db
COMMENT = "principles.comment"


def seen():
    """Who may find the only passage, whether it may be quoted, and what it says."""
    return Passage.objects.values_list("visibility", "quoting", "text").get()


def make_reply(text="Thank you."):
    """An officer's own."""
    comment = make_comment()
    said = {"principle": comment.principle, "wording": comment.wording, "officer": make_officer(), "name": "Ada"}
    return post(Comment(text=text, **said), answers=comment, begun_at=NOON, at=NOON)


def test_a_published_comment_is_found_and_quoted_with_the_name():
    make_comment(text="It would work here.")

    assert seen() == ("public", "named", "It would work here.")


def test_it_is_found_by_every_name_in_it_and_said_by_whoever_is_shown():
    make_comment(role="Chair")

    passage = Passage.objects.get()

    assert passage.names.splitlines() == ["Sam Okafor", "Example Community Trust", "Chair"]
    assert passage.said_by == "Sam Okafor, Chair, Example Community Trust"
    assert "sam@example.org" not in passage.stems


@pytest.mark.parametrize(
    ("on", "asked"), [(None, "Principle 1: Start with the place"), ("whole", "The principles as a whole")], ids=["one", "all"]
)
def test_it_says_what_it_is_about(on, asked):
    make_principle()
    make_comment(on)

    assert Passage.objects.get().asked == asked


def test_it_is_about_the_title_that_its_author_read():
    principle = make_principle()
    make_comment(principle)

    reword(principle, "Something else.", title="Begin elsewhere")

    assert Passage.objects.get().asked == "Principle 1: Start with the place"
    assert unlike() == []


def test_what_waits_for_its_address_to_be_confirmed_is_not_found():
    make_comment(author=make_author(is_confirmed=False))

    assert found() == {}


def test_what_waits_for_a_moderator_is_for_officers_and_not_to_be_quoted():
    author = make_author(is_confirmed=False)
    make_comment(author=author, text="It would work.")

    author.confirm(at=NOON)

    assert seen() == ("officers", "never", "It would work.")


@pytest.mark.parametrize("verb", ["hide", "remove"])
def test_what_is_shown_no_more_is_not_quoted_any_more(verb):
    comment = make_comment(text="It would work.")

    getattr(comment, verb)(reason=Reason.PRIVATE, by=None, at=NOON)

    assert seen() == ("officers", "never", "It would work.")


def test_a_change_is_found_once_a_moderator_has_read_it():
    comment = make_comment(text="It would work.")

    comment.change("It would.", at=NOON)
    assert seen() == ("public", "named", "It would work.")
    comment.approve(revision=2, by=None, at=NOON)

    assert seen() == ("public", "named", "It would.")


def test_what_waits_and_is_changed_is_found_as_it_says_now():
    comment = make_comment(text="It would work.", is_published=False)

    comment.change("It would.", at=NOON)

    assert seen() == ("officers", "never", "It would.")


def test_whoever_hides_it_from_a_page_that_is_out_of_date_leaves_it_found_as_it_says_now():
    comment = make_comment(text="It would work.")
    stale = Comment.objects.get()
    comment.change("It would.", at=NOON)
    comment.approve(revision=2, by=None, at=NOON)

    stale.hide(reason=Reason.PRIVATE, by=None, at=NOON)

    assert seen() == ("officers", "never", "It would.")


def test_what_is_taken_back_is_found_no_more():
    make_comment().take_back(at=NOON)

    assert found() == {}


def test_what_is_erased_is_found_no_more():
    """P1."""
    make_comment().erase(at=NOON)

    assert found() == {}


def test_what_officers_say_is_found_as_said_by_the_team():
    reply = make_reply()

    assert list(Passage.objects.of(reply).values_list("said_by", "text")) == [("The policy team", "Thank you.")]


def test_a_comment_is_read_on_its_page():
    comment = make_comment()

    address = parts.passage_kinds()[COMMENT].address(Passage.objects.get())

    assert address == reverse("admin:principles_comment_change", args=[comment.pk])


def test_comments_are_narrowed_to_what_they_are_about():
    on_one, on_all = make_comment(), make_comment("whole")

    assert choices(COMMENT, "question") == [
        ("principle-1", "Principle 1: Start with the place"),
        ("principles", "The principles as a whole"),
    ]
    assert narrowed(COMMENT, "question", "principle-1") == [named(on_one)]
    assert narrowed(COMMENT, "question", "principles") == [named(on_all)]


def test_comments_are_narrowed_to_a_status():
    make_comment()
    waiting = make_comment(is_published=False)

    assert narrowed(COMMENT, "status", "waiting") == [named(waiting)]
    assert [value for value, _ in choices(COMMENT, "status")] == ["waiting", "asked", "published", "rejected", "hidden"]


def test_the_moment_is_that_at_which_it_was_sent():
    comment = make_comment(is_published=False, at=NOON)

    now(comment).approve(revision=1, by=None, at=NOON.replace(day=2))

    assert Passage.objects.get().said_at == NOON
