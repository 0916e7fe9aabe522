"""Every page of the desk that a lead comes to, as wide as an officer's screen, in light and in dark."""

import pytest
from django.test import Client

from evidence.tests import makers as evidence
from keepitlocal.officers.groups import LEADS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.tests.test_roles import table
from keepitlocal.tests.world import NOON, World
from principles.tests import makers as principles

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "Llanfairpwllgwyngyll" * 5
SCHEMES = {"light": "rgb(255, 255, 255)", "dark": "rgb(24, 19, 26)"}
# What is wider than its place, and so scrolls sideways: the page itself, or a part of it that has a bar of its own.
SCROLLS = """() => [...document.querySelectorAll("html, body *")].filter(each => each.clientWidth
    && each.scrollWidth > each.clientWidth + 1
    && (each === document.scrollingElement || /auto|scroll/.test(getComputedStyle(each).overflowX))
).map(each => `${each.localName}.${each.className} is ${each.scrollWidth} wide`)"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(autouse=True)
def plain_static(settings):
    """Names without a hash, which the tests' own server knows."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.fixture
def lead(arrive):
    """A lead, signed in."""
    arrive(NOON)
    client = Client()
    client.force_login(make_officer(LEADS, email=f"{WORD[:60]}@{WORD[:60]}.example.org"))
    return client


@pytest.fixture
def screen(page, live_server, lead):
    """The lead's browser."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.add_cookies([{"name": "sessionid", "value": lead.cookies["sessionid"].value, "url": live_server.url}])
    return page


@pytest.fixture
def world(lead):
    """One of everything, and words that are longer than any place for them."""
    world = World()
    draft = evidence.make_ready(world.document.submission.call, text=WORD * 3, email=f"{WORD[:60]}@{WORD[:60]}.example.org")
    evidence.say(draft, name=WORD, organisation=WORD)
    evidence.send(draft)
    principles.make_comment(text=WORD * 3, name=WORD, organisation=WORD)
    return world


def leads_addresses():
    return [each for each in table()[LEADS] if each.startswith("admin/")]


def pages_of(client, addresses):
    """Those that are looked at: they answer, with a page."""
    for address in addresses:
        answer = client.get(address)
        answer.getvalue()  # a file is read to its end, and so closed
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield address


def scrolling(screen, live_server, addresses):
    """What scrolls sideways, by address."""
    found = {}
    for address in addresses:
        screen.goto(live_server.url + address, wait_until="load")
        found[address] = {scheme: wide for scheme in SCHEMES if (wide := looked_at(screen, scheme))}
    return {address: wide for address, wide in found.items() if wide}


def looked_at(screen, scheme):
    screen.emulate_media(color_scheme=scheme)
    return screen.evaluate(SCROLLS)


def test_no_page_of_the_desk_scrolls_sideways_or_makes_the_browser_complain(screen, live_server, lead, world):
    addresses = list(pages_of(lead, map(world.address, leads_addresses())))

    assert len(addresses) > 80
    assert scrolling(screen, live_server, addresses) == {}


def test_nor_does_a_page_on_which_there_is_nothing_yet(screen, live_server, lead):
    addresses = list(pages_of(lead, [f"/{each}" for each in leads_addresses() if "<" not in each]))

    assert len(addresses) > 30
    assert scrolling(screen, live_server, addresses) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_desk_is_as_light_or_dark_as_the_officers_machine(screen, live_server, scheme):
    screen.emulate_media(color_scheme=scheme)
    screen.goto(f"{live_server.url}/admin/")

    assert screen.evaluate(BACKGROUND) == SCHEMES[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_desk_is_as_light_or_dark_as_the_officer_has_chosen_on_it(screen, live_server, scheme):
    screen.goto(f"{live_server.url}/admin/")
    button = screen.get_by_role("button", name="Toggle theme")
    while screen.locator("html").get_attribute("data-theme") != scheme:
        button.click()

    assert screen.evaluate(BACKGROUND) == SCHEMES[scheme]
