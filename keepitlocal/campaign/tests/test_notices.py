"""What the portal says of itself is true of it."""

import ast
import datetime
import re

import pytest
from django.apps import apps
from django.conf import settings as ours
from django.utils import translation

from evidence.tests.makers import make_call
from keepitlocal import parts
from keepitlocal.campaign import notices
from keepitlocal.campaign.enquiries.tests.makers import NOON, make_enquiry
from keepitlocal.officers.tests.makers import make_superuser
from keepitlocal.tests.test_house import SOURCES, parsed

PAGES = pytest.mark.parametrize("name", notices.NAMES)


def words(response):
    return " ".join(response.content.decode().split())


def page(client, name, language=""):
    return words(client.get(f"{language}/{name}/"))


def visible(client, name):
    return re.sub(r"<[^>]+>", "", page(client, name))


def personal():
    """Every model that holds what is personal."""
    return {model._meta.label for model in apps.get_models() if getattr(model, "PERSONAL", ())}


def setters(tree):
    """Whatever sets a cookie."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "set_cookie"]


@PAGES
def test_a_page_asks_the_database_nothing(client, name):
    """Without a database, any query would fail."""
    assert client.get(f"/{name}/").status_code == 200


@PAGES
def test_a_page_is_sent_once(client, name):
    etag = client.get(f"/{name}/")["ETag"]

    assert client.get(f"/{name}/", headers={"If-None-Match": etag}).status_code == 304


@PAGES
def test_a_page_gives_no_cookie(client, name):
    client.get(f"/{name}/")

    assert client.cookies == {}


@PAGES
def test_every_page_speaks_of_the_address_to_write_to(client, name, settings):
    settings.POLICY_EMAIL = "bo@example.org"

    assert "bo@example.org" in page(client, name)


@pytest.mark.django_db
@PAGES
def test_every_page_is_there_in_welsh(client, name):
    assert '<html lang="cy"' in page(client, name, "/cy")


@pytest.mark.django_db
def test_every_page_is_public_at_its_address():
    assert {f"/{name}/" for name in notices.NAMES} <= {each.address for each in parts.public(NOON)}


@pytest.mark.parametrize("name", sorted(notices.periods()))
def test_every_period_is_on_the_privacy_page_and_changes_with_what_says_it(client, monkeypatch, name):
    others = {each: span for each, span in notices.periods().items() if each != name}
    monkeypatch.setattr(notices, "periods", lambda: others | {name: datetime.timedelta(days=7_777)})

    assert "7777 days" in visible(client, "privacy")


@pytest.mark.parametrize("name", sorted(name for name in dir(ours) if name.endswith("_KEPT")))
def test_every_setting_that_says_how_long_is_a_period(settings, name):
    setattr(settings, name, datetime.timedelta(days=5_555))

    assert notices.periods()[name] == datetime.timedelta(days=5_555)


@pytest.mark.parametrize(
    ("span", "said"),
    [({"days": 1}, "1 day"), ({"days": 30}, "30 days"), ({"hours": 12}, "12 hours"), ({"minutes": 1}, "1 minute")],
)
def test_a_span_is_said_in_the_largest_unit_that_fits(span, said):
    with translation.override("en-gb"):
        assert notices.in_words(datetime.timedelta(**span)) == said


def test_every_model_that_holds_what_is_personal_is_told_of_and_no_other():
    told = [label for labels in notices.TOLD.values() for label in labels]

    assert sorted(told) == sorted(personal())


@pytest.mark.parametrize("heading", notices.TOLD)
def test_what_is_told_of_has_its_heading(client, heading):
    assert f' id="{heading}"' in page(client, "privacy")


def test_every_way_to_take_part_has_its_heading(client):
    ids = set(re.findall(r'<h\d[^>]* id="([\w-]+)"', page(client, "privacy")))

    assert {"survey", "evidence", "comments", "pledges", "news", "enquiries"} <= ids


def test_every_link_within_the_privacy_page_leads_somewhere(client):
    html = page(client, "privacy")

    assert {each for each in re.findall(r'href="#([\w-]+)"', html) if f' id="{each}"' not in html} == set()


def test_the_privacy_page_names_who_is_responsible_and_where_it_lies(client, settings):
    settings.ORGANISATION, settings.PRIVACY_HOSTED = "Village Halls & Co", "It lies in Hull."

    said = page(client, "privacy")

    assert ["Village Halls &amp; Co is responsible" in said, "It lies in Hull." in said] == [True, True]


@pytest.mark.django_db
def test_every_cookie_that_is_set_is_on_the_cookies_page(client, arrive):
    """H2: whoever takes part is given cookies, and so is an officer who signs in and does something."""
    arrive(NOON)
    call = make_call()
    client.post(f"/evidence/{call.slug}/yours/", {"nonce": "x"})
    client.get("/contact/")
    client.force_login(make_superuser())
    client.post(f"/admin/enquiries/enquiry/{make_enquiry().pk}/handle/", {"verb": "close"})
    given = set(client.cookies)

    assert given == {ours.CSRF_COOKIE_NAME, ours.DRAFTS_COOKIE_NAME, ours.SESSION_COOKIE_NAME, ours.MESSAGES_COOKIE_NAME}
    assert [name for name in given if f">{name}<" not in page(client, "cookies")] == []


def test_cookies_are_set_in_one_place_and_by_django():
    """H2: what else would set one has to be told of on the page first."""
    assert [str(path) for path in SOURCES if setters(parsed(path))] == ["keepitlocal/drafts/holding.py"]


@pytest.mark.parametrize("setting", ["CSRF_COOKIE_NAME", "DRAFTS_COOKIE_NAME", "MESSAGES_COOKIE_NAME", "SESSION_COOKIE_NAME"])
def test_cookies_are_called_as_they_are_deployed(rf, monkeypatch, setting):
    """H2."""
    monkeypatch.setattr(ours, setting, "__Host-quokka")

    assert "__Host-quokka" in words(notices.cookies(rf.get("/cookies/")))


@pytest.mark.parametrize("setting", ["CSRF_COOKIE_AGE", "SESSION_COOKIE_AGE"])
def test_how_long_cookies_last_comes_from_the_settings(client, settings, setting):
    setattr(settings, setting, 3 * 24 * 60 * 60)

    assert "It lasts 3 days." in visible(client, "cookies")


@pytest.mark.parametrize(
    "address", ["https://protect-advice.org.uk/", "https://www.acas.org.uk/", "https://www.gov.uk/whistleblowing"]
)
def test_whoever_wants_to_report_wrongdoing_is_told_where_to_go(client, address):
    assert f'href="{address}"' in page(client, "whistleblowing")


@pytest.mark.parametrize("path", ["privacy", "cookies", "accessibility"])
def test_the_foot_of_every_page_leads_to_the_notices(client, path):
    assert f'href="/{path}/"' in page(client, "whistleblowing")
