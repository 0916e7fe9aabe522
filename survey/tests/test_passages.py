"""What officers find, tag and quote of the survey is every text that counts, as one of an audience wrote it; and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keepitlocal import parts
from keepitlocal.audit.models import named
from keepitlocal.passages.models import Passage
from keepitlocal.passages.tests.found import choices, found, narrowed, unlike
from survey.tests.makers import asking, question
from survey.tests.stored import NOON, fill, make_entered, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db
TEXT = "survey.text"
WORDS = {"authority": "Leeds", "services": "health other", "services__other__words": "Allotments"}


def sent_again(response, **texts):
    response.change(at=NOON)
    fill(response, texts)
    response.send(number=response.number + 1, at=NOON)
    return response


def test_texts_are_found_and_words_beside_a_choice_and_nothing_that_was_chosen():
    sent = make_sent(**WORDS)

    assert found(sent) == {"authority": "Leeds", "services.other": "Allotments"}


def test_a_text_says_what_was_asked():
    make_sent(**WORDS)

    assert dict(Passage.objects.values_list("place", "asked")) == {
        "authority": "Which local authority area do you work in or represent?",
        "services.other": "Which kinds of service do you have to do with? What kind?",
    }


@pytest.mark.parametrize(
    ("role", "said_by"),
    [
        ("councillor", "An elected councillor with an interest in how services are commissioned"),
        ("delivers", "A community organisation that delivers public service contracts"),
    ],
)
def test_whoever_wrote_it_is_one_of_their_audience(role, said_by):
    make_sent(role=role, authority="Leeds")

    passage = Passage.objects.get()

    assert (passage.said_by, passage.names) == (said_by, "")
    assert (passage.quoting, passage.visibility) == ("unnamed", "officers")


def test_whoever_is_of_no_audience_is_somebody_who_answered():
    response = make_response(make_survey(asking(question("words", "text"))), words="Yes.")

    response.send(number=1, at=NOON)

    assert Passage.objects.get().said_by == "Somebody who answered"


def test_what_is_kept_apart_is_never_found():
    asks = asking(question(), question("secret", "long", apart=True))
    response = make_response(make_survey(asks), area="north", secret="canary")

    response.send(number=1, at=NOON)

    assert (found(), unlike()) == ({}, [])


def test_an_address_that_was_left_is_never_found():
    make_sent(authority="Leeds", receipt_email="ann@example.org")

    assert found() == {"authority": "Leeds"}


def test_the_longest_names_of_a_question_and_a_choice_have_their_place():
    choice = {"value": "v" * 40, "label": "Other", "asks_for": "What?"}
    asks = asking(question("n" * 40, "one", choices=[choice, {"value": "no", "label": "No"}]))
    response = make_response(make_survey(asks), **{"n" * 40: "v" * 40, f"{'n' * 40}.{'v' * 40}.words": "Yes."})

    response.send(number=1, at=NOON)

    assert found(response) == {f"{'n' * 40}.{'v' * 40}": "Yes."}


def test_a_draft_is_its_writers_alone():
    make_response(role="would", authority="Leeds")

    assert found() == {}


def test_what_came_on_paper_is_found_like_what_was_answered_online():
    assert found(make_entered()) == {"authority": "Leeds"}


def test_what_is_sent_again_is_found_as_it_says_now():
    sent = sent_again(make_sent(**WORDS), **{"authority": "York", "services": "health"})

    assert found(sent) == {"authority": "York"}


def test_what_is_being_changed_is_found_as_it_was_sent():
    sent = make_sent(authority="Leeds")
    sent.change(at=NOON)

    fill(sent, {"authority": "York"})

    assert (found(sent), unlike()) == ({"authority": "Leeds"}, [])


def test_what_is_erased_is_found_no_more():
    """P1."""
    sent = make_sent(**WORDS)

    sent.erase(at=NOON)

    assert found() == {}


def test_sending_three_texts_costs_one_query_more_and_sending_again_two():
    response = make_response(role="would", seen_fail="yes", **WORDS)
    with CaptureQueriesContext(connection) as first:
        response.send(number=1, at=NOON)
    response.change(at=NOON)
    fill(response, {"authority": "York"})
    with CaptureQueriesContext(connection) as again:
        response.send(number=2, at=NOON)

    assert [sum("passages_" in each["sql"] for each in queries) for queries in [first, again]] == [1, 2]


@pytest.mark.parametrize("place", ["authority", "services.other"])
def test_a_text_is_read_at_its_question_on_the_page_of_its_response(client, officer, place):
    sent = make_sent(**WORDS)

    address = parts.passage_kinds()[TEXT].address(Passage.objects.get(place=place))

    at, _, anchor = address.partition("#")
    assert at == reverse("admin:survey_response_change", args=[sent.pk])
    assert client.get(at).text.count(f'id="{anchor}"') == 1


def test_texts_are_narrowed_to_an_audience():
    survey = make_survey()
    make_sent(survey, authority="Leeds")
    councillor = make_sent(survey, role="councillor", authority="York")

    assert ("councillor", "Councillor") in choices(TEXT, "type")
    assert narrowed(TEXT, "type", "councillor") == [named(councillor)]


def test_texts_are_narrowed_to_a_question_with_what_was_written_beside_its_choices():
    survey = make_survey()
    make_sent(survey, authority="Leeds")
    beside = make_sent(survey, services="other", services__other__words="Allotments")

    offered = dict(choices(TEXT, "question"))

    value = "landscape:services"
    assert offered[value] == "Which kinds of service do you have to do with?"
    assert narrowed(TEXT, "question", value) == [named(beside)]


def test_a_question_that_holds_no_text_is_not_offered():
    make_survey(asking(question(), question("words", "text"), question("secret", "text", apart=True)))

    assert choices(TEXT, "question") == [("landscape:words", "What of words?")]


def test_a_question_of_one_survey_is_not_anothers_of_the_same_name():
    one, other = (make_survey(asking(question("words", "text")), slug=slug, title=slug) for slug in ["one", "other"])
    sent = make_response(one, words="Yes.")
    sent.send(number=1, at=NOON)

    assert choices(TEXT, "question") == [
        ("one:words", "one: What of words?"),
        ("other:words", "other: What of words?"),
    ]
    assert narrowed(TEXT, "question", "other:words") == []
