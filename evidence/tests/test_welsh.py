"""Evidence in the pages in Welsh: the same submission, at addresses that stay in the language."""

import logging

import pytest
from django.test import Client
from django.utils import translation

from evidence.forms import AboutForm
from evidence.models import Status, content
from evidence.models.asking import Reply
from evidence.tests.makers import (
    YOURS,
    fill,
    fingerprint,
    hold,
    latest,
    make_asked,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    texts,
)
from keepitlocal.documents.faults import SAYS, Refused
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.tests.marked import english_of, unmarked_of
from keepitlocal.ways_in import Blanked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
CALL = "/cy/evidence/keep-it-local/"
WELSH = f"/cy{YOURS}"


def walk(client, call, yours):
    """Begin at the call and press the first button of every page, to the end: the addresses that were led to."""
    kind = call.respondent_types.get(code="community").code
    led = [client.post(yours, {"nonce": yours})["Location"]]
    for task, said in [
        ("section-1", {"answer-1.1": "It has."}),
        ("section-2", {"answer-2.1": ""}),
        ("reflections", {"answer-reflections": ""}),
        ("documents", {"then": "next"}),
        ("about-you", {"respondent_type": kind, "name": "Ann", "email": "ann@example.org"}),
        ("publication", {"choice": fingerprint(call)}),
        ("check", {"number": 1}),
    ]:
        led.append(fill(client, f"{yours}{task}/", said)["Location"])
    return led


def test_a_whole_journey_in_welsh_stays_there(client):
    """F17: by a browser that runs no script."""
    led = walk(client, make_call(), WELSH)

    assert [address for address in led if not address.startswith(WELSH)] == []
    assert (led[-1], latest().status) == (f"{WELSH}sent/", Status.SUBMITTED)
    assert latest().reference in client.get(led[-1]).text


def test_what_is_sent_in_welsh_is_kept_as_what_is_sent_in_english(client):
    call = make_call()
    walk(client, call, WELSH)
    one = latest()
    walk(Client(), call, YOURS)
    other = latest()

    assert one.pk != other.pk
    assert {**one.latest.content, "documents": []} == {**other.latest.content, "documents": []}


def test_a_draft_that_was_begun_in_english_goes_on_in_welsh(client):
    make_call()
    client.post(YOURS, {"nonce": "one"})

    fill(client, f"{WELSH}section-1/", {"answer-1.1": "Mae wedi."})
    page = client.get(f"{YOURS}section-1/")

    assert texts(latest()) == {"1.1": "Mae wedi."}
    assert "Mae wedi." in page.text


@pytest.mark.parametrize(
    "page", ["", "section-1/", "about-you/", "publication/", "documents/", "check/", "choose/", "way-back/", "copy/", "withdraw/"]
)
def test_a_page_in_welsh_leads_to_pages_in_welsh(client, page):
    make = make_sent if page in {"copy/", "withdraw/"} else make_ready
    hold(client, make())

    shown = client.get(f"{WELSH}{page}").text.partition("<main")[2].partition("</main>")[0]

    assert 'href="/evidence/' not in shown
    assert 'action="/evidence/' not in shown


def test_what_officers_wrote_is_marked_as_english_where_it_is_not_translated(client):
    make_call(particular_interests="Youth services", advice="Be brief.", extended_why="The snow.")

    page = client.get(CALL)

    said = english_of(page)
    assert {"Call for evidence", "Scale", "What about 1.1?", "Youth services", "Be brief."} <= set(said)
    assert "What about" not in unmarked_of(page)


def test_the_words_that_people_agree_to_are_marked_as_english(client):
    hold(client, make_draft())

    page = client.get(f"{WELSH}publication/")

    assert {"With our name", "What named means."} <= set(english_of(page))


def test_an_english_page_marks_nothing(client):
    make_call()

    assert 'lang="en"' not in client.get(CALL.removeprefix("/cy")).text


def test_the_start_page_says_in_both_languages_that_people_may_write_in_either(client):
    make_call()

    said = client.get(CALL.removeprefix("/cy")).text

    assert "You can write in English or in Welsh." in said
    assert '<span lang="cy">Gallwch ysgrifennu yn Gymraeg neu yn Saesneg.</span>' in said


def test_the_file_that_is_kept_has_no_markup(client):
    hold(client, make_sent())

    file = client.get(f"{WELSH}copy/?as=text").text

    assert "What about 1.1?" in file
    assert "<" not in file


def test_what_happens_next_names_the_reference_in_welsh_too(client):
    submission = hold(client, make_sent(make_call(next_steps="We read {reference}. {call.slug} {x}")))

    page = client.get(f"{WELSH}sent/")

    assert f"We read {submission.reference}. {{call.slug}} {{x}}" in english_of(page)


def test_one_form_leaves_the_next_its_language():
    """The forms of a process share what their classes hold."""
    call = make_call()
    with translation.override("cy"):
        AboutForm(stored={}, types=content.of(call).types)
    form = AboutForm({"name": "\0", "respondent_type": "community"}, stored={}, types=content.of(call).types)

    assert form.errors["name"] == ["“Your name” holds a character that cannot be kept (NUL). Remove it and save again"]


@pytest.mark.parametrize("code", SAYS)
def test_what_is_said_of_a_document_is_a_whole_sentence_about_it(code):
    with translation.override("cy"):
        assert Refused("nodiadau.txt", code).sentence.startswith("“nodiadau.txt”")


def test_a_question_is_answered_in_welsh(client):
    asked = make_asked(by=make_officer())
    address = f"{WELSH}asked/{asked.token}/"

    answer = client.post(address, {"answer": "Yn 2012."})

    assert (answer["Location"], Reply.objects.get().text) == (address, "Yn 2012.")


def test_a_log_holds_no_way_in_of_a_page_in_welsh(client, caplog):
    """A4: Django names the address of whatever it answers with an error."""
    with caplog.at_level(logging.WARNING, logger="django.request"):
        client.get(f"{WELSH}asked/c8x-secret/")
    (record,) = caplog.records
    Blanked().filter(record)

    assert record.getMessage() == f"Gone: {WELSH}asked/…"
