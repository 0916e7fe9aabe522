"""When something goes wrong under /cy/: the page is in the language of the address, and gives back what was typed as ever."""

import logging
import re

import pytest
from django.test import Client

from keepitlocal import parts
from principles.tests.makers import NOON, make_principle

pytestmark = pytest.mark.django_db

COMMENT = "/cy/principles/1/comment/"
TYPED = {"text": "Byddai hyn yn gweithio.", "name": "Siân"}


@pytest.fixture
def quietly():
    """What goes wrong here is meant to."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def is_welsh(answer):
    return '<html lang="cy"' in answer.text and answer.headers["Content-Language"] == "cy"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cy/nothing/", 404),
        ("/cy/principles/999/", 404),
        ("/cy/evidence/none/", 404),
        ("/cy/return/none/", 410),
        ("/cy/confirm/none/", 410),
        ("/cy/unsubscribe/none/", 410),
    ],
)
def test_what_is_not_there_is_not_there_in_welsh(client, path, status):
    answer = client.get(path)

    assert (answer.status_code, is_welsh(answer)) == (status, True)


def test_the_page_that_says_so_leads_to_the_welsh_front_page(client):
    assert 'href="/cy/">' in client.get("/cy/nothing/").text.partition("<main")[2]


def test_a_page_that_was_open_too_long_gives_back_what_was_typed(arrive):
    arrive(NOON)
    make_principle()

    answer = Client(enforce_csrf_checks=True).post(COMMENT, TYPED, headers={"Origin": "http://testserver"})

    assert (answer.status_code, is_welsh(answer)) == (403, True)
    assert TYPED["text"] in answer.text
    assert f'action="{COMMENT}"' in answer.text


def test_what_was_typed_is_given_back_by_its_welsh_name():
    sent = Client(enforce_csrf_checks=True).post("/cy/pledge/", {"place": "Leeds", "words": "Siopa yma"})

    assert re.findall(r'for="typed-\d+">([^<]*)</label>', sent.text) == ["Pentref, tref neu ddinas", "Yr hyn yr ydych yn ei addo"]


def test_whoever_sends_too_fast_sends_again_to_the_same_page(client, arrive, settings):
    arrive(NOON)
    settings.PACE = 1
    make_principle()
    client.post(COMMENT, TYPED)

    answer = client.post(COMMENT, TYPED)

    assert (answer.status_code, is_welsh(answer)) == (429, True)
    assert f'action="{COMMENT}"' in answer.text


def test_what_cannot_be_read_is_said_so(client, quietly):
    answer = client.post("/cy/return/", "x", content_type="multipart/form-data; boundary=\x00")

    assert (answer.status_code, is_welsh(answer)) == (400, True)


def test_what_is_too_large_is_said_so(client, quietly, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    answer = client.post("/cy/return/", {"email": "somebody-with-a-long-name@example.org"})

    assert (answer.status_code, "<h1" in answer.text, is_welsh(answer)) == (413, True, True)


def test_a_failure_of_ours_is_said_so(client, quietly, monkeypatch):
    def broken(at):
        raise RuntimeError("quokka")

    monkeypatch.setattr(parts, "opportunities", broken)
    client.raise_request_exception = False

    answer = client.get("/cy/")

    assert (answer.status_code, "quokka" in answer.text, is_welsh(answer)) == (500, False, True)
