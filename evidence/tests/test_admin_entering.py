"""Entering evidence for somebody at the desk: typed in, looked at, entered."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from evidence.models import Channel, Question, Submission
from evidence.models.writing import field_of
from evidence.tests.makers import DAY, NOON, fingerprint, latest, make_call, make_sent, question
from evidence.tests.test_admin_submissions import SUBMISSIONS, listed, page_of
from evidence.tests.uploading import file, left
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "uploads")]
CHOOSE = "/admin/evidence/submission/enter/"


@pytest.fixture
def call():
    return make_call()


def words(response):
    return html.unescape(" ".join(response.content.decode().split()))


def address(call):
    return reverse("admin:evidence_submission_enter_to", args=[call.pk])


def typed(call, **said):
    return {
        "nonce": "one",
        "channel": "post",
        "received_at_0": "29/05/2026",
        "received_at_1": "",
        "respondent_type": "community",
        "name": "Ann O’Neill",
        "publication": fingerprint(call),
        field_of(question(call)): "It works <here>.",
    } | said


def post(client, call, then, **said):
    return client.post(address(call), typed(call, **said) | {"enter-then": then})


def enter(client, call, **said):
    return post(client, call, "Enter", **said)


def problems(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_with_one_call_nothing_is_to_be_chosen(client, officer, call):
    assert client.get(CHOOSE).url == address(call)


def test_of_several_calls_one_is_chosen(client, officer, call):
    other = make_call(slug="another", title="Another call")

    page = words(client.get(CHOOSE))

    assert [address(each) in page for each in [call, other]] == [True, True]


def test_without_a_call_that_is_said(client, officer):
    make_call(published=False)

    assert "No call is published yet." in words(client.get(CHOOSE))


def test_every_question_that_is_asked_is_on_one_page(client, officer, call):
    retired = question(call, "1.2")
    retired.retire()
    call.renew()

    page = words(client.get(address(call)))

    assert [str(each) in page for each in Question.objects.exclude(pk=retired.pk)] == [True, True, True]
    assert str(retired) not in page


def test_nothing_is_chosen_in_advance_of_how_it_may_be_published(client, officer, call):
    """It has to be chosen on purpose."""
    response = post(client, call, "Check", publication="")

    assert problems(response) == {"publication": ["Choose how it may be published"]}


def test_checking_shows_what_will_be_kept_and_enters_nothing_yet(client, officer, call):
    page = words(post(client, call, "Check"))

    for said in ["Nothing is entered yet.", "It came by post. Received: Friday 29 May 2026", "Ann O’Neill", "It works <here>."]:
        assert said in page
    assert not Submission.objects.exists()


def test_a_letter_without_a_document_is_let_through_by_a_browser_too(client, officer, call):
    page = words(post(client, call, "Check"))

    assert ('name="documents"' in page, "required" in page) == (True, False)


def test_the_check_says_when_it_is_late(client, officer):
    call = make_call(closes_at=NOON - 10 * DAY)

    page = words(post(client, call, "Check"))

    assert "Late: 7 days after the call closed" in page.replace("<strong>", "").replace("</strong>", "")


def test_going_back_loses_nothing(client, officer, call):
    response = post(client, call, "Go back and correct", area="Leeds")

    form = response.context["form"]
    assert [form[name].value() for name in ["name", "area", field_of(question(call))]] == [
        "Ann O’Neill",
        "Leeds",
        "It works <here>.",
    ]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"name": ""}, {"name": ["Give the name of whoever sent it"]}),
        ({"channel": "online"}, {"channel": ["Select a valid choice. online is not one of the available choices."]}),
        ({"received_at_0": ""}, {"received_at": ["Give the day on which it reached you"]}),
        (
            {"received_at_0": "02/06/2026"},
            {"received_at": ["That moment has not come yet. Give the day or the moment at which it reached you."]},
        ),
        ({"email": "ann"}, {"email": ["Enter an email address in the correct format, like name@example.org"]}),
        (
            {"type_other": "A friend"},
            {"type_other": ["This counts only beside a type that asks for it. Choose that one, or empty this"]},
        ),
    ],
    ids=["no name", "online", "no day", "tomorrow", "no address", "words beside the wrong type"],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, officer, call, said, wrong):
    response = enter(client, call, **said)

    assert problems(response) == wrong
    assert "It works <here>.</textarea>" in words(response)
    assert not Submission.objects.exists()


def test_an_answer_that_is_too_long_is_said(client, officer, call):
    response = post(client, call, "Check", **{field_of(question(call)): "word " * 10_001})

    assert problems(response) == {field_of(question(call)): ["The answer to 1.1 must be 10,000 words or fewer. It has 10,001"]}


def test_entering_gives_the_reference_to_write_on_what_came(client, officer, call):
    page = words(client.get(enter(client, call).url))

    assert latest().reference in page


def test_what_is_entered_is_what_was_typed(client, officer, call):
    enter(client, call, received_at_1="09:30")

    entered = latest()
    assert (entered.channel, entered.entered_by, entered.name) == (Channel.POST, officer, "Ann O’Neill")
    assert entered.received_at.isoformat() == "2026-05-29T08:30:00+00:00"
    assert [answer["text"] for answer in entered.latest.content["answers"]] == ["It works <here>."]


def test_a_day_alone_counts_from_its_first_moment(client, officer, call):
    enter(client, call)

    assert latest().received_at.isoformat() == "2026-05-28T23:00:00+00:00"


def test_pressing_twice_enters_it_once(client, officer, call):
    """F10."""
    first, second = (enter(client, call).url for _ in range(2))

    assert first == second


def test_another_letter_typed_over_one_that_was_entered_is_kept_and_entered_once_that_was_said(client, officer, call):
    enter(client, call)
    first, letter = latest(), {field_of(question(call)): "Another letter."}

    page = enter(client, call, **letter)
    enter(client, call, **letter, nonce=page.context["form"].data["nonce"])

    assert f"This page has entered {first.reference} already, and says something else now." in words(page)
    assert "Another letter.</textarea>" in words(page)
    assert [each["text"] for each in latest().latest.content["answers"]] == ["Another letter."]
    assert Submission.objects.count() == 2


def test_an_answer_to_a_question_that_was_retired_while_it_was_typed_in_is_kept(client, officer, call):
    question(call).retire()
    call.renew()

    enter(client, call)

    assert [answer["text"] for answer in latest().latest.content["answers"]] == ["It works <here>."]


def test_documents_come_with_it(client, officer, call):
    enter(client, call, documents=[file("letter.txt"), file("more.txt", b"More.")])

    assert [each["name"] for each in latest().latest.content["documents"]] == ["letter.txt", "more.txt"]


def test_a_document_that_is_not_taken_is_named_and_what_was_typed_is_kept(client, officer, call):
    response = enter(client, call, documents=[file("letter.exe", b"MZ")])

    page = words(response)
    assert "letter.exe" in page
    assert "It works <here>.</textarea>" in page
    assert not Submission.objects.exists()


def test_what_says_nothing_at_all_is_not_entered(client, officer, call):
    response = enter(client, call, **{field_of(question(call)): ""})

    assert "It says nothing yet. Go back and type in an answer, or add a document." in words(response)


def test_a_form_without_its_token_gives_back_what_was_typed(call):
    """F12."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_officer())

    response = enter(client, call)

    assert response.status_code == 403
    assert "It works <here>." in words(response)
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("group", "status"), [(OFFICERS, 200), (LEADS, 200), (MODERATORS, 403)])
def test_only_officers_and_leads_enter(client, call, group, status):
    client.force_login(make_officer(group))

    assert client.get(address(call)).status_code == status
    assert client.get(CHOOSE, follow=True).status_code == status


def test_who_may_not_enter_leaves_no_file_behind_and_a_line_in_the_record(client, call, uploads):
    """X5: files do not reach the disk before it is known whose they are."""
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)

    response = enter(client, call, documents=[file()])

    assert response.status_code == 403
    assert Entry.objects.filter(did="was refused entering evidence", by=named(moderator)).count() == 1
    assert left(uploads) == []


def test_who_is_not_signed_in_is_asked_to(client, call):
    assert enter(client, call).url.startswith("/admin/login/")


def test_a_call_that_is_not_published_is_not_entered_to(client, officer):
    assert client.get(address(make_call(published=False))).status_code == 404


def test_the_page_of_what_came_online_is_not_that_of_something_entered(client, officer, call):
    sent = make_sent(call)

    assert client.get(reverse("admin:evidence_submission_entered", args=[sent.pk])).status_code == 404


def test_the_reading_page_says_how_it_came_and_who_entered_it(client, officer, call):
    enter(client, call)

    assert f"It came by post. Received: Friday 29 May 2026. Entered for its sender by {officer}." in words(
        client.get(page_of(latest()))
    )


@pytest.mark.parametrize(("came", "found"), [("online", [0]), ("post", [1, 2]), ("e-mail", []), ("late", [2]), ("x", [0, 1, 2])])
def test_the_list_is_narrowed_to_how_things_came(client, officer, call, came, found):
    every = [make_sent(call)]
    for nonce in ["one", "two"]:
        enter(client, call, nonce=nonce)
        every.append(latest())
    Submission.objects.filter(pk=every[2].pk).update(received_at=call.closes_at)

    assert set(listed(client, f"?came={came}")) == {every[place].pk for place in found}


def test_the_list_leads_to_entering(client, officer, call):
    assert CHOOSE in words(client.get(SUBMISSIONS))
