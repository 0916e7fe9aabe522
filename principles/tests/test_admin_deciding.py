"""Several comments decided at once, and those that say nearly the same: shown once and in full, counted, and never a vote."""

import re

import pytest

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import GROUPS, MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from principles import promises
from principles.models import Comment, Likeness
from principles.tests.letters import LETTER, VARIANTS
from principles.tests.makers import NOON, make_author, make_comment
from principles.tests.test_admin_comments import COMMENTS, queries, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DECIDE = f"{COMMENTS}decide/"


def make_several(*texts):
    return [
        make_comment(text=text, author=make_author(f"author{place}@example.org"), is_published=False)
        for place, text in enumerate(texts)
    ]


def make_many(text, count):
    """So many comments that say exactly this, written all at once."""
    first = make_comment(text=text, is_published=False)
    Comment.objects.bulk_create(
        Comment(
            principle=first.principle,
            wording=first.wording,
            author=first.author,
            name=f"Writer {number}",
            text=text,
            status="waiting",
            status_since=NOON,
            created_at=NOON,
            likeness=first.likeness,
            reference=f"KIL-MANY-{number}",
            place=f"{number:010}",
        )
        for number in range(1, count)
    )
    return first


def selected(client, action, comments):
    """The page in between, for these of the list."""
    return client.post(COMMENTS, {"action": action, "_selected_action": [comment.pk for comment in comments]})


def decide(client, verb, comments, **said):
    read = [f"{comment.pk}-{comment.revision}" for comment in comments]
    return client.post(DECIDE, {"verb": verb, "read": read, **said})


def test_whoever_decides_about_many_is_told_which_of_them_is_hidden(client):
    client.force_login(make_officer(MODERATORS))
    hidden, shown = [make_comment(text=text) for text in ["One.", "Two."]]
    for comment in [hidden, shown]:
        comment.change("In other words.", at=NOON)
    hidden.hide(reason="private", by=None, at=NOON)

    page = selected(client, "approve", [hidden, shown]).content.decode()

    assert page.count("(hidden while it is looked into)") == 1


def statuses():
    return sorted(Comment.objects.values_list("status", flat=True))


@pytest.mark.parametrize("action", ["approve", "reject", "ask"])
def test_choosing_an_action_does_nothing_yet_and_shows_each_text_once(client, officer, action):
    comments = make_several("The same text.", "The same text.", "Another text.")

    page = selected(client, action, comments).content.decode()

    assert statuses() == ["waiting"] * 3
    assert (page.count("The same text."), page.count("Another text.")) == (1, 1)
    assert "3 comments, 2 different texts." in page
    assert sorted(re.findall(r'name="read" value="(\d+)-1"', page)) == sorted(str(comment.pk) for comment in comments)


@pytest.mark.parametrize(
    ("verb", "said", "becomes", "kind"),
    [
        ("approve", {}, "published", promises.APPROVED),
        ("reject", {"reason": "repeated"}, "rejected", promises.REJECTED),
        ("ask", {"words": "Say which place you mean."}, "asked", promises.ASKED),
    ],
)
@pytest.mark.parametrize("group", GROUPS)
def test_each_is_decided_by_its_own_verb_and_its_author_is_told(client, group, verb, said, becomes, kind):
    client.force_login(make_officer(group))
    comments = make_several("One text.", "Another text.")

    response = decide(client, verb, comments, **said)

    assert response["Location"] == COMMENTS
    assert statuses() == [becomes] * 2
    assert Message.objects.filter(kind=kind).count() == 2
    assert Entry.objects.filter(did=f"became {becomes}").count() == 2


def test_one_that_its_author_has_changed_since_is_left_as_it_is_and_the_others_are_decided(client, officer):
    changed, other = make_several("One text.", "Another text.")
    Comment.objects.get(pk=changed.pk).change("Words that nobody has read.", at=NOON)

    decide(client, "approve", [changed, other])

    assert [Comment.objects.get(pk=each.pk).status for each in [changed, other]] == ["waiting", "published"]
    assert f"{changed}: " in text_of(client, COMMENTS)


@pytest.mark.parametrize(("verb", "said"), [("approve", {}), ("reject", {"reason": "repeated"})])
def test_one_that_was_hidden_meanwhile_is_left_as_it_is(client, officer, verb, said):
    (comment,) = make_several("One text.")
    comment.approve(revision=1, by=None, at=NOON)
    comment.hide(reason="private", by=None, at=NOON)

    decide(client, verb, [comment], **said)

    assert statuses() == ["hidden"]
    assert "this cannot be done to it now" in text_of(client, COMMENTS)


@pytest.mark.parametrize(("verb", "said"), [("reject", {"reason": ""}), ("ask", {"words": ""})])
def test_without_a_reason_nothing_is_done_and_the_page_comes_back(client, officer, verb, said):
    comments = make_several("One text.", "Another text.")

    page = decide(client, verb, comments, **said)

    assert (page.status_code, statuses()) == (200, ["waiting"] * 2)
    assert "Nothing was done." in page.content.decode()


def test_the_list_that_is_come_back_to_is_the_one_that_was_narrowed(client, officer):
    comments = make_several("One text.")
    page = client.post(f"{COMMENTS}?principle=1", {"action": "approve", "_selected_action": [comments[0].pk]}).content.decode()
    address = re.search(r'<form method="post" action="([^"]*decide[^"]*)"', page)[1]

    response = client.post(address, {"verb": "approve", "read": f"{comments[0].pk}-1"})

    assert response["Location"] == f"{COMMENTS}?principle=1"


def test_where_nothing_can_be_decided_the_list_says_so(client, officer):
    (comment,) = make_several("One text.")
    comment.approve(revision=1, by=None, at=NOON)

    response = selected(client, "approve", [comment])

    assert response["Location"] == COMMENTS
    assert "there is nothing to which this can be done now" in text_of(client, COMMENTS)


def test_of_many_it_is_said_how_many_were_decided(client, officer):
    comments = make_several(*[f"Text number {number}." for number in range(22)])

    decide(client, "approve", comments)

    assert f"{comments[19]}, and 2 more." in text_of(client, COMMENTS)


def test_who_may_not_moderate_can_decide_nothing_and_it_goes_on_the_record(client):
    client.force_login(make_officer(None))
    comments = make_several("One text.")

    assert decide(client, "approve", comments).status_code == 403
    assert statuses() == ["waiting"]
    assert Entry.objects.filter(did="was refused the comments").count() == 1


@pytest.mark.parametrize("read", ["1", "x-1", "1-", "1-1-1", "-1-1"])
def test_a_page_that_was_tampered_with_is_refused(client, officer, read):
    make_several("One text.")

    assert client.post(DECIDE, {"verb": "approve", "read": read}).status_code == 400
    assert statuses() == ["waiting"]


@pytest.mark.parametrize("verb", ["", "hide", "erase", "consider", "__class__"])
def test_no_other_verb_is_done_to_many(client, officer, verb):
    assert decide(client, verb, make_several("One text.")).status_code == 400


def test_letters_that_are_nearly_the_same_are_one_group_that_is_counted_in_full(client, officer):
    """C11: the same letter, as ten thousand people send it: as it is, and with words of their own."""
    texts = [LETTER, VARIANTS["another name"], VARIANTS["a sentence added"], VARIANTS["shouted"]]
    comments = make_several(*texts, "Something else altogether.")

    page = text_of(client, f"{COMMENTS}alike/{comments[0].likeness_id}/")

    assert len({comment.likeness_id for comment in comments[:4]}) == 1
    assert "1 text, 4 comments; 4 wait to be moderated." in page
    assert "5 comments wait to be moderated: 2 different texts." in text_of(client, COMMENTS)
    assert f'<a href="/admin/principles/comment/alike/{comments[0].likeness_id}/">4 alike</a>' in text_of(client, COMMENTS)


def test_a_group_marks_the_words_that_differ_for_they_may_say_the_opposite(client, officer):
    """C11."""
    comments = make_several(LETTER, LETTER.replace("are a proper way", "are not a proper way"))

    page = text_of(client, f"{COMMENTS}alike/{comments[0].likeness_id}/")

    assert comments[0].likeness_id == comments[1].likeness_id
    assert '<span class="kil-changes__said">Added: </span>not ' in page


def test_thousands_are_counted_in_full_and_read_a_page_at_a_time(client, officer):
    """C11."""
    first = make_many(LETTER, 2_400)

    page = text_of(client, f"{COMMENTS}alike/{first.likeness_id}/")

    assert "1 text, 2,400 comments; 2,400 wait to be moderated." in page
    assert page.count("Writer ") + page.count("Sam Okafor") == 50
    assert page.count("Small local charities know") == 1
    assert "2,400 alike" in text_of(client, COMMENTS)
    assert "More than 1,000 comments wait to be moderated; the first 1,000 are 1 different texts." in text_of(client, COMMENTS)


def test_every_row_of_a_group_is_on_exactly_one_of_its_pages(client, officer):
    first = make_many(LETTER, 120)
    found, query = [], ""

    for _ in range(3):
        page = text_of(client, f"{COMMENTS}alike/{first.likeness_id}/{query}")
        found += re.findall(r'comment/(\d+)/change/">KIL', page)
        query = (re.findall(r'href="(\?after=\d+)"', page) or [""])[0]

    assert (len(found), len(set(found)), query) == (120, 120, "")


def test_a_group_costs_the_same_however_many_are_in_it(client, officer):
    first = make_comment(text=LETTER, is_published=False)
    address = f"{COMMENTS}alike/{first.likeness_id}/"
    client.get(COMMENTS)
    one = queries(client, address), queries(client, COMMENTS)

    make_many(LETTER, 300)

    assert (queries(client, address), queries(client, COMMENTS)) == one


def test_all_that_are_nearly_the_same_are_decided_from_the_group(client, officer):
    """C11."""
    comments = make_several(LETTER, VARIANTS["another name"], VARIANTS["another greeting"], "Something else.")
    comments[0].approve(revision=1, by=None, at=NOON)

    page = client.get(DECIDE, {"verb": "reject", "likeness": comments[0].likeness_id}).content.decode()
    read = re.findall(r'name="read" value="([\d-]+)"', page)
    client.post(DECIDE, {"verb": "reject", "read": read, "reason": "repeated"})

    assert [Comment.objects.get(pk=each.pk).status for each in comments] == ["published", "rejected", "rejected", "waiting"]


def test_more_than_are_decided_at_once_come_in_turns(client, officer):
    first = make_many(LETTER, 201)

    page = client.get(DECIDE, {"verb": "approve", "likeness": first.likeness_id}).content.decode()

    assert page.count('name="read"') == 200
    assert "More wait: these come first." in page


def test_how_often_a_thing_is_said_is_shown_to_nobody_else(client):
    """C11: it is never a vote."""
    comments = make_several(LETTER, LETTER)
    for comment in comments:
        comment.approve(revision=1, by=None, at=NOON)

    page = text_of(client, "/principles/1/")

    assert "alike" not in page
    assert "nearly the same" not in page


def test_a_moderator_sees_a_group_too(client):
    client.force_login(make_officer(MODERATORS))
    (comment,) = make_several("One text.")

    assert client.get(f"{COMMENTS}alike/{comment.likeness_id}/").status_code == 200


@pytest.mark.parametrize("after", ["x", "-1", "9" * 19, "1 "])
def test_a_page_of_a_group_that_is_no_page_is_not_found(client, officer, after):
    (comment,) = make_several("One text.")

    assert client.get(f"{COMMENTS}alike/{comment.likeness_id}/?after={after}").status_code == 404


def test_a_group_that_is_none_is_not_found(client, officer):
    assert Likeness.objects.count() == 0
    assert client.get(f"{COMMENTS}alike/1/").status_code == 404
    assert client.get(f"{DECIDE}?verb=approve&likeness=x").status_code == 404
