import datetime
import logging
import sys
import threading
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from keepitlocal import arrival, pace
from keepitlocal.outbox.tests.makers import MINUTE, MOMENT, NOON
from keepitlocal.tests.test_kil_pack import Page

SECOND = datetime.timedelta(seconds=1)
HERE, THERE = "203.0.113.7", "198.51.100.9"


@pace.paced
def begin(request):
    """Something that makes a row."""
    return HttpResponse("done", status=201)


urlpatterns = [
    path("begin/", begin),
    path("later/", csrf_exempt(begin)),
    path("evidence/", include("evidence.urls")),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def restless():
    """Threads that take turns as often as they can."""
    usually = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usually)


@pytest.fixture
def arrive(monkeypatch):
    """Say when the next requests arrive; at noon unless said."""

    def at(moment):
        monkeypatch.setattr(arrival, "timezone", SimpleNamespace(now=lambda: moment))

    at(NOON)
    return at


def send(client, times=1, address=HERE, **said):
    """The last of so many answers to a form."""
    for _ in range(times):
        response = client.post("/begin/", said, REMOTE_ADDR=address)
    return response


def resent(response):
    """What the button on a page sends, but for the token."""
    controls = Page(response.content.decode()).all("input", "textarea")
    return sorted(each["name"] for each in controls if each["name"] != "csrfmiddlewaretoken")


def test_fifty_in_a_minute_are_slowed_and_each_is_answered(client, arrive):
    """F18"""
    statuses = [send(client).status_code for _ in range(50)]

    assert statuses == [201] * 30 + [429] * 20


def test_a_minute_after_the_first_the_next_is_taken(client, arrive):
    send(client)
    arrive(NOON + 20 * SECOND)
    send(client, 29)

    arrive(NOON + MINUTE - MOMENT)
    too_early = send(client)
    arrive(NOON + MINUTE)

    assert (too_early.status_code, send(client).status_code, send(client).status_code) == (429, 201, 429)


@pytest.mark.parametrize(
    ("passed", "seconds"), [(0, "60"), (20.5, "40"), (59.9, "1")], ids=["at once", "some seconds later", "nearly there"]
)
def test_the_answer_says_how_long_to_wait(client, arrive, passed, seconds):
    send(client, 30)

    arrive(NOON + passed * SECOND)

    assert send(client)["Retry-After"] == seconds


def test_pressing_again_too_early_makes_nobody_wait_longer(client, arrive):
    send(client, 30)
    arrive(NOON + 30 * SECOND)
    send(client, 100)

    arrive(NOON + MINUTE)

    assert send(client, 30).status_code == 201


def test_reading_is_never_slowed(client, arrive):
    send(client, 31)

    assert client.get("/begin/", REMOTE_ADDR=HERE).status_code == 201


def test_another_address_is_not_slowed(client, arrive):
    send(client, 31)

    assert send(client, address=THERE).status_code == 201


@pytest.mark.parametrize(("limit", "statuses"), [(2, [201, 201, 429]), (0, [201, 201, 201])], ids=["two", "no limit"])
def test_the_limit_is_a_setting(client, arrive, settings, limit, statuses):
    settings.PACE = limit

    assert [send(client).status_code for _ in range(3)] == statuses


def test_what_was_typed_comes_back_to_be_sent_again(arrive):
    """F18: with a fresh token, as the form brought its own; what was emptied stays empty."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = token = "a" * 32
    said = {"csrfmiddlewaretoken": token, "name": "O’Neill & <b>", "nonce": "x-1", "area": "", "password": "owl"}
    send(client, 30, **said)

    response = client.post("/begin/?from=check", said, REMOTE_ADDR=HERE)

    (form,) = Page(response.content.decode()).all("form")
    assert (form["action"], form["method"]) == ("/begin/?from=check", "post")
    assert resent(response) == ["area", "name", "nonce"]
    assert "O’Neill &amp; &lt;b&gt;</textarea>" in response.content.decode()
    assert "owl" not in response.content.decode()
    (fresh,) = [each["value"] for each in Page(response.content.decode()).all("input") if each["name"] == "csrfmiddlewaretoken"]
    arrive(NOON + MINUTE)
    assert send(client, **{**said, "csrfmiddlewaretoken": fresh}).status_code == 201


def test_a_form_without_a_token_comes_back_to_copy_alone(arrive):
    """F18"""
    client = Client(enforce_csrf_checks=True)

    for _ in range(31):
        response = client.post("/later/", {"name": "O’Neill"}, REMOTE_ADDR=HERE)

    page = Page(response.content.decode())
    assert (response.status_code, "O’Neill" in page.words) == (429, True)
    assert page.all("form") == page.all("button") == []


@pytest.mark.parametrize("kept", [True, False], ids=["where files are kept", "where they are read over"])
def test_a_file_that_cannot_be_kept_is_told_about(client, arrive, settings, tmp_path, kept):
    if kept:
        settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    (tmp_path / "evidence.txt").write_text("What we know.")
    send(client, 30)

    with open(tmp_path / "evidence.txt") as file:
        with_one, without = send(client, documents=file), send(client)

    sentence = b"you will have to choose it again"
    assert (sentence in with_one.content, sentence in without.content) == (True, False)


def test_what_saves_as_one_types_is_told_in_few_words(client, arrive):
    send(client, 30)

    response = client.post("/begin/", headers={"Accept": "application/json"}, REMOTE_ADDR=HERE)

    assert (response.status_code, response.content, response["Retry-After"]) == (429, b"", "60")


@pytest.mark.parametrize(
    ("one", "another", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
    ],
    ids=["two of IPv4", "one household of IPv6", "two of IPv6", "one written in two ways", "two of IPv4 written as IPv6"],
)
def test_whose_address_it_is(one, another, same):
    found = {pace.address_of(RequestFactory().post("/", REMOTE_ADDR=address)) for address in [one, another]}

    assert (None in found, len(found) == 1) == (False, same)


@pytest.mark.parametrize(("behind_proxy", "found"), [(False, THERE), (True, HERE)], ids=["facing strangers", "behind a proxy"])
def test_only_the_proxy_says_where_a_request_came_from(settings, behind_proxy, found):
    """H5"""
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().post("/", REMOTE_ADDR=THERE, HTTP_X_FORWARDED_FOR=f"192.0.2.1, {HERE}")

    assert pace.address_of(request) == found


@pytest.mark.parametrize("said", [{}, {"HTTP_X_FORWARDED_FOR": "unknown"}], ids=["a silent proxy", "a proxy that does not know"])
def test_where_nobody_knows_who_it_is_nobody_is_slowed(client, arrive, settings, said):
    settings.BEHIND_PROXY = True

    assert {client.post("/begin/", REMOTE_ADDR=THERE, **said).status_code for _ in range(40)} == {201}


def test_addresses_are_forgotten_after_a_minute():
    count = pace.Count()
    for number in range(100):
        count.wait(f"192.0.2.{number}", limit=3, at=NOON)
    count.wait(HERE, limit=3, at=NOON + MINUTE - MOMENT)
    assert len(count) == 101

    count.wait(THERE, limit=3, at=NOON + MINUTE)

    assert len(count) == 2


def test_however_many_addresses_come_some_are_remembered_at_most():
    count = pace.Count(most=10)
    for number in range(100):
        count.wait(number, limit=1, at=NOON)

    assert len(count) == 10
    assert [bool(count.wait(number, limit=1, at=NOON)) for number in [99, 0]] == [True, False]


def test_however_often_one_address_sends_little_is_remembered_of_it():
    count = pace.Count()
    for number in range(1000):
        count.wait(HERE, limit=30, at=NOON + number * SECOND / 10)

    assert len(count._moments[HERE]) == 30


def test_of_many_at_once_as_many_as_the_limit_are_taken(restless):
    count, ready, taken = pace.Count(), threading.Barrier(8), []

    def send_many():
        ready.wait()
        taken.extend(count.wait(HERE, limit=300, at=NOON) for _ in range(200))

    threads = [threading.Thread(target=send_many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(taken), taken.count(None)) == (1600, 300)


def test_the_log_does_not_say_who_was_slowed(client, arrive, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("django"), "propagate", True)

    send(client, 31)

    assert ("Too Many Requests" in caplog.text, HERE in caplog.text) == (True, False)
