"""Who has given their password and no second factor sees nothing of the desk."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from keepitlocal.officers.tests.makers import PASSWORD, make_app, make_officer, make_superuser

pytestmark = pytest.mark.django_db
# What needs no second factor: signing in by it and by a link, and out.
OPEN = [
    "/admin/login/",
    "/admin/logout/",
    "/admin/forgotten/",
    "/admin/second-factor/",
    "/admin/second-factor/set-up/",
    "/admin/second-factor/picture.svg",
]
LINKS = ("/admin/invitation/", "/admin/new-password/")


def addresses(resolver, before="/"):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from addresses(each, route)
        else:
            named = re.sub(r"\(\?P<\w+>([^|)]*)[^)]*\)", r"\1", route)
            yield re.sub(r"<[^>]+>", "1", named).replace("^", "").replace("$", "")


def desk_addresses():
    found = {each for each in addresses(get_resolver()) if each.startswith("/admin/")}
    return sorted(each for each in found if each not in OPEN and not each.startswith(LINKS))


@pytest.fixture
def half(client):
    officer = make_superuser(password=PASSWORD)
    make_app(officer)
    client.post("/admin/login/", {"username": officer.email, "password": PASSWORD})
    return officer


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_of_the_desk_is_shown_and_nothing_of_it_done(client, half, method):
    """A10: also to a superuser."""
    led_to = {address: getattr(client, method)(address).headers.get("Location", "nowhere") for address in desk_addresses()}

    assert len(led_to) > 100
    assert {address: where for address, where in led_to.items() if not where.startswith("/admin/login/?next=")} == {}


def test_whoever_is_half_signed_in_is_led_on_to_the_second_factor(client, half):
    response = client.get("/admin/officers/officer/?q=a", follow=True)

    assert response.redirect_chain[-1] == ("/admin/second-factor/?next=%2Fadmin%2Fofficers%2Fofficer%2F%3Fq%3Da", 302)


def test_the_page_that_asks_for_the_code_shows_nothing_of_the_desk(client, half):
    page = client.get("/admin/second-factor/").content.decode()

    assert ("/admin/evidence/" in page, "/admin/telling/" in page) == (False, False)


def test_whoever_is_half_signed_in_can_sign_out(client, half):
    client.post("/admin/logout/")

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/admin/second-factor/", "/admin/second-factor/set-up/", "/admin/second-factor/picture.svg"])
def test_a_stranger_is_asked_for_a_password_first(client, address):
    assert client.get(address)["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/second-factor/", "/admin/second-factor/set-up/"])
def test_no_form_is_taken_without_its_token(address):
    officer, browser = make_officer(password=PASSWORD), Client(enforce_csrf_checks=True)
    browser.force_login(officer)

    assert browser.post(address, {"username": officer.email, "password": PASSWORD, "code": "123456"}).status_code == 403
