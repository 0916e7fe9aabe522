"""Sending: what stands, in every shape that it is kept in, and nothing besides."""

import json

import pytest
from django.db import connection

from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady, TooLate
from keepitlocal.outbox.models import Message
from survey.definition import fingerprint
from survey.models import Apart, ChoiceRow, Earlier, Response, Status, TextRow, Writer, registry, rows
from survey.tests import makers
from survey.tests.makers import definition, question
from survey.tests.stored import MOMENT, NOON, fill, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db

TO = "ann@example.org"


def send(response, number=1, at=NOON):
    response.send(number=number, at=at)
    response.refresh_from_db()
    return response


def change(sent, texts, *, number=2):
    """Change what was sent, and send it again."""
    sent.change(at=NOON)
    fill(sent, texts)
    return send(sent, number)


def everything_about(response):
    """Every column of every row that names the response, as one text."""
    related = [each for each in Response._meta.get_fields(include_hidden=True) if each.one_to_many]
    found = [Response.objects.filter(pk=response.pk), *(each.related_model.objects.filter(response=response) for each in related)]
    return json.dumps([list(rows.values()) for rows in found], default=str)


def test_what_was_answered_stands_as_answers_course_rows_and_seal():
    sent = make_sent(role="would", authority="Leeds", services="health other", services__other__words="Allotments")

    assert sent.answers == {
        "role": "would",
        "authority": "Leeds",
        "services": ["health", "other"],
        "services.other.words": "Allotments",
    }
    assert sent.course.pages == ["you", "area", "obstacles", "local", "receipt"]
    assert sent.sha256 == fingerprint(sent.sealed())
    assert rows.stored(sent.pk) == rows.rows_of(sent.version.definition, registry.of(sent.version_id), sent.answers)
    assert (sent.says, sent.beside, sent.turns) == ({}, [], {})


def test_a_response_gets_a_reference_of_its_surveys():
    sent = make_sent(make_survey(reference_prefix="LAND"))

    assert sent.reference.startswith("LAND-")
    assert (sent.status, sent.number, sent.sent_at) == (Status.SENT, 1, NOON)


def test_answers_off_the_path_are_kept_nowhere():
    """Whoever said first that they deliver contracts, and then that they would like to."""
    response = make_response(role="delivers", contract_value="unsure", authority="Leeds")
    fill(response, {"why_stopped": "canary", "role": "would", "services.other.words": "canary, too"})

    sent = send(response)

    assert sent.answers == {"role": "would", "authority": "Leeds"}
    assert sent.course.questions == [name for name in sent.course.questions if not name.startswith("contract")]
    assert (ChoiceRow.objects.count(), TextRow.objects.count()) == (1, 1)
    assert "canary" not in everything_about(sent)


def test_the_receipt_goes_to_the_address_on_the_path_and_the_policy_team_is_told(settings):
    send(make_response(role="would", receipt_email=TO))

    assert set(Message.objects.values_list("kind", "to")) == {
        ("survey.receipt", TO),
        ("survey.notice", settings.POLICY_EMAIL),
    }


def test_what_is_being_changed_is_erased_with_its_changes():
    sent = make_sent(authority="Leeds")
    sent.change(at=NOON)
    fill(sent, {"authority": "York"})

    sent.erase(at=NOON)

    assert (sent.status, sent.answers, sent.says, sent.changing_since) == (Status.ERASED, {}, {}, None)


def test_an_address_off_the_path_gets_no_receipt():
    """M13."""
    asks = makers.page("touch", question("receipt_email", "email", apart=True), show_if={"area": {"in": ["north"]}})
    response = make_response(make_survey(definition(makers.page("you", question()), asks)), area="north", receipt_email=TO)
    fill(response, {"area": "south"})

    send(response)

    assert [message.kind for message in Message.objects.all()] == ["survey.notice"]
    assert not Apart.objects.exists()


def test_what_is_kept_apart_is_nowhere_with_the_response():
    sent = send(make_response(role="would", receipt_email="canary@example.org", may_contact="yes"))

    kept = Apart.objects.get()
    assert kept.answers == {"receipt_email": "canary@example.org", "may_contact": "yes"}
    assert "canary" not in everything_about(sent)
    assert "may_contact" not in sent.answers
    assert {each.name for each in Apart._meta.get_fields()} == {"key", "survey", "answers", "sha256", "came_on"}


def test_what_is_kept_apart_has_no_hour_and_no_order():
    send(make_response(role="would", may_contact="yes"))

    assert Apart.objects.values_list("came_on").get() == (NOON.date(),)
    assert Apart._meta.pk.name == "key"


def test_saying_the_same_apart_again_is_kept_once():
    sent = send(make_response(role="would", receipt_email=TO))

    change(sent, {"receipt_email": TO})

    assert Apart.objects.count() == 1


def test_sending_twice_is_sending_once():
    """F10."""
    sent = send(make_response(role="would"))
    reference = sent.reference

    send(sent, at=NOON + MOMENT)

    assert (sent.reference, sent.sent_at) == (reference, NOON)
    assert (Message.objects.count(), ChoiceRow.objects.count()) == (1, 1)


def test_what_was_saved_since_it_was_checked_is_not_sent_unseen():
    response = make_response(role="would")
    checked = Response.objects.get(pk=response.pk)
    fill(response, {"authority": "Leeds"})

    with pytest.raises(NotReady):
        checked.send(number=1, at=NOON)

    assert not Response.objects.sent().exists()


@pytest.mark.parametrize(
    "texts",
    [{}, {"role": "none"}, {"role": "delivers", "contract_count": "a few"}],
    ids=["nothing that is required", "an exit", "what cannot be read"],
)
def test_what_is_not_ready_is_not_sent(texts):
    response = make_response(**texts)

    with pytest.raises(NotReady):
        response.send(number=1, at=NOON)

    response.refresh_from_db()
    assert (response.status, Message.objects.count()) == (Status.DRAFT, 0)


def test_what_cannot_be_read_off_the_path_keeps_nobody_from_sending():
    response = make_response(role="delivers", contract_count="a few")
    fill(response, {"role": "would"})

    assert send(response).status == Status.SENT


def test_sending_is_in_time_by_a_microsecond_and_late_at_the_deadline():
    """D2, D6."""
    early, late = (make_response(make_survey(slug=slug), role="would") for slug in ["one", "two"])

    send(early, at=early.deadline - MOMENT)
    with pytest.raises(TooLate):
        late.send(number=1, at=late.deadline)

    assert list(Response.objects.sent()) == [early]


def test_changes_stand_in_place_of_what_was_sent_which_is_kept_as_it_was():
    sent = send(make_response(role="would", authority="Leeds"))
    was = {"reference": sent.reference, "sealed": sent.sealed(), "sha256": sent.sha256}

    change(sent, {"authority": "York", "role": "councillor"})

    earlier = Earlier.objects.get()
    assert {"reference": sent.reference, "sealed": earlier.sealed, "sha256": earlier.sha256} == was
    assert sent.answers == {"role": "councillor", "authority": "York"}
    assert rows.stored(sent.pk) == rows.rows_of(sent.version.definition, registry.of(sent.version_id), sent.answers)


def test_who_changes_it_finds_every_answer_as_it_would_be_typed():
    texts = {
        "role": "would",
        "services": "health other",
        "services.other.words": "Allotments",
        "help.1": "lots",
        "barriers.size": "2",
    }
    response = make_response()
    fill(response, texts)
    sent = send(response)

    sent.change(at=NOON)

    assert sent.says == texts


def test_while_it_is_changed_it_stands_as_it_was_sent():
    sent = send(make_response(role="would", authority="Leeds"))

    sent.change(at=NOON)
    fill(sent, {"authority": "York"})

    assert sent.answers["authority"] == "Leeds"
    assert list(Response.objects.sent()) == [sent]


def test_who_gives_up_the_changes_leaves_it_as_it_was_sent():
    sent = send(make_response(role="would", authority="Leeds"))
    sent.change(at=NOON)
    fill(sent, {"authority": "York"})

    sent.leave(at=NOON)

    assert (sent.says, sent.answers["authority"], sent.is_being_written) == ({}, "Leeds", False)
    with pytest.raises(AlreadyMoved):
        fill(sent, {"authority": "Hull"})


def test_it_can_be_changed_until_the_close_by_a_microsecond():
    """D2."""
    sent = send(make_response(role="would"))
    closes_at = sent.survey.closes_at

    with pytest.raises(TooLate):
        sent.change(at=closes_at)
    sent.change(at=closes_at - MOMENT)

    assert sent.changing_since == closes_at - MOMENT


def test_whoever_has_sent_is_not_to_be_found_by_the_addresses_that_came_back():
    response = make_response(role="would")
    response.keep_way_back(TO, at=NOON)
    response.refresh_from_db()

    send(response)

    assert not Writer.objects.exists()
    assert TO not in set(Message.objects.values_list("to", flat=True))


def test_an_address_left_while_they_send_is_forgotten_all_the_same():
    response = make_response(role="would")
    sending = Response.objects.get(pk=response.pk)
    response.keep_way_back(TO, at=NOON)

    with pytest.raises(NotReady):
        sending.send(number=1, at=NOON)
    send(sending)

    assert not Writer.objects.exists()


def test_no_address_comes_back_to_what_was_sent():
    response = make_response(role="would")
    left_open = Response.objects.get(pk=response.pk)
    send(response)

    with pytest.raises(NotAllowed):
        left_open.keep_way_back(TO, at=NOON)

    assert not Writer.objects.exists()


def test_nothing_that_anybody_answered_is_on_the_record():
    response = make_response(role="would", authority="canary", receipt_email="canary@example.org")

    change(send(response), {"authority": "canary again"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_entry")
        assert "canary" not in str(cursor.fetchall())
