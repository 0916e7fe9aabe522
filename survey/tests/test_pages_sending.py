"""Checking, sending, and what there is to see and do afterwards."""

import datetime
import re

import pytest
from django.test import Client

from keepitlocal.outbox.models import Message
from survey.models import Apart, Response, Status
from survey.tests import makers
from survey.tests.browsing import SURVEY, form_of, page, press
from survey.tests.makers import definition, question
from survey.tests.stored import NOON, fill, hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

TO = "ann@example.org"
OTHER_PAGES = ["you", "area", "check", "choose", "way-back"]


def latest():
    return Response.objects.order_by("-pk").first()


def test_the_check_names_what_is_missing_or_wrong_with_a_link_to_each(client):
    asked = [question(required=True), question("words", "text"), question("count", "number")]
    hold(client, make_response(make_survey(definition(makers.page("you", *asked))), count="a few"))

    shown = client.get(page("check")).text

    assert re.findall(rf'<li><a href="({SURVEY}[^"]*)">([^<]*)</a></li>', shown) == [
        (page("you", "?from=check#id_area_0"), "Choose an answer to “What of area”"),
        (page("you", "?from=check#id_count"), "“What of count” must be a whole number, such as 12"),
    ]
    assert "Send my answers" not in shown


def test_the_check_shows_what_is_on_the_path_and_nothing_else(client):
    response = make_response(role="delivers", why_stopped="canary", authority="Leeds")
    fill(response, {"contract_value": "unsure", "role": "would"})
    hold(client, response)

    shown = client.get(page("check")).text

    assert "Leeds" in shown
    assert "canary" not in shown
    assert "yearly value" not in shown


def test_the_check_says_what_cannot_be_read_as_it_was_typed(client):
    hold(client, make_response(role="delivers", contract_count="<a few>"))

    shown = client.get(page("check")).text

    assert "&lt;a few&gt;" in shown
    assert "must be a whole number" in shown


def test_what_is_not_ready_is_not_sent_by_pressing_all_the_same(client):
    hold(client, make_response())

    shown = client.post(page("check"), {"number": 1})

    assert (shown.status_code, latest().status, Message.objects.count()) == (200, Status.DRAFT, 0)


@pytest.mark.parametrize(
    ("address", "words"),
    [(TO, f"We send a receipt to {TO}"), ("", "You have given no email address")],
    ids=["given", "not given"],
)
def test_the_check_says_where_the_receipt_goes(client, address, words):
    hold(client, make_response(role="would", receipt_email=address))

    assert words in client.get(page("check")).text


def test_pressing_send_again_shows_the_same_reference(client):
    """F10."""
    hold(client, make_response(role="would", receipt_email=TO))

    pages = [client.post(page("check"), {"number": 1}, follow=True) for _ in range(2)]

    assert [latest().reference in each.text for each in pages] == [True, True]
    assert (Message.objects.count(), Apart.objects.count()) == (2, 1)


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "", "99999999999999999999", "1.5"])
def test_a_tampered_number_of_the_sending_is_not_found(client, number):
    """F7."""
    hold(client, make_response(role="would"))

    answer = client.post(page("check"), {"number": number})

    assert (answer.status_code, latest().status) == (404, Status.DRAFT)


def test_nobody_sets_what_is_not_asked(client):
    """F6."""
    survey = make_survey()
    hold(client, make_response(survey, role="would"))
    forged = {"status": "sent", "reference": "KIL-1", "channel": "paper", "version": "9", "survey": "9", "sent_at": "2001-01-01"}

    client.post(page("area"), forged | {"authority": "Leeds"})
    client.post(page("check"), forged | {"number": 1})

    sent = latest()
    assert (sent.channel, sent.version, sent.survey, sent.sent_at) == ("online", survey.latest, survey, NOON)
    assert sent.answers == {"role": "would", "authority": "Leeds"}


def test_going_back_after_sending_shows_what_was_sent_and_begins_nothing(client):
    """F11."""
    sent = hold(client, make_sent())

    goes = [client.get(page(name)) for name in OTHER_PAGES]
    begun = client.post(SURVEY, {"nonce": "another"}, follow=True)

    assert {answer.url for answer in goes} == {page("sent")}
    assert sent.reference in begun.text
    assert Response.objects.count() == 1


def test_words_saved_after_sending_are_given_back(client):
    """F11: from a page left open behind the confirmation."""
    sent = hold(client, make_sent(authority="As sent"))

    shown = client.post(page("area"), {"authority": "One thing more"})

    sent.refresh_from_db()
    assert shown.status_code == 409
    assert "One thing more" in shown.text
    assert (sent.answers["authority"], sent.says) == ("As sent", {})


def test_the_copy_has_every_answer_and_nothing_that_is_kept_apart(client):
    hold(client, make_sent(authority="Ours <works> & lasts", receipt_email=TO, may_contact="yes"))

    shown, file = client.get(page("copy")).text, client.get(page("copy", "?as=text"))

    assert "Ours &lt;works&gt; &amp; lasts" in shown
    assert "Ours <works> & lasts" in file.text
    assert TO not in shown + file.text
    assert "May we contact you" not in shown + file.text
    assert file["Content-Disposition"] == f'attachment; filename="{latest().reference}.txt"'


def test_the_copy_and_the_mails_have_nothing_that_is_off_the_path(client):
    response = hold(client, make_response(role="delivered", why_stopped="canary", receipt_email=TO))
    fill(response, {"role": "would"})
    press(client, page("check"))

    assert "canary" not in client.get(page("copy")).text + client.get(page("copy", "?as=text")).text
    assert "canary" not in str(list(Message.objects.values_list()))


def test_an_address_is_not_shown_once_it_was_sent(client):
    hold(client, make_response(role="would", receipt_email=TO))

    shown = client.post(page("check"), {"number": 1}, follow=True).text

    assert TO not in shown
    assert "If you left an email address, a receipt is on its way there" in shown


def test_it_can_be_changed_and_sent_again_under_the_same_reference(client):
    sent = hold(client, make_sent(authority="Leeds"))

    assert press(client, page("sent")).url == page("check")
    press(client, page("area", "?from=check"), {"authority": "York"})
    shown = client.post(page("check"), form_of(client.get(page("check"))).filled({}), follow=True).text

    sent.refresh_from_db()
    assert (sent.answers["authority"], sent.number) == ("York", 2)
    assert sent.reference in shown
    assert "We have your changes" in shown


def test_sending_the_first_time_again_while_it_is_changed_changes_nothing(client):
    """F10: the replay of an old press."""
    sent = hold(client, make_sent(authority="Leeds"))
    client.post(page("change"))
    client.post(page("area"), {"authority": "York"})

    answer = client.post(page("check"), {"number": 1})

    sent.refresh_from_db()
    assert answer.url == page("sent")
    assert (sent.answers["authority"], sent.number, sent.is_being_written) == ("Leeds", 1, True)


def test_changes_can_be_given_up(client):
    sent = hold(client, make_sent(authority="Leeds"))
    client.post(page("change"))
    client.post(page("area"), {"authority": "York"})

    answer = client.post(page("change"), {"leave": "1"})

    sent.refresh_from_db()
    assert answer.url == page("sent")
    assert (sent.answers["authority"], sent.is_being_written) == ("Leeds", False)


def test_words_saved_after_the_changes_were_given_up_are_given_back(client):
    """F11."""
    hold(client, make_sent())
    client.post(page("change"))
    left_open = form_of(client.get(page("area")))
    client.post(page("change"), {"leave": "1"})

    shown = client.post(page("area"), left_open.filled({"authority": "York"}))

    assert (shown.status_code, "York" in shown.text) == (409, True)


def test_once_the_survey_has_closed_nothing_is_changed(client, arrive):
    sent = hold(client, make_sent())
    arrive(sent.survey.closes_at)

    answer = client.post(page("change"))

    sent.refresh_from_db()
    assert (answer.url, sent.changing_since) == (page("sent"), None)
    assert "It can no longer be changed" in client.get(page("sent")).text


def test_to_look_changes_nothing(client):
    """A5, A6: whoever opens every address, and posts to none."""
    sent = hold(client, make_sent())
    before = list(Response.objects.values_list())

    for name in [*OTHER_PAGES, "sent", "copy"]:
        client.get(page(name))
        client.head(page(name))
    refused = [client.get(page("change")).status_code]

    assert (refused, list(Response.objects.values_list())) == ([405], before)
    assert sent.changing_since is None


def test_sending_needs_no_broker(client, settings):
    """M8: a request never talks to Redis."""
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    hold(client, make_response(role="would", receipt_email=TO))

    assert press(client, page("check")).url == page("sent")


def test_a_survey_that_closed_while_the_check_was_open_says_so_and_sends_nothing(client, arrive):
    """D11: the page said open, and the moment of arrival decides."""
    response = hold(client, make_response(role="would"))
    shown = form_of(client.get(page("check")))
    arrive(response.survey.closes_at + datetime.timedelta(minutes=response.survey.grace_minutes))

    answer = client.post(page("check"), shown.filled({}))

    assert (answer.status_code, latest().status, Message.objects.count()) == (403, Status.DRAFT, 0)


def test_what_another_browser_sent_cannot_be_seen_or_changed():
    """A1."""
    sent = make_sent()
    stranger = Client()

    assert [stranger.get(page(name)).status_code for name in ["sent", "copy"]] == [404, 404]
    assert stranger.post(page("change"), {"draft": sent.pk}).status_code == 404
