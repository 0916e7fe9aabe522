"""F15: two things done to one response at the same moment, on two connections that start together."""

import pytest
from django.test import Client

from keepitlocal.drafts.saying import NO_PAGE, Page, Said, hash_of
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from survey.models import Apart, ChoiceRow, Course, Earlier, Response, Status, Writer
from survey.tests.browsing import SURVEY, page
from survey.tests.stored import NOON, fill, hold, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(5)


def mine(response):
    """The response as another connection has read it."""
    return Response.objects.select_related("survey__latest").get(pk=response.pk)


def saving(response, box, text, *, seen="", page=NO_PAGE):
    own = mine(response)
    return lambda: own.write({box: Said(text, hash_of(seen))}, page=page, at=NOON)


def sending(response, number=1):
    own = mine(response)
    return lambda: own.send(number=number, at=NOON)


def stands(response, box="authority"):
    """What the box says, and the texts beside it, in alphabetical order."""
    response.refresh_from_db()
    return sorted(filter(None, [response.says.get(box, ""), *(each["text"] for each in response.beside)]))


@pytest.mark.parametrize("_", ROUNDS)
@pytest.mark.parametrize("before", ["", "Before"], ids=["the first saves", "later saves"])
def test_of_two_saves_of_one_box_one_is_saved_and_the_other_kept_beside(before, _):
    response = make_response(authority=before)

    at_once(*(saving(response, "authority", text, seen=before, page=Page(text, 1)) for text in ["Ann", "Bob"]))

    assert stands(response) == ["Ann", "Bob"]


@pytest.mark.parametrize("_", ROUNDS)
def test_saves_of_different_boxes_are_all_saved(_):
    response = make_response()
    texts = {"authority": "Leeds", "services": "health", "designed": "once"}

    at_once(*(saving(response, box, text, page=Page(box, 1)) for box, text in texts.items()))

    response.refresh_from_db()
    assert (response.says, set(response.turns), response.beside) == (texts, set(texts), [])


@pytest.mark.parametrize("_", ROUNDS)
def test_the_turns_of_one_page_end_with_the_last_however_they_come(_):
    response = make_response()

    at_once(*(saving(response, "authority", f"Turn {turn}", page=Page("p", turn)) for turn in [3, 1, 2]))

    assert stands(response) == ["Turn 3"]


@pytest.mark.parametrize("_", ROUNDS)
def test_a_save_beside_a_send_is_in_what_was_sent_or_refused(_):
    response = make_response(role="would", authority="Before")

    saved, sent = at_once(saving(response, "authority", "Changed", seen="Before"), sending(response))

    response.refresh_from_db()
    if isinstance(saved, AlreadyMoved):
        assert (sent, response.answers["authority"], response.says) == (None, "Before", {})
    else:
        assert isinstance(sent, NotReady)
        assert (response.status, response.says["authority"]) == (Status.DRAFT, "Changed")


@pytest.mark.parametrize("_", ROUNDS)
def test_two_presses_of_send_at_once_send_it_once(_):
    """F10."""
    response = make_response(role="would", receipt_email="ann@example.org")

    outcomes = at_once(sending(response), sending(response))

    response.refresh_from_db()
    assert (outcomes, response.number) == ([None, None], 1)
    assert (ChoiceRow.objects.count(), Message.objects.count(), Apart.objects.count()) == (1, 2, 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_two_presses_of_sending_changes_at_once_send_them_once(_):
    """F10."""
    response = make_sent()
    response.change(at=NOON)
    fill(response, {"designed": "once"})

    outcomes = at_once(sending(response, 2), sending(response, 2))

    response.refresh_from_db()
    assert (outcomes, response.number) == ([None, None], 2)
    assert (ChoiceRow.objects.count(), Earlier.objects.count()) == (2, 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_two_who_take_the_same_course_at_once_take_one(_):
    survey = make_survey()
    responses = [make_response(survey, role="would") for _ in range(3)]

    at_once(*map(sending, responses))

    assert (Course.objects.count(), Response.objects.sent().count()) == (1, 3)


@pytest.mark.parametrize("_", ROUNDS)
def test_an_address_that_is_left_while_they_send_is_forgotten_or_refused(_):
    response = make_response(role="would")
    own = mine(response)

    sent, kept = at_once(sending(response), lambda: own.keep_way_back("ann@example.org", at=NOON))

    if isinstance(sent, NotReady):
        assert isinstance(kept, Writer)
        sending(response)()
    else:
        assert isinstance(kept, NotAllowed)
    assert not Writer.objects.exists()
    assert "ann@example.org" not in set(Message.objects.values_list("to", flat=True))


@pytest.mark.parametrize("_", ROUNDS)
def test_of_those_who_change_it_and_leave_it_at_once_nothing_is_half_done(_):
    response = make_sent(authority="Leeds")
    owns = [mine(response), mine(response)]

    at_once(*(lambda own=own: own.change(at=NOON) for own in owns))

    response.refresh_from_db()
    assert (response.says, response.changing_since) == ({"role": "would", "authority": "Leeds"}, NOON)


def test_a_first_press_twice_at_once_begins_one_response_and_loses_no_save(arrive):
    """F10."""
    arrive(NOON)
    make_survey()
    browsers = [Client(), Client()]

    at_once(*(lambda each=each: each.post(SURVEY, {"nonce": "same"}) for each in browsers))
    at_once(
        *(
            lambda each=each, said=said: each.post(page("area"), {"authority": said})
            for each, said in zip(browsers, ["One", "Two"], strict=True)
        )
    )

    assert stands(Response.objects.get()) == ["One", "Two"]


@pytest.mark.parametrize("_", ROUNDS)
def test_two_browsers_that_press_send_at_once_are_shown_one_reference(arrive, _):
    """F10."""
    arrive(NOON)
    response = make_response(role="would")
    browsers = [Client(), Client()]
    for each in browsers:
        hold(each, response)

    answers = at_once(*(lambda each=each: each.post(page("check"), {"number": 1}, follow=True) for each in browsers))

    response.refresh_from_db()
    assert [response.reference in answer.text for answer in answers] == [True, True]
    assert Response.objects.sent().count() == 1
