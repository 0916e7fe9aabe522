"""Fixtures that every test may ask for."""

import datetime
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command

from keepitlocal import arrival, pace
from keepitlocal.officers import counted
from keepitlocal.tests.browsing import PHONE
from keepitlocal.tests.processes import Portal, SmtpSink

CHROMIUM = ["chromium", "chromium-browser", "google-chrome"]
QUIETLY = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()


def pytest_collection_modifyitems(items):
    for item in items:
        if {"page", "plain_page", "browser"} & set(item.fixturenames):
            item.add_marker("browser")
        if item.get_closest_marker("postgresql_only") and os.environ["TEST_DATABASE"] != "postgresql":
            item.add_marker(pytest.mark.skip(reason="This is tested on PostgreSQL only: TEST_DATABASE=postgresql."))
        if item.get_closest_marker("sqlite_only") and os.environ["TEST_DATABASE"] != "sqlite":
            item.add_marker(pytest.mark.skip(reason="No database shows in this: it is tested on SQLite only."))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A failed test of the whole system shows what its processes wrote."""
    report = yield
    if report.failed and "portal" in getattr(item, "funcargs", {}):
        report.sections += item.funcargs["portal"].logs()
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """SQLite's test database is a file: one in memory would say nothing about WAL, nor could other processes see it."""
    if os.environ["TEST_DATABASE"] == "sqlite":
        database = settings.DATABASES["default"]
        database.setdefault("TEST", {})["NAME"] = f"{Path(database['NAME']).with_suffix('')}-test.sqlite3"


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """The static files under their far-future names, as in production: a page that names a missing one fails its test."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def quick_hashing():
    """Passwords are hashed as they are for real, a thousandth as often over: a test may try a dozen."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher  # once Django is set up

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
        yield


@pytest.fixture(autouse=True)
def nobody_has_posted_yet():
    """All tests come from one address. One that posts more than settings.PACE in a minute sets that to 0."""
    pace.forget()


@pytest.fixture(autouse=True)
def nothing_was_counted_yet():
    """What a test has had counted is rolled back, and the next test counts anew; so it is with what the front door tells."""
    from keepitlocal.campaign import front, models  # once Django is set up

    counted.forget()
    front.forget()
    models.forget()


@pytest.fixture(autouse=True)
def what_is_kept_for_seconds_is_asked_for_anew(monkeypatch):
    """By each page of the desk, so that a test's second page costs what its first one did."""
    from evidence.admin import drafts  # once Django is set up
    from keepitlocal.officers import desk

    for kept in [desk.troubles, drafts.counted]:
        monkeypatch.setattr(kept, "often", datetime.timedelta())


@pytest.fixture(autouse=True)
def signed_in_whole():
    """An officer whom a test's client signs in by force has given the second factor, too. By the form they have yet to."""
    from django.contrib.auth.signals import user_logged_in

    from keepitlocal.officers.tests.makers import give_second_factor

    user_logged_in.connect(give_second_factor)
    yield
    user_logged_in.disconnect(give_second_factor)


@pytest.fixture
def arrive(monkeypatch):
    """Make requests arrive at a moment: the one place where the clock is read stands still there."""

    def at(moment):
        monkeypatch.setattr(arrival, "timezone", SimpleNamespace(now=lambda: moment))

    return at


@pytest.fixture
def officer(client):
    """A policy officer, signed in to the test's browser."""
    from keepitlocal.officers.tests.makers import make_officer  # once Django is set up

    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.fixture
def smtp_sink():
    """A real mail server with .messages, .answers, .port, .stop() and .start()."""
    sink = SmtpSink()
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def portal(transactional_db, redis_server, smtp_sink, tmp_path):
    """The portal in real processes on the test's database: .url serves it, .worker() and .beat() start the clockwork."""
    system = Portal(tmp_path, redis=redis_server, smtp=smtp_sink)
    yield system
    system.end()


@pytest.fixture(scope="session")
def browser():
    """The system's own Chromium."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        missing = f"No browser was found ({', '.join(CHROMIUM)}), so what needs one was not tested."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture
def console():
    """What a browser complained of. What is left here fails the test; a test that provokes a complaint takes it out."""
    complaints = []
    yield complaints
    assert complaints == []


@pytest.fixture
def page(browser, console):
    """A page in a fresh browser, with script."""
    yield from opened(browser, console)


@pytest.fixture
def plain_page(browser, console):
    """A page in a fresh browser, without script."""
    yield from opened(browser, console, java_script_enabled=False)


@pytest.fixture
def phone(browser, console):
    """Another device: a small screen, and none of the first one's cookies."""
    yield from opened(browser, console, **PHONE)


@pytest.fixture
def plain_phone(browser, console):
    """The same without script."""
    yield from opened(browser, console, java_script_enabled=False, **PHONE)


def opened(browser, console, **options):
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **options)
    page = context.new_page()
    page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: console.append(str(error)))
    yield page
    context.close()
