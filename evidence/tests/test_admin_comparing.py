"""Revisions at the desk: which one is read, how any two differ, and what goes on the record."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import Submission
from evidence.tests.makers import make_call, make_ready, make_sent, send
from evidence.tests.revised import answer, document, revise
from evidence.tests.test_admin_submissions import SUBMISSIONS, page_of, queries
from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer

pytestmark = pytest.mark.django_db
PAGES = ["change/", "change/?revision=1", "compare/"]
HOSTILE = "<b>Ours</b> & theirs"


def compare_of(submission):
    return f"{SUBMISSIONS}{submission.pk}/compare/"


def marked(html):
    """The words that are marked as gone or new."""
    return re.findall(r"<(?:del|ins)\b[^>]*>(?:<span.*?</span>)?(.*?)</", html)


def words_of(response):
    """The page as it is read: without its marks, and with one space between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def section_of(response, heading):
    """The page's HTML from one heading to the next."""
    return re.search(rf"<h[23]>{re.escape(heading)}.*?(?=<h[23]>|<footer)", response.content.decode(), re.DOTALL)[0]


def statement(submission, code):
    return submission.call.publication_choices.get(code=code).statement().pk


def key(submission, code="1.1"):
    """The key of a question's answer, as revisions keep it."""
    return submission.call.sections.get(questions__code=code).questions.get(code=code).pk


@pytest.fixture
def sent():
    """A submission of two revisions, whose first answer was put in other words."""
    sent = make_sent(text="It works here, and it lasts.")
    revise(sent, answers=[answer(key(sent), "It works there, and it lasts.")])
    return sent


def read(submission):
    """What the record says was read, revision by revision."""
    return list(
        Entry.objects.about(submission)
        .filter(did="confidential evidence was read")
        .order_by("pk")
        .values_list("details__revisions", flat=True)
    )


def test_the_page_shows_the_revision_that_stands_and_lists_them_all(client, officer, sent):
    page = client.get(page_of(sent))

    words = words_of(page)
    assert "It works there" in words
    assert "It works here" not in words
    assert "Revision 2 , sent at 2pm on Monday 1 June 2026: it stands (shown here)" in words
    assert f'<a href="{page_of(sent)}?revision=1">Revision 1</a>, sent at 1pm on Monday 1 June 2026' in page.content.decode()
    assert "Replaced by" not in words


def test_a_replaced_revision_can_be_read_and_says_that_it_was_replaced(client, officer, sent):
    page = client.get(page_of(sent) + "?revision=1&_changelist_filters=q%3DAnn")

    words = words_of(page)
    assert "It works here" in words
    assert "It works there" not in words
    assert "Replaced by revision 2. This is revision 1, as it was sent." in words
    assert f'<a href="{page_of(sent)}?_changelist_filters=q%3DAnn">Read the one that stands</a>' in page.content.decode()


def test_a_submission_that_was_sent_once_lists_no_revisions(client, officer):
    page = client.get(page_of(make_sent())).content.decode()

    assert "kil-desk-revisions" not in page
    assert "/compare/" not in page


@pytest.mark.parametrize("number", ["0", "3", "01", "1.0", "-1", "one", "", "²", "9" * 30, "%00"])
def test_a_revision_that_there_is_not_is_not_found_and_nothing_is_recorded(client, officer, sent, number):
    Submission.objects.update(publication=statement(sent, "private"))
    addresses = [
        page_of(sent) + f"?revision={number}",
        compare_of(sent) + f"?before={number}&after=2",
        compare_of(sent) + f"?before=1&after={number}",
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert read(sent) == []


def test_what_was_refused_is_shown_again_beside_the_revision_that_stands(client, officer, sent):
    page = client.post(f"{SUBMISSIONS}{sent.pk}/review/", {"verb": "accept"})

    assert "was not done" in words_of(page)
    assert f'href="{page_of(sent)}?revision=1"' in page.content.decode()


def test_a_changed_answer_is_compared_word_by_word(client, officer, sent):
    page = client.get(compare_of(sent))

    shown = section_of(page, "Changed: 1.1 What about 1.1?")
    assert marked(shown) == ["here", "there"]
    assert f"{sent}: revisions 1 and 2" in words_of(page)


def test_an_unchanged_answer_is_named_and_not_shown(client, officer, sent):
    reflections = answer(8, "Good principles.", "Principles", "reflections")
    for text in ["Old.", "New."]:
        revise(sent, answers=[answer(key(sent), text), answer(7, "The same words.", code="1.2"), reflections])

    page = client.get(compare_of(sent))

    assert "Unchanged answers 1.2, Principles" in words_of(page)
    assert "The same words." not in page.content.decode()


def test_answers_that_came_and_went_are_shown_whole(client, officer, sent):
    revise(sent, answers=[answer(7, "All new.", code="1.2")])

    page = client.get(compare_of(sent))

    assert "All new.</ins>" in section_of(page, "Added: 1.2 What about 1.2?")
    assert "It works there, and it lasts.</del>" in section_of(page, "No longer answered: 1.1 What about 1.1?")


def test_documents_what_they_say_of_themselves_and_publication_are_compared(client, officer, sent):
    revise(sent, documents=[document(1, "Old.pdf")], role="Chair")
    revise(sent, documents=[document(2, "New.pdf")], role="Member", publication=statement(sent, "unnamed"))

    page = client.get(compare_of(sent))

    documents = re.findall(r"<li><strong>(.*?)</strong> (.*?)</li>", page.content.decode())
    assert documents == [("Added.", "Document 2, PDF: New.pdf"), ("Removed.", "Document 1, PDF: Old.pdf")]
    assert "Role Deleted: Chair Added: Member" in words_of(page)
    assert "Deleted: With our name Added: Without our name" in words_of(page)
    assert "Changed:" not in words_of(page)


def test_a_choice_put_in_other_words_is_compared_by_them(client, officer, sent):
    sent.call.publication_choices.filter(code="named").update(says="What naming means.")
    revise(sent, publication=statement(sent, "named"))

    shown = section_of(client.get(compare_of(sent)), "How it may be published")

    assert marked(shown) == ["named", "naming"]


def test_what_is_the_same_says_so(client, officer, sent):
    revise(sent)

    assert "Nothing differs between the two." in words_of(client.get(compare_of(sent)))


def test_a_change_of_spaces_alone_is_said(client, officer, sent):
    revise(sent, answers=[answer(key(sent), "It works there,\nand it lasts.")])

    assert "Only spaces and line ends changed." in words_of(client.get(compare_of(sent)))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", (2, 3)),
        ("?before=1", (1, 3)),
        ("?after=1", (1, 2)),
        ("?before=1&after=2", (1, 2)),
        ("?before=3&after=1", (1, 3)),
        ("?before=2&after=2", (2, 2)),
    ],
)
def test_any_two_can_be_compared_the_earlier_first(client, officer, sent, asked, shown):
    revise(sent)

    page = client.get(compare_of(sent) + asked)

    assert (page.context["before"].number, page.context["after"].number) == shown


def test_what_was_sent_once_cannot_be_compared(client, officer):
    assert client.get(compare_of(make_sent())).status_code == 404


def test_words_in_a_comparison_stay_words(client, officer, sent):
    revise(sent, answers=[answer(key(sent), HOSTILE)], documents=[document(1, HOSTILE)], organisation=HOSTILE)

    page = client.get(compare_of(sent)).content.decode()

    assert "<b>" not in page
    assert page.count("&lt;b&gt;Ours&lt;/b&gt; &amp; theirs") == 3


def test_the_comparison_keeps_the_list_it_was_reached_from(client, officer, sent):
    revise(sent)
    filters = "?_changelist_filters=q%3DAnn"

    page = client.get(compare_of(sent) + filters).content.decode()

    assert '<input type="hidden" name="_changelist_filters" value="q=Ann">' in page
    assert f'href="{page_of(sent)}{filters}&amp;revision=2"' in page
    assert f'href="{SUBMISSIONS}?q=Ann"' in page


def test_a_draft_has_nothing_to_compare_for_officers(client, officer):
    draft = send(make_ready())
    revise(draft)
    Submission.objects.update(status="draft", reference=None)

    assert client.get(compare_of(draft)).status_code == 404


def test_a_moderator_is_refused_every_revision_and_it_goes_on_the_record(client, sent):
    client.force_login(make_officer(MODERATORS))

    addresses = [page_of(sent) + "?revision=1", compare_of(sent)]

    assert [client.get(address).status_code for address in addresses] == [403, 403]
    assert Entry.objects.about(sent).filter(did="was refused").count() == 2


def test_nobody_reads_a_comparison_without_signing_in(client, sent):
    assert client.get(compare_of(sent)).headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("codes", "now", "asked", "recorded"),
    [
        (["private", "named"], "named", "change/?revision=1", [[1]]),
        (["private", "named"], "named", "change/", []),
        (["named", "private"], "named", "change/?revision=1", [[1]]),
        (["named", "private"], "named", "change/", [[2]]),
        (["named", "named"], "private", "change/", [[2]]),
        (["private", "named"], "named", "compare/", [[1, 2]]),
        (["named", "private"], "named", "compare/", [[1, 2]]),
        (["named", "unnamed"], "named", "compare/", []),
        (["named", "unnamed"], "private", "compare/", [[1, 2]]),
        (["named", "unnamed", "private"], "named", "compare/?before=1&after=2", [[1, 2]]),
        (["private", "named", "unnamed"], "named", "compare/?before=2&after=3", []),
    ],
)
def test_reading_what_is_or_was_confidential_goes_on_the_record(client, officer, codes, now, asked, recorded):
    """What stands decides too, and what the submission says now: words that could be published once may not be any more."""
    sent = make_sent(publication=codes[0])
    for code in codes[1:]:
        revise(sent, publication=statement(sent, code))
    Submission.objects.update(publication=statement(sent, now))

    page = client.get(f"{SUBMISSIONS}{sent.pk}/{asked}")

    assert read(sent) == recorded
    assert ("Confidential." in words_of(page)) == bool(recorded)


def test_many_long_revisions_cost_the_same_as_two_short_ones(client, officer):
    call = make_call()
    short, long = make_sent(call), make_sent(call)
    revise(short, documents=[document(1)])
    for text in ["One.", "Two.", "Three."]:
        answers = [answer(number, f"{text} {number}", code=f"1.{number}") for number in range(1, 9)]
        revise(long, answers=answers, documents=[document(number) for number in range(1, 4)], role=text)

    few, many = ([queries(client, f"{SUBMISSIONS}{each.pk}/{page}") for page in PAGES] for each in [short, long])

    assert few == many


def test_only_what_is_shown_is_fetched_in_full(client, officer, sent):
    for _ in range(3):
        revise(sent)

    with CaptureQueriesContext(connection) as captured:
        client.get(page_of(sent))

    assert len([each for each in captured if '"evidence_revision"."content"' in each["sql"]]) == 1


def test_a_comparison_says_when_each_was_sent(client, officer, sent):
    page = words_of(client.get(compare_of(sent)))

    assert "Revision 1 , sent at 1pm on Monday 1 June 2026" in page
    assert "Revision 2 , sent at 2pm on Monday 1 June 2026" in page
