"""Officers draft the next wording of a principle at the desk, beside what it says now."""

import pytest
from django.contrib.messages import get_messages

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_officer
from principles.models import Principle
from principles.tests.makers import NOON, draft, make_comment, make_consultation, make_principle, reword
from survey.tests.desk import queries
from survey.tests.posting import boxes, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]

LIST = "/admin/principles/principle/"
TEXT = "First of all.\n\nThen the second.\n\nIn the end."


def address(principle, name="change"):
    return f"{LIST}{principle.pk}/{name}/"


def drafted(principle):
    """What is drafted, as pairs of a paragraph's id and its text."""
    return [(each.id, each.text) for each in Principle.objects.get(pk=principle.pk).drafted.paragraphs]


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def test_the_list_says_where_each_stands(client):
    principle = make_principle(title="Start with the place", text=TEXT)
    make_comment(principle).consider(outcome="accepted", why="It is right.", by=None, at=NOON)
    make_comment(principle)
    reword(principle, "First of all.")
    draft(principle, "Start here", "First of all.")

    page = client.get(LIST).content.decode()

    shown = [
        f'field-{name}">{says}<' for name, says in [("wording", 2), ("has_changes", "Yes"), ("comments", 2), ("considered", 1)]
    ]
    assert [each in page for each in [*shown, "Start with the place</a>", "1pm on Monday 1 June 2026"]] == [True] * 6


def test_the_list_takes_as_many_queries_for_three_as_for_one(client):
    make_principle()
    client.get(LIST)
    one = queries(client, LIST)

    for number in [2, 3]:
        make_comment(make_principle(number))
    client.get(LIST)

    assert queries(client, LIST) == one


def test_what_is_saved_is_drafted_and_shown_to_nobody(client, officer):
    principle = make_principle(text=TEXT)

    send(client, address(principle), **{"title": "Start here", "boxes-0-text": "First of everything."})

    assert drafted(principle) == [(1, "First of everything."), (2, "Then the second."), (3, "In the end.")]
    assert Principle.objects.get().drafted.title == "Start here"
    assert "First of all." in client.get("/principles/1/").content.decode()
    entries = Entry.objects.about(principle).filter(did="had its next wording edited", by=f"officers.officer/{officer.pk}")
    assert entries.count() == 1


def test_the_present_wording_stands_beside_what_is_drafted(client):
    principle = make_principle(text=TEXT)
    draft(principle, principle.title, "First of everything.\n\nThen the second.\n\nIn the end.")

    page = client.get(address(principle)).content.decode()

    assert ("<p>First of all.</p>" in page, "First of everything.</textarea>" in page) == (True, True)


def test_paragraphs_come_in_the_order_of_their_places_and_stay_who_they_are(client):
    principle = make_principle(text=TEXT)

    send(client, address(principle), **{"boxes-0-place": "3"})

    assert drafted(principle) == [(2, "Then the second."), (1, "First of all."), (3, "In the end.")]


def test_a_new_paragraph_goes_where_its_place_says(client):
    principle = make_principle(text=TEXT)

    send(client, address(principle), **{"boxes-3-text": "And more.", "boxes-3-place": "1"})

    assert drafted(principle) == [(1, "First of all."), (4, "And more."), (2, "Then the second."), (3, "In the end.")]


def test_an_empty_line_makes_two_paragraphs_of_one(client):
    principle = make_principle(text=TEXT)

    send(client, address(principle), **{"boxes-2-text": "In the end.\r\n\r\nAfter that."})

    assert drafted(principle)[2:] == [(3, "In the end."), (4, "After that.")]


def test_what_is_emptied_is_taken_out_and_can_be_put_back_as_what_it_was(client):
    principle = make_principle(text=TEXT)

    send(client, address(principle), **{"boxes-1-text": ""})
    without = drafted(principle)
    send(client, address(principle), **{"boxes-1-text": "Then the second."})

    assert without == [(1, "First of all."), (3, "In the end.")]
    assert drafted(principle) == [(1, "First of all."), (2, "Then the second."), (3, "In the end.")]


def test_what_is_saved_untouched_stays_as_it_is(client):
    principle = make_principle(text=TEXT)
    draft(principle, principle.title, "In the end.\n\nSomething new.\n\nFirst of all.")
    before = drafted(principle)

    send(client, address(principle))

    assert drafted(principle) == before


def test_of_two_officers_at_once_the_second_sees_both_and_chooses(client):
    principle = make_principle(text=TEXT)
    page = client.get(address(principle))
    draft(principle, principle.title, "First of all, listen.\n\nThen the second.\n\nIn the end.")

    behind = client.post(address(principle), boxes(page) | {"boxes-0-text": "First of everything."})
    kept = drafted(principle)[0]
    html = behind.content.decode()
    client.post(address(principle), boxes(behind))

    assert ("Somebody else has edited it" in told(behind), kept) == (True, (1, "First of all, listen."))
    assert ("<p>First of all, listen.</p>" in html, "First of everything.</textarea>" in html) == (True, True)
    assert drafted(principle)[0] == (1, "First of everything.")


def test_what_was_written_into_a_paragraph_that_is_gone_meanwhile_is_kept_as_a_new_one(client):
    principle = make_principle(text="Only this.", is_published=False)
    page = client.get(address(principle))
    draft(principle, principle.title, "Something else entirely, of other words.")

    behind = client.post(address(principle), boxes(page) | {"boxes-0-text": "Only this, said better."})
    client.post(address(principle), boxes(behind))

    assert sorted(text for _, text in drafted(principle)) == [
        "Only this, said better.",
        "Something else entirely, of other words.",
    ]


def test_a_paragraph_that_was_made_up_is_a_new_one(client):
    """F7: a hidden field that names a paragraph of nothing, or one twice, changes no other."""
    principle = make_principle(text=TEXT)

    send(client, address(principle), **{"boxes-0-paragraph": "77", "boxes-1-paragraph": "3"})

    assert drafted(principle) == [
        (4, "First of all."),
        (1, "First of all."),
        (3, "Then the second."),
        (2, "Then the second."),
        (5, "In the end."),
    ]


@pytest.mark.parametrize(
    ("box", "typed"),
    [
        ("title", ""),
        ("title", "x" * 151),
        ("boxes-0-text", "Nul\0"),
        ("boxes-0-text", "x" * 5_001),
        ("boxes-0-place", "first"),
        ("boxes-0-place", "0"),
    ],
    ids=["no title", "a long title", "NUL", "a long paragraph", "no place", "place 0"],
)
def test_what_cannot_be_saved_is_said_and_what_was_typed_is_kept(client, box, typed):
    """F2, F3: what is too long, and a NUL."""
    principle = make_principle(text=TEXT)

    page = send(client, address(principle), **{"boxes-2-text": "Typed.", box: typed})

    assert (page.status_code, "Nothing is saved yet." in (html := page.content.decode())) == (200, True)
    assert ("Typed.</textarea>" in html, "errorlist" in html) == (True, True)
    assert drafted(principle)[2] == (3, "In the end.")


def test_what_is_written_is_text_and_nothing_else(client):
    """C1: at the desk, too."""
    principle = make_principle(title="<b>Title</b>", text="</textarea><script>alert(1)</script>")

    for page in [client.get(address(principle)), client.get(LIST)]:
        assert [each in page.content.decode() for each in ["<b>Title", "<script>alert"]] == [False, False]


def test_an_officer_adds_a_principle_with_its_first_draft(client):
    make_consultation()

    done = client.post(f"{LIST}add/", {"number": 6, "title": "Pay promptly", "text": "Pay.\r\n\r\nPromptly."})

    principle = Principle.objects.get()
    assert (done.url, principle.number, principle.is_published) == (address(principle), 6, False)
    assert (principle.drafted.title, drafted(principle)) == ("Pay promptly", [(1, "Pay."), (2, "Promptly.")])


@pytest.mark.parametrize("number", ["1", "0", "1000"], ids=["taken", "none", "too large"])
def test_a_number_that_cannot_be_an_address_is_refused(client, number):
    make_principle(1)

    page = client.post(f"{LIST}add/", {"number": number, "title": "Pay promptly", "text": "Pay."})

    assert (page.status_code, Principle.objects.count()) == (200, 1)


def test_without_a_consultation_there_is_nothing_to_add_to(client):
    page = client.post(f"{LIST}add/", {"number": 1, "title": "Pay promptly", "text": "Pay."})

    assert ("There is no consultation yet" in page.content.decode(), Principle.objects.exists()) == (True, False)


def test_nothing_is_deleted(client):
    principle = make_principle(is_published=False)

    assert client.post(address(principle, "delete"), {"post": "yes"}).status_code == 403
    assert Principle.objects.count() == 1


def test_a_principle_that_there_is_not_is_not_found(client):
    assert [client.get(f"{LIST}{key}/change/").status_code for key in ["7", "_31", "x"]] == [404, 404, 404]


def test_who_may_not_change_it_is_refused_and_it_goes_on_the_record(client):
    principle, other = make_principle(text=TEXT), make_officer(MODERATORS)
    page = client.get(address(principle))
    client.force_login(other)

    read, refused = client.get(address(principle)), client.post(address(principle), boxes(page) | {"boxes-0-text": "Mine."})

    assert (read.status_code, refused.status_code, drafted(principle)[0]) == (403, 403, (1, "First of all."))
    assert Entry.objects.about(principle).filter(did="was refused", by=f"officers.officer/{other.pk}").count() == 2


@pytest.mark.parametrize(("group", "status"), [(OFFICERS, 200), (MODERATORS, 403), (None, 302)], ids=str)
def test_a_preview_is_for_those_who_draft(client, group, status):
    principle = make_principle()
    client.logout()
    if group:
        client.force_login(make_officer(group))

    assert client.get(address(principle, "preview")).status_code == status
