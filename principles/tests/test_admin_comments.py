"""Comments at the desk: the queue, what is read beside a comment, and what of all that is not for everybody's eyes."""

import pytest

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import GROUPS, MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from principles.admin import comments
from principles.models import Comment, report
from principles.tests.makers import DAY, NOON, make_author, make_comment, make_principle, reword
from principles.tests.reading import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
COMMENTS = "/admin/principles/comment/"
HOSTILE = "<script>alert('x')</script>"
LONG = "The third sentence, about buildings that belong to the people who use them, says what we have learned here."


def page_of(comment):
    return f"{COMMENTS}{comment.pk}/change/"


def listed(client, query=""):
    """The comments that the list shows, in its order."""
    return list(client.get(COMMENTS + query).context["cl"].result_list)


def text_of(client, address):
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_reads_the_queue(client, group):
    client.force_login(make_officer(group))
    comment = make_comment(is_published=False)

    assert listed(client) == [comment]
    assert client.get(page_of(comment)).status_code == 200


def test_who_may_not_see_comments_is_refused_and_it_goes_on_the_record(client):
    nobody = make_officer(None)
    client.force_login(nobody)
    comment = make_comment()

    pages = [client.get(address) for address in [COMMENTS, page_of(comment), f"{COMMENTS}alike/{comment.likeness_id}/"]]

    assert [page.status_code for page in pages] == [403, 403, 403]
    assert Entry.objects.filter(by=named(nobody), did="was refused the comments").count() == 2
    assert Entry.objects.about(comment).filter(by=named(nobody), did="was refused").count() == 1


def test_a_moderator_sees_comments_and_nothing_else(client):
    client.force_login(make_officer(MODERATORS))
    complaint = report(make_comment(), says="It names me.", at=NOON)

    page = text_of(client, "/admin/")

    assert "/admin/principles/comment/" in page
    for other in ["principles/complaint/", "principles/watch/", "evidence/", "survey/", "outbox/"]:
        assert f"/admin/{other}" not in page
    assert client.get(f"/admin/principles/complaint/{complaint.pk}/change/").status_code == 403
    assert complaint.reference not in text_of(client, page_of(complaint.comment))


def test_the_list_is_what_waits_and_the_oldest_comes_first(client, officer):
    late = make_comment(text="Late.", is_published=False, at=NOON)
    early = make_comment(text="Early.", is_published=False, at=NOON - DAY)
    make_comment(text="Approved.")

    assert listed(client) == [early, late]


def test_a_change_of_what_is_shown_waits_too(client, officer):
    comment = make_comment()
    comment.change("Other words.", at=NOON)

    assert listed(client) == [comment]
    assert "a change waits" in text_of(client, COMMENTS)


def test_the_list_narrows_to_what_it_is_asked_for(client, officer):
    one, two = make_principle(1), make_principle(2)
    on_one = make_comment(one, text="One.")
    on_two = make_comment(two, text="Two.", is_published=False)
    on_whole = make_comment("whole", text="Whole.")
    answer = make_comment(answers=on_one, text="An answer.", author=None, is_published=False)
    answer.reject(revision=1, reason="off topic", by=officer, at=NOON)
    on_one.consider(outcome="accepted", why="It is right.", by=officer, at=NOON)
    report(on_whole, says="No.", at=NOON)

    assert listed(client, "?status=published") == [on_one, on_whole]
    assert listed(client, "?status=rejected") == [answer]
    assert listed(client, "?status=all&principle=2") == [on_two]
    assert listed(client, "?status=all&principle=whole") == [on_whole]
    assert listed(client, "?status=all&considered=yes") == [on_one]
    assert listed(client, "?status=all&considered=no") == [on_whole]
    assert listed(client, "?status=all&by=officers") == []
    assert listed(client, "?status=all&complaints=open") == [on_whole]


def test_the_list_narrows_to_what_is_said_more_than_once(client, officer):
    twice = [make_comment(text="The same.", is_published=False) for _ in range(2)]
    once = make_comment(text="Another.", is_published=False)

    assert listed(client, "?alike=several") == twice
    assert listed(client, "?alike=once") == [once]


def test_a_search_looks_through_everything(client, officer):
    comment = make_comment(name="Jo Bright", author=make_author("jo@example.org"))
    make_comment()

    for typed in [comment.reference, comment.reference.lower().replace("-", " "), "bright", "JO@example.org"]:
        assert listed(client, f"?q={typed}") == [comment]


@pytest.mark.parametrize("lookup", ["author__email__startswith=j", "author__email=jo@example.org", "text__contains=work"])
def test_nothing_that_is_not_shown_can_be_guessed_at_by_the_address_of_the_list(client, officer, lookup):
    make_comment(author=make_author("jo@example.org"))

    assert client.get(f"{COMMENTS}?status=all&{lookup}").status_code == 400


def test_who_does_not_see_complaints_cannot_find_what_they_are_about_either(client):
    client.force_login(make_officer(MODERATORS))
    complaint = report(make_comment(), says="No.", at=NOON)

    assert client.get(f"{COMMENTS}?status=all&complaints={complaint.pk}").status_code == 400


def test_a_page_never_shows_an_address(client):
    client.force_login(make_lead())
    comment = make_comment(author=make_author("kept.quiet@example.org"), is_published=False)

    assert "kept.quiet" not in text_of(client, COMMENTS)
    assert "kept.quiet" not in text_of(client, page_of(comment))


def test_what_people_wrote_is_text_in_lists_and_pages(client, officer):
    """C1: in a name, an organisation, a role, the words and a link."""
    said = {"name": f"Sam {HOSTILE}", "organisation": f"Trust {HOSTILE}", "role": f"Role {HOSTILE}"}
    text = f"{HOSTILE} <a href='javascript:alert(1)'>here</a>"
    comment = make_comment(text=text, is_published=False, **said)
    make_comment(text=text, is_published=False, **said)
    report(make_comment(text=text, **said), says=f"Wrong {HOSTILE}", at=NOON)

    for address in [
        COMMENTS,
        page_of(comment),
        f"{COMMENTS}alike/{comment.likeness_id}/",
        f"{COMMENTS}decide/?verb=reject&likeness={comment.likeness_id}",
        "/admin/principles/complaint/",
        "/admin/principles/complaint/1/change/",
    ]:
        page = client.get(address).content.decode()
        assert HOSTILE not in page
        assert "<a href='javascript" not in page


def test_a_name_is_kept_apart_from_the_words_around_it(client, officer):
    make_comment(name="\u05e9\u05dd", is_published=False)

    assert "<bdi>\u05e9\u05dd</bdi>" in text_of(client, COMMENTS)


def test_links_are_counted_and_none_can_be_pressed(client, officer):
    """C3."""
    comment = make_comment(text="See https://a.example https://b.example and https://c.example", is_published=False)

    page = text_of(client, page_of(comment))

    assert "It holds 3 links." in page
    assert 'href="https://a.example' not in page


def test_the_page_says_what_it_is_about_and_that_this_stands(client, officer):
    comment = make_comment(paragraph=2, quote="the place", is_published=False)

    page = text_of(client, page_of(comment))

    assert "Principle 1, paragraph 2, in wording 1. <strong>Still stands.</strong>" in page
    assert "<q>the place</q>" in page
    assert "Draw on everything that the place has to offer." in page


def test_the_page_says_how_the_words_that_it_is_about_have_changed(client, officer):
    principle = make_principle()
    comment = make_comment(principle, paragraph=2, is_published=False)
    reword(principle, "Do not commission each service on its own.\n\nDraw on much that the place has to offer.")

    page = text_of(client, page_of(comment))

    assert "<strong>Its words have changed.</strong>" in page
    assert '<span class="kil-changes__said">Deleted: </span>everything' in page


def test_the_page_has_the_words_of_a_paragraph_that_is_gone(client, officer):
    principle = make_principle()
    comment = make_comment(principle, paragraph=2, is_published=False)
    reword(principle, "Do not commission each service on its own.")

    page = text_of(client, page_of(comment))

    assert "<strong>Its paragraph is gone.</strong>" in page
    assert "Draw on everything that the place has to offer." in page


def test_the_page_has_what_it_answers_and_what_answers_it(client, officer):
    opening = make_comment(text="The opening one.")
    middle = make_comment(answers=opening, text="The one in the middle.")
    make_comment(answers=middle, text="The one below.")

    page = text_of(client, page_of(middle))

    assert [words in page for words in ["The opening one.", "The one in the middle.", "The one below."]] == [True] * 3


def test_the_page_has_what_else_the_same_address_said_in_any_browser(client, officer):
    comment = make_comment(author=make_author("jo@example.org"), is_published=False)
    other = make_comment(author=make_author("Jo@example.org"), text="Said on a phone.", is_published=False)
    other.reject(revision=1, reason="abusive", by=officer, at=NOON)
    make_comment(text="Somebody else's.")

    page = text_of(client, page_of(comment))

    assert "Said on a phone." in page
    assert "It is abusive, or attacks a person or a group" in page
    assert "Somebody else's." not in page


def test_a_change_that_waits_is_shown_by_the_words_that_changed(client, officer):
    comment = make_comment(text="This works in our town.")
    comment.change("This works in our city.", at=NOON)

    page = text_of(client, page_of(comment))

    assert '<span class="kil-changes__said">Deleted: </span>town' in page
    assert '<span class="kil-changes__said">Added: </span>city' in page


def test_every_text_as_it_was_sent_can_be_read(client, officer):
    comment = make_comment(text="First words.", is_published=False)
    comment.change("Second words.", at=NOON)

    page = text_of(client, page_of(comment))

    assert ["Revision 1," in page, "First words." in page, "Revision 2," in page] == [True] * 3


def test_the_list_and_its_pages_cost_the_same_at_one_and_at_three(client, officer):
    first = make_comment(text=LONG, is_published=False)
    report(first, says="No.", at=NOON)
    addresses = [COMMENTS, page_of(first), f"{COMMENTS}alike/{first.likeness_id}/"]
    for address in addresses:
        client.get(address)
    make_comment(answers=make_comment("whole"), text="Some other words.", is_published=False)
    other = [Comment.objects.latest("pk").pk, Comment.objects.latest("pk").pk - 1]
    hidden = Comment.objects.filter(pk__in=other)
    hidden.update(status="withdrawn")
    one = [queries(client, address) for address in addresses]

    for _ in range(2):
        another = make_comment(text=LONG, author=make_author(), is_published=False)
        report(first, says="No.", at=NOON)
        make_comment(text="More.", author=another.author, is_published=False)
    another.change(LONG + " Again.", at=NOON)

    assert [queries(client, address) <= before for address, before in zip(addresses, one, strict=True)] == [True, True, True]


def test_the_head_of_the_queue_says_how_many_wait_and_how_many_texts_these_are(client, officer):
    for text in ["One text.", "One text.", "Another."]:
        make_comment(text=text, is_published=False)

    assert "3 comments wait to be moderated: 2 different texts." in text_of(client, COMMENTS)


def test_the_head_of_the_queue_counts_no_more_than_it_must(client, officer, monkeypatch):
    monkeypatch.setattr(comments, "COUNTED", 2)
    for text in ["One text.", "One text.", "Another."]:
        make_comment(text=text, is_published=False)

    assert "More than 2 comments wait to be moderated" in text_of(client, COMMENTS)
