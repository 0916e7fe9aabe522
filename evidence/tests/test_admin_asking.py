"""Questions to senders at the desk."""

import pytest
from django.urls import reverse

from evidence.models import Asked
from evidence.tests.makers import DAY, NOON, make_asked, make_call, make_sent
from evidence.tests.test_admin_reviewing import act, offered
from evidence.tests.test_admin_submissions import listed, page_of
from evidence.tests.ways import queries
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def words(response):
    return " ".join(response.content.decode().split())


def take_back(client, asked):
    return client.post(reverse("admin:evidence_asked_take_back", args=[asked.pk]))


def test_an_officer_asks_from_the_reading_page(client, officer):
    submission = make_sent()

    act(client, submission, "ask", text="Which year?", answer_by="12/06/2026")

    assert list(Asked.objects.values_list("submission", "by", "text")) == [(submission.pk, officer.pk, "Which year?")]
    assert Asked.objects.get().answer_by.isoformat() == "2026-06-12"


def test_a_day_that_is_over_is_refused_and_the_question_is_kept(client, officer):
    response = act(client, make_sent(), "ask", text="Which year?", answer_by="01/06/2026")

    assert "Give a day that is still to come, or none." in words(response)
    assert "Which year?</textarea>" in words(response)


def test_who_gave_no_address_is_not_to_be_asked(client, officer):
    assert "ask" not in offered(client, make_sent(email=""))


def test_questions_and_answers_stand_in_the_order_of_time(client, officer):
    submission = make_sent()
    make_asked(submission, by=officer, text="First question").reply("First answer", at=NOON)
    make_asked(submission, by=officer, text="Second question")

    page = words(client.get(page_of(submission)))
    places = [page.index(said) for said in ["First question", "First answer", "Second question", "Not answered yet."]]

    assert places == sorted(places)


def test_what_a_respondent_answers_is_escaped(client, officer):
    submission = make_sent()
    make_asked(submission, by=officer).reply("<script>alert(1)</script>", at=NOON)

    assert "&lt;script&gt;alert(1)" in words(client.get(page_of(submission)))


def test_an_officer_takes_a_question_back(client, officer):
    asked = make_asked(by=officer)

    response = take_back(client, asked)

    assert response.url == f"{page_of(asked.submission)}#asked"
    assert Asked.objects.get().taken_back_at == NOON


def test_what_was_answered_meanwhile_is_not_taken_back_and_that_is_said(client, officer):
    asked = make_asked(by=officer)
    asked.reply("In 2015.", at=NOON)

    take_back(client, asked)

    assert "It was answered, or taken back, in the meantime." in words(client.get(page_of(asked.submission)))


def test_a_question_is_taken_back_by_a_button_alone(client, officer):
    asked = make_asked(by=officer)

    assert client.get(reverse("admin:evidence_asked_take_back", args=[asked.pk])).status_code == 405


def test_a_question_that_there_is_not_is_not_found(client, officer):
    assert client.post(reverse("admin:evidence_asked_take_back", args=[7])).status_code == 404


@pytest.mark.parametrize(("group", "status"), [(OFFICERS, 302), (LEADS, 302), (MODERATORS, 403)])
def test_only_reviewers_ask_and_take_back(client, group, status):
    asked, officer = make_asked(by=make_officer()), make_officer(group)
    client.force_login(officer)

    assert act(client, asked.submission, "ask", text="Which?").status_code == status
    assert take_back(client, asked).status_code == status


def test_that_somebody_tried_without_being_allowed_is_on_the_record(client):
    asked, moderator = make_asked(by=make_officer()), make_officer(MODERATORS)
    client.force_login(moderator)

    take_back(client, asked)

    assert Entry.objects.about(asked.submission).filter(did="was refused", by=named(moderator)).count() == 1


@pytest.mark.parametrize(("chosen", "found"), [("waiting", [0]), ("answered", [1]), ("anything", [0, 1, 2, 3])])
def test_the_list_is_narrowed_to_what_was_asked(client, officer, chosen, found):
    call = make_call()
    waiting, answered, untouched, withdrawn = [make_sent(call, at=NOON - number * DAY) for number in range(4)]
    make_asked(waiting, by=officer)
    make_asked(answered, by=officer).reply("In 2015.", at=NOON)
    make_asked(withdrawn, by=officer)
    withdrawn.withdraw(at=NOON)

    every = [waiting, answered, untouched, withdrawn]
    assert set(listed(client, f"?asked={chosen}")) == {every[place].pk for place in found}


def test_a_page_costs_the_same_with_one_question_and_with_three(client, officer):
    submission = make_sent()
    client.get(page_of(submission))  # the first time it is marked as read
    counts = []
    for text in ["One?", "Two?", "Three?"]:
        make_asked(submission, by=officer, text=text).reply("Yes.", at=NOON)
        counts.append(len(queries(lambda: client.get(page_of(submission)))[0]))

    assert counts[0] == counts[2]
