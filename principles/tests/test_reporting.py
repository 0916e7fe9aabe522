"""Reporting a comment: anybody can, gets a reference, and hides nothing by it."""

import re

import pytest
from django.test import Client

from keepitlocal.honeypot import FILLED
from keepitlocal.officers.groups import GROUPS, LEADS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from principles import promises
from principles.models import Complaint, report
from principles.tests.makers import NOON, make_comment
from principles.tests.test_admin_comments import HOSTILE, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def address(comment):
    return f"/principles/comments/{comment.pk}/report/"


def send(client, comment, says="It names my neighbour.", **said):
    return client.post(address(comment), {"says": says, "nonce": "n", **said})


def test_whoever_reports_a_comment_gets_a_reference(client):
    """C10."""
    comment = make_comment()

    response = send(client, comment)

    complaint = Complaint.objects.get()
    assert (complaint.comment, complaint.says, complaint.email, complaint.status) == (
        comment,
        "It names my neighbour.",
        "",
        "open",
    )
    assert re.fullmatch(r"KIL-....-....", complaint.reference)
    assert complaint.reference in text_of(client, response["Location"])


def test_the_confirmation_can_be_visited_again_from_anywhere_and_says_nothing_else(client):
    comment = make_comment(text="Quokka-7731.", name="Jo Bright")
    where = send(client, comment, email="jo@example.org")["Location"]

    page = text_of(Client(), where)

    assert Complaint.objects.get().reference in page
    assert [words in page for words in ["Quokka-7731.", "Jo Bright", "jo@example.org", "neighbour"]] == [False] * 4


@pytest.mark.parametrize("token", ["1", "x", "1:x", "MQ:x"])
def test_an_address_of_a_confirmation_that_we_did_not_give_is_not_found(client, token):
    send(client, make_comment())

    assert client.get(f"/principles/reported/{token}/").status_code == 404


def test_what_was_never_shown_cannot_be_reported(client):
    comment = make_comment(is_published=False)

    assert [client.get(address(comment)).status_code, send(client, comment).status_code] == [404, 404]
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("status", ["hidden", "withdrawn", "erased"])
def test_what_is_shown_no_more_cannot_be_reported_and_the_words_are_given_back(client, status):
    """C8."""
    comment = make_comment(text="Quokka-7731.")
    if status == "hidden":
        comment.hide(reason="private", by=None, at=NOON)
    elif status == "withdrawn":
        comment.take_back(at=NOON)
    elif status == "erased":
        comment.erase(at=NOON)

    asked, sent = client.get(address(comment)), send(client, comment, says="Words with care.")
    assert [asked.status_code, sent.status_code, Complaint.objects.count()] == [409, 409, 0]
    assert "Words with care." in sent.text
    assert "Quokka-7731." not in asked.text + sent.text


def test_a_hundred_reports_hide_nothing(client, settings):
    """C10."""
    settings.PACE = 0
    comment = make_comment(text="Quokka-7731.")

    for number in range(100):
        send(client, comment, nonce=str(number))

    comment.refresh_from_db()
    assert (Complaint.objects.count(), comment.status) == (100, "published")
    assert "Quokka-7731." in text_of(client, "/principles/1/")


def test_everybody_who_decides_complaints_is_told_at_once_whatever_they_chose(client, settings):
    """C10."""
    officers = {group: make_officer(group) for group in GROUPS}

    send(client, make_comment())

    told = Message.objects.filter(kind=promises.COMPLAINT_NOTICE).values_list("to", flat=True)
    assert set(told) == {settings.POLICY_EMAIL, officers[LEADS].email}


def test_it_is_acknowledged_where_there_is_an_address(client):
    comment = make_comment()

    send(client, comment)
    send(client, comment, nonce="another", email="jo@example.org")

    assert list(Message.objects.filter(kind=promises.COMPLAINT).values_list("to", flat=True)) == ["jo@example.org"]


def test_the_same_page_sent_twice_is_one_complaint_with_one_reference(client):
    comment = make_comment()

    first, second = send(client, comment), send(client, comment)

    assert (first["Location"], Complaint.objects.count()) == (second["Location"], 1)


@pytest.mark.parametrize("said", [{"says": "And my address."}, {"email": "jo@example.org"}], ids=["words", "address"])
def test_the_same_page_sent_again_with_something_else_loses_nothing(client, said):
    comment = make_comment()

    send(client, comment)
    send(client, comment, **said)

    latest = Complaint.objects.latest("pk")
    assert Complaint.objects.count() == 2
    assert said.items() <= {"says": latest.says, "email": latest.email}.items()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"says": " "}, "Say what is wrong with the comment"),
        ({"says": "x" * 2001}, "What you say must be 2,000 characters or fewer"),
        ({"email": "a@localhost"}, "Enter an email address in the correct format"),
        ({"email": "a@b.example, c@d.example"}, "Enter an email address in the correct format"),
        ({"website": "https://spam.example"}, FILLED),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, said, words):
    page = send(client, make_comment(), **{"says": "Words with care."} | said)

    assert (page.status_code, Complaint.objects.count()) == (200, 0)
    assert words in page.content.decode()
    assert "says" in said or "Words with care." in page.content.decode()


def test_two_thousand_characters_are_counted_as_they_are_kept(client):
    says = "\r\n".join(["x" * 99] * 20)

    send(client, make_comment(), says=says)

    assert Complaint.objects.get().says == says.replace("\r\n", "\n")


def test_whoever_reports_faster_than_people_do_is_slowed_and_loses_nothing(client, settings):
    settings.PACE = 2
    comment = make_comment()

    answers = [send(client, comment, says="Typed with care.", nonce=str(number)) for number in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Typed with care." in answers[2].content.decode()


def test_the_page_shows_which_comment_it_is_as_text(client):
    """C1."""
    comment = make_comment(text=f"Some {HOSTILE}", name=f"Sam {HOSTILE}")

    page = text_of(client, address(comment))

    assert HOSTILE not in page
    assert "Some &lt;script&gt;" in page


def test_a_status_or_a_comment_that_is_posted_is_ignored(client):
    comment, other = make_comment(), make_comment(text="Another.")

    client.post(address(comment), {"says": "No.", "status": "upheld", "comment": other.pk, "words": "Done."})

    assert Complaint.objects.filter(comment=comment, status="open", words="").count() == 1


def test_a_complaint_about_another_comment_from_the_same_page_is_its_own(client):
    one, other = make_comment(), make_comment(text="Another.")

    send(client, one)
    send(client, other)

    assert Complaint.objects.count() == 2


def test_a_form_without_a_nonce_is_taken_in(client):
    comment = make_comment()

    client.post(address(comment), {"says": "It names my neighbour."})

    assert Complaint.objects.get().reference


def test_a_reference_of_a_complaint_is_its_own():
    comment = make_comment()

    assert len({report(comment, says="No.", at=NOON).reference for _ in range(3)}) == 3
