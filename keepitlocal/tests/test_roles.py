"""A12: every address of the desk, and every action of its lists, tried by everybody: as docs/desk.md says, and no other.

An address that is new must be written in the table before the tests pass; so must an action.
"""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.test import RequestFactory
from django.urls import get_resolver

from keepitlocal.officers.groups import GROUPS
from keepitlocal.officers.tests.makers import make_officer, make_superuser
from keepitlocal.tests.world import NOON, World

pytestmark = pytest.mark.django_db

TABLE = settings.ROOT / "docs" / "desk.md"
ROW = re.compile(r"^\| `([^`]+)` \|" + r" (yes|reads)? *\|" * len(GROUPS) + "$", re.MULTILINE)
# What everybody comes to, also those who are not signed in, or by half: it says nothing, and asks who they are.
OPEN = ("admin/login/", "admin/logout/", "admin/forgotten/", "admin/invitation/", "admin/new-password/")
BY_HALF = {f"admin/second-factor/{page}" for page in ["", "set-up/", "picture.svg"]}
NOT_PAGES = {
    "admin/(?P<url>.*)$",
    "admin/r/<path:content_type_id>/<path:object_id>/",
}  # what is nowhere, and Django's way to the site


def patterns(resolver=None, before=""):
    """Every pattern below admin/, whole."""
    for each in (resolver or get_resolver()).url_patterns:
        whole = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from patterns(each, whole)
        elif whole.startswith("admin/"):
            yield whole


def addresses():
    """Those that lead somewhere of their own: Django also answers a thing's bare address, and sends on to its page."""
    bare, several = re.compile(r"admin/\w+/\w+/<path:object_id>/"), re.compile(r"admin/\^\(\?P<app_label>(.*)\)/\$")
    for each in dict.fromkeys(patterns()):  # where one stands before Django's own, there are two
        if found := several.fullmatch(each):
            yield from (f"admin/{label}/" for label in found[1].split("|"))
        elif each not in NOT_PAGES | BY_HALF and not bare.fullmatch(each) and not each.startswith(OPEN):
            yield each


def actions():
    """The actions of every list, as the table writes them."""
    request = RequestFactory().get("/")
    request.user = make_superuser()
    return [
        f"{desk.opts.label_lower}: {name}" for desk in admin.site._registry.values() for name in sorted(desk.get_actions(request))
    ]


def table():
    """A dict of each group to a dict of what it comes to, address or action, and whether it "reads" or does: "yes"."""
    rows = ROW.findall(TABLE.read_text())
    return {group: {what: cells[place] for what, *cells in rows if cells[place]} for place, group in enumerate(GROUPS)}


def comes_to(client, address):
    """What they may do there: "reads", or "yes" where they may also send its form; "" where they are not let in."""
    answer = client.get(address)
    seen = status(answer)
    if seen in {403, 404} or (seen == 302 and answer["Location"].startswith("/admin/login/")):
        return ""
    with transaction.atomic():
        done = status(client.post(address))  # with nothing: what is wrong with that is none of our concern, only who is refused
        transaction.set_rollback(True)
    if done != 403:
        return "yes"
    return "" if seen == 405 else "reads"


def status(answer):
    answer.getvalue()  # a file is read to its end, and so closed
    return answer.status_code


def offered(officer):
    """The actions of the lists that an officer may do, as the table writes them."""
    request = RequestFactory().get("/")
    request.user, request.at = officer, NOON
    return {
        f"{desk.opts.label_lower}: {name}"
        for desk in admin.site._registry.values()
        if desk.has_view_permission(request)
        for name in desk.get_actions(request)
    }


@pytest.fixture
def world(arrive):
    arrive(NOON)
    return World()


def nobody(client):
    """Nobody is signed in."""


def deactivated(client):
    officer = make_superuser()
    client.force_login(officer)
    type(officer).objects.update(is_active=False)


OUTSIDE = {"nobody signed in": nobody, "deactivated": deactivated}
# What is everybody's own who is signed in, and says nothing of anybody else.
OWN = {"admin/", "admin/telling/", "admin/password_change/", "admin/password_change/done/", "admin/jsi18n/"}
OWN |= {"admin/second-factor/yours/", "admin/second-factor/kept/"}


def test_the_table_names_every_address_and_action_once_and_no_other():
    found = [what for what, *_ in ROW.findall(TABLE.read_text())]

    assert sorted(found) == sorted([*addresses(), *actions()])


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_comes_to_what_the_table_says_and_to_nothing_else(client, world, group):
    """A12, A13."""
    client.force_login(make_officer(group))
    found = {each: comes_to(client, world.address(each)) for each in addresses()}

    assert {each: may for each, may in found.items() if may} == {
        each: may for each, may in table()[group].items() if each.startswith("admin/")
    }


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_is_offered_the_actions_that_the_table_says_and_no_other(group):
    """A12."""
    assert sorted(offered(make_officer(group))) == sorted(each for each in table()[group] if not each.startswith("admin/"))


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_is_not_let_in_comes_to_nothing(client, world, who):
    """A12, A15."""
    OUTSIDE[who](client)

    assert [each for each in addresses() if comes_to(client, world.address(each))] == []


def test_who_is_in_no_group_comes_to_what_is_their_own(client, world):
    """A12."""
    client.force_login(make_officer(None))

    assert {each for each in addresses() if comes_to(client, world.address(each))} == OWN


def test_a_superuser_comes_to_whatever_anybody_does(client, world):
    client.force_login(make_superuser())
    anybodys = {each for may in table().values() for each in may if each.startswith("admin/")}

    assert anybodys - {each for each in addresses() if comes_to(client, world.address(each))} == set()
