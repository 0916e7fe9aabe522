import types

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.migrations.state import StateApps

from keepitlocal import parts
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS, OFFICERS, declared, grant

pytestmark = pytest.mark.django_db


def held(name):
    permissions = Permission.objects.filter(group__name=name).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in permissions}


def part_that_offers(permissions):
    return [types.SimpleNamespace(__name__="a.part", PERMISSIONS=permissions)]


def test_after_migrating_there_are_the_three_groups():
    assert set(Group.objects.values_list("name", flat=True)) == {"Policy officers", "Policy leads", "Moderators"}


def test_after_migrating_each_group_may_do_what_is_declared_and_nothing_else():
    assert {name: held(name) for name in GROUPS} == declared()


def test_leads_may_do_all_that_officers_may():
    assert held(OFFICERS) < held(LEADS)


def test_only_leads_may_look_after_officers():
    ours = {name: {each for each in held(name) if each.startswith("officers.")} for name in GROUPS}

    may = {"officers.view_officer", "officers.add_officer", "officers.change_officer"}
    assert ours == {OFFICERS: set(), LEADS: may, MODERATORS: set()}


def test_no_group_may_grant_permissions_or_change_the_record():
    """A12"""
    everything = held(OFFICERS) | held(LEADS) | held(MODERATORS)

    assert {each for each in everything if each.startswith(("auth.", "admin.", "sessions.", "contenttypes."))} == set()
    assert {each for each in everything if each.startswith("audit.")} == {"audit.view_entry", "audit.export_entry"}


def test_a_permission_that_the_code_no_longer_gives_is_taken_away(monkeypatch):
    monkeypatch.setattr(parts, "all_parts", lambda: part_that_offers({OFFICERS: ["audit.view_entry"]}))

    grant()

    assert {name: held(name) for name in GROUPS} == {
        OFFICERS: {"audit.view_entry"},
        LEADS: {"audit.view_entry"},
        MODERATORS: set(),
    }


def test_granting_again_changes_nothing():
    before = {name: held(name) for name in GROUPS}

    call_command("migrate", verbosity=0)

    assert {name: held(name) for name in GROUPS} == before


def test_a_permission_that_does_not_exist_fails_loudly(monkeypatch):
    monkeypatch.setattr(parts, "all_parts", lambda: part_that_offers({OFFICERS: ["audit.view_entry", "audit.burn_entry"]}))

    with pytest.raises(LookupError, match="audit.burn_entry, and there is no such"):
        grant()


def test_a_group_that_does_not_exist_fails_loudly(monkeypatch):
    monkeypatch.setattr(parts, "all_parts", lambda: part_that_offers({"Policy owls": ["audit.view_entry"]}))

    with pytest.raises(LookupError, match="Policy owls', and there is no such"):
        grant()


def test_a_migration_that_stops_half_way_grants_nothing(monkeypatch):
    monkeypatch.setattr(parts, "all_parts", lambda: part_that_offers({OFFICERS: ["audit.burn_entry"]}))

    grant(apps=StateApps([], {}))

    assert held(OFFICERS) != set()
