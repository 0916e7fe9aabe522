"""What holds of every page, and the pages for when something is wrong."""

import logging
import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from evidence.tests.makers import DAY, NOON, make_call, make_sent
from keepitlocal import arrival, errors, parts
from keepitlocal.officers.models import Officer
from keepitlocal.tests.test_house import ROOT

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/evidence/", 200),
        ("/nothing/", 404),
        ("/admin/login/", 200),
        ("/healthz", 503),
        ("/evidence/none/yours/", 404),
    ],
)
def test_every_response_carries_the_headers_errors_too(client, address, status):
    """H1, H3."""
    response = client.get(address)

    assert response.status_code == status
    assert {name: response.get(name) for name in HEADERS if name != "Cache-Control"} == {
        name: value for name, value in HEADERS.items() if name != "Cache-Control"
    }
    assert "no-store" in response["Cache-Control"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_wrong_host_is_refused_with_the_headers(client):
    """H4, M12."""
    response = client.get("/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_forwarded_header_is_a_strangers_claim(client):
    """H5."""
    request = client.get("/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "elsewhere.example"}).wsgi_request

    assert (request.scheme, request.get_host()) == ("http", "testserver")


def test_the_sign_in_goes_nowhere_but_home(client):
    """H8."""
    Officer.objects.create_user("ada@example.org", "Ada", "correct horse battery")

    response = client.post(
        "/admin/login/?next=https://elsewhere.example/", {"username": "ada@example.org", "password": "correct horse battery"}
    )

    assert response.status_code == 302
    assert "elsewhere" not in response["Location"]


@pytest.mark.parametrize("status", [400, 403, 404, 410, 413, 500])
def test_every_error_page_says_what_to_do_in_whole_html(status):
    request = RequestFactory().get("/")
    request.at = NOON
    pages = {
        400: lambda: errors.bad_request(request, ValueError()),
        403: lambda: errors.denied(request, PermissionDenied()),
        404: lambda: errors.not_found(request, LookupError()),
        410: lambda: errors.gone(request),
        413: lambda: errors.bad_request(request, errors.RequestDataTooBig()),
        500: lambda: errors.failed(request),
    }

    page = pages[status]()

    assert page.status_code == status
    assert "<h1" in page.content.decode()
    assert "policy@keepitlocal.example" in page.content.decode()
    assert page.content.decode().rstrip().endswith("</html>")


def test_a_failure_of_ours_shows_the_500_page_and_none_of_the_error(client, monkeypatch, caplog):
    def broken(at):
        raise RuntimeError("quokka")

    monkeypatch.setattr(parts, "opportunities", broken)
    client.raise_request_exception = False
    logging.disable(logging.ERROR)

    page = client.get("/")

    logging.disable(logging.NOTSET)
    assert page.status_code == 500
    assert b"quokka" not in page.content


def test_the_500_page_needs_no_database(django_db_blocker):
    with django_db_blocker.block():
        assert errors.failed(RequestFactory().get("/")).status_code == 500


def test_home_with_nothing_open_says_so(client):
    assert "Nothing is open just now" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("moved", "says"),
    [
        ({}, "Open Closes at 1pm (UK time) on Wednesday 1 July 2026"),
        (
            {"opens_at": NOON + DAY},
            "Not open yet Opens at 1pm on Tuesday 2 June 2026. Closes at 1pm (UK time) on Wednesday 1 July 2026",
        ),
        ({"closes_at": NOON + DAY}, "Last hours Closes at 1pm (UK time) on Tuesday 2 June 2026"),
        ({"closes_at": NOON}, "Closed Closed at 1pm (UK time) on Monday 1 June 2026, but for drafts begun before"),
        ({"closes_at": NOON - DAY}, "Closed Closed at 1pm (UK time) on Sunday 31 May 2026"),
        (
            {"extended_from": NOON},
            "Closes at 1pm (UK time) on Wednesday 1 July 2026 Extended from 1pm (UK time) on Monday 1 June 2026",
        ),
        (
            {"closes_at": NOON - DAY, "extended_from": NOON - 2 * DAY},
            "Closed at 1pm (UK time) on Sunday 31 May 2026 Extended from 1pm (UK time) on Saturday 30 May 2026",
        ),
    ],
    ids=["open", "to come", "last hours", "in the grace", "over", "extended", "extended and over"],
)
@pytest.mark.parametrize("address", ["/", "/evidence/"])
def test_what_can_be_taken_part_in_says_when(client, monkeypatch, address, moved, says):
    monkeypatch.setattr(arrival, "timezone", SimpleNamespace(now=lambda: NOON))
    make_call(**moved)

    page = client.get(address).content.decode()

    assert "/evidence/keep-it-local/" in page
    assert f"{says} </p>" in f"{' '.join(re.sub('<(?!/p)[^>]*>', ' ', page).split())} "


def test_an_unpublished_call_is_nowhere(client):
    make_call(published=False, title="Quokka")

    assert "Quokka" not in client.get("/").content.decode() + client.get("/evidence/").content.decode()


def test_what_is_open_comes_first(client):
    make_call(slug="over", title="Over", closes_at=NOON)
    make_call(slug="soon", title="Soon", closes_at=NOON + 2 * DAY)
    make_call(slug="later", title="Later", closes_at=NOON + 9 * DAY)
    make_call(slug="coming", title="Coming", opens_at=NOON + DAY)
    make_call(slug="ending", title="Last hours", closes_at=NOON + DAY)

    assert [each.title for each in parts.opportunities(NOON)] == ["Last hours", "Soon", "Later", "Coming", "Over"]


def test_calls_are_paged(client):
    for number in range(21):
        make_call(slug=f"call-{number}", title=f"Call {number}", closes_at=NOON + (number + 1) * DAY)

    first, second = client.get("/evidence/").content.decode(), client.get("/evidence/?page=2").content.decode()

    assert (first.count('kil-card"'), second.count('kil-card"')) == (20, 1)
    assert "Older</a>" in first


def test_nothing_that_was_sent_is_public():
    make_sent(text="quokka-7731")

    for address in ["/", "/evidence/", "/evidence/keep-it-local/"]:
        page = Client().get(address).content.decode()
        assert "quokka" not in page
        assert "O’Neill" not in page


def test_no_page_takes_anything_from_another_site():
    """A4: a link may lead to one, once somebody follows it."""
    taken = re.compile(r'<(?!a\s)[^>]*\s(?:src|href|action|srcset)="(?:https?:)?//', re.IGNORECASE)

    assert [path.name for path in (ROOT / "templates").rglob("*.html") if taken.search(path.read_text())] == []
