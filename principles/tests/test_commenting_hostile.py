"""Comments that are wrong, too long, too many or meant to harm: each gets a sentence, and nothing that was typed is lost."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from evidence.tests.naughty import STRINGS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.plain import tidy
from principles.forms import CommentForm
from principles.models import Comment, Status
from principles.tests.commenting import SAID, form_of, opened, send
from principles.tests.makers import NOON, WEEK, make_author, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/comment/"
CLOSE = NOON + WEEK


@pytest.fixture
def principle():
    return make_principle()


def test_what_nobody_is_asked_is_ignored(client, principle):
    """C5, F6."""
    officer, other = make_officer(), make_author("ann@example.org")
    nothing = {
        "status": "published",
        "officer": officer.pk,
        "author": other.pk,
        "published_at": "2026-01-01",
        "outcome": "accepted",
    }

    send(client, **nothing, is_in_thread="1", reference="KIL-AAAA-BBBB", answers="1", thread="1", depth="3")

    comment = Comment.objects.get()
    assert (comment.status, comment.officer, comment.published_at, comment.outcome) == (Status.UNCONFIRMED, None, None, "")
    assert (comment.author.email, comment.answers, comment.depth) == ("sam@example.org", None, 1)


def test_an_officer_who_comments_here_has_no_badge(client, principle, officer):
    """C7: the badge is from the desk alone."""
    send(client)

    assert Comment.objects.get().is_by_officer is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Policy Officer"},
        {"name": "Роlicy Теаm"},
        {"organisation": "Keep it Local"},
        {"role": "Moderator"},
        {"name": "Olu Adeyemi"},
    ],
    ids=["a reserved name", "in look-alikes", "an organisation", "a role", "an officer's own"],
)
def test_a_name_that_could_be_the_policy_teams_is_refused(client, principle, wrong):
    """C7."""
    make_officer(name="Olu Adeyemi")

    answer = send(client, **wrong)

    assert not Comment.objects.exists()
    assert "could be taken for the policy team" in html.unescape(answer.text) or "cannot be taken" in answer.text


def test_everything_is_tidied_as_it_is_kept(client, principle):
    """C9."""
    send(
        client,
        text="A\r\n\u202eB\r\n" + "Z" + "\u0301" * 40,
        name="Sam\u202e\n  Okafor\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
    )

    comment = Comment.objects.get()
    assert comment.text == "A\nB\nZ" + "\u0301" * 5
    assert comment.name == "Sam Okafor" + "\u0301" * 5


@pytest.mark.parametrize("box", ["text", "name", "quote", "role"])
def test_a_nul_is_refused_and_the_rest_kept(client, principle, box):
    """F3."""
    answer = send(client, **{box: "a\x00b"})

    assert "holds a character that cannot be kept (NUL)" in answer.text
    assert not Comment.objects.exists()
    kept = {name: text for name, text in SAID.items() if name != box}
    assert form_of(answer).items() >= kept.items()


@pytest.mark.parametrize(("length", "is_taken"), [(5_000, True), (5_001, False)], ids=str)
def test_a_comment_has_at_most_5000_characters_each_line_end_as_one(client, principle, length, is_taken):
    """F2."""
    text = "a\r\n" * 2_499 + "a" * (length - 2 * 2_499)

    answer = send(client, text=text)

    assert Comment.objects.exists() is is_taken
    assert is_taken or "must be 5,000 characters or fewer. It has 5,001" in answer.text


def test_three_megabytes_are_given_back_with_a_sentence(client, principle):
    """F1."""
    answer = send(client, text="x\u0301" * 1_000_000)

    assert "must be 5,000 characters or fewer. It has 2,000,000" in answer.text
    assert form_of(answer)["text"] == "x\u0301" * 1_000_000


@pytest.mark.parametrize(
    "wrong",
    [{"text": " \u200b\n"}, {"name": "\u202e"}, {"email": "a@localhost"}, {"about": "9"}, {"about": "x"}, {"told": "hourly"}],
    ids=str,
)
def test_what_makes_no_sense_is_said_beside_its_box(client, principle, wrong):
    """F8, M3."""
    answer = send(client, **wrong)

    assert ("There is a problem" in answer.text, Comment.objects.exists()) == (True, False)


def test_a_filled_trap_is_emptied_and_the_next_press_goes_through(client, principle):
    """F18."""
    answer = send(client, website="https://example.com/")
    assert ("press the button once more" in answer.text, Comment.objects.exists()) == (True, False)

    client.post(ADDRESS, form_of(answer))

    assert Comment.objects.count() == 1


def test_whoever_is_too_fast_is_slowed_and_given_back_their_words(client, principle, settings):
    """C2, F18: and can read on meanwhile."""
    settings.PACE = 2
    for _ in range(2):
        send(client)

    answer = send(client, text="My third in a minute.")

    assert (answer.status_code, form_of(answer)["text"]) == (429, "My third in a minute.")
    assert client.get("/principles/1/").status_code == 200


def test_a_page_without_its_token_is_given_back_to_send_again(principle):
    """F12."""
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    shown = opened(client) | SAID
    client.cookies.clear()

    answer = client.post(ADDRESS, shown)

    again = form_of(answer)
    assert answer.status_code == 403
    assert {name: again[name] for name in [*SAID, "nonce", "begun", "wording"]} == {
        name: shown[name] for name in [*SAID, "nonce", "begun", "wording"]
    }
    assert client.post(ADDRESS, again).status_code == 302
    assert Comment.objects.count() == 1


def test_html_is_text_wherever_its_author_is_shown_it(client, principle):
    """C1."""
    hostile = "<script>alert(1)</script>"
    send(client, text=hostile, name=hostile, organisation=hostile, role=hostile)

    comment = Comment.objects.get()
    shown = [
        client.get(address).text
        for address in [
            "/principles/1/",
            "/principles/yours/",
            ADDRESS,
            reverse("principles:change", args=[comment.pk]),
            reverse("principles:take-back", args=[comment.pk]),
        ]
    ]

    assert [hostile in each for each in shown] == [False] * 5
    assert [html.escape(hostile) in each for each in shown] == [True] * 5


def test_links_lead_nowhere(client, principle):
    """C3."""
    send(client, text="See https://example.com/x and www.example.org")

    assert 'href="https://example.com' not in client.get("/principles/yours/").text


def test_any_text_is_kept_tidied_and_shown_as_text_or_refused(client, principle, settings):
    """F16."""
    settings.PACE = 0
    said, wrong = opened(client) | SAID | {"nonce": ""}, []

    for text in STRINGS:
        answer = client.post(ADDRESS, said | {"text": text})
        is_kept = answer.status_code == 302 and Comment.objects.latest("pk").text == tidy(text)
        if not is_kept and (answer.status_code != 200 or ("\x00" not in text and any(map(str.isalnum, text)))):
            wrong.append(text)

    assert wrong == []
    assert "<script>alert" not in client.get("/principles/yours/").text


def test_any_text_in_any_other_box_makes_a_row_or_a_sentence(principle):
    """F16."""
    content, wrong = principle.content, []
    shown = ["text", "name", "organisation", "role", "quote"]
    others = [field.name for field in Comment._meta.fields if field.name not in shown]
    for text in STRINGS:
        for box in ["name", "organisation", "role", "quote", "email", "about", "told", "wording", "begun"]:
            form = CommentForm(SAID | {box: text}, content=content, officers=[], initial={})
            if form.is_valid():
                form.comment(principle=principle, wording=principle.latest).clean_fields(exclude=others)
            elif not form.errors[box]:
                wrong.append((box, text))

    assert wrong == []
