"""What is missing or dangerous stops the start with a sentence (H2, H6)."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

REAL = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "PORTAL_URL": "https://keepitlocal.example",
    "POLICY_EMAIL": "policy@keepitlocal.example",
    "DATABASE_URL": "postgres://portal@localhost/portal",
    "CELERY_BROKER_URL": "redis://localhost:6379/0",
    "EMAIL_HOST": "mail.example",
}
COOKIES = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DRAFTS_COOKIE_NAME", "MESSAGES_COOKIE_NAME"]
SECURE = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]


def start(environment, tell=()):
    """Import the settings in a process of their own, and print some of them."""
    telling = f"import json; from keepitlocal import settings; print(json.dumps([getattr(settings, n) for n in {list(tell)}]))"
    return subprocess.run(
        [sys.executable, "-c", telling],
        env={"PATH": os.environ["PATH"]} | {name: said for name, said in environment.items() if said is not None},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
    )


def test_a_second_factor_is_asked_for_everywhere_but_in_a_trial(tmp_path):
    """A10"""
    ways = [REAL, {"TRIAL": "1"}]

    asked = [json.loads(start(way | {"PORTAL_VAR": str(tmp_path)}, ["SECOND_FACTOR"]).stdout) for way in ways]

    assert asked == [[True], [False]]


def test_real_settings_start(tmp_path):
    started = start(REAL | {"PORTAL_VAR": str(tmp_path)})

    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"SECRET_KEY": None}, "SECRET_KEY is missing or weak", id="no secret key"),
        pytest.param({"SECRET_KEY": "short"}, "SECRET_KEY is missing or weak", id="a short secret key"),
        pytest.param({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is missing or weak", id="a secret key of two letters"),
        pytest.param({"DEBUG": "1"}, "DEBUG is on", id="debugging on"),
        pytest.param({"DEBUG": "perhaps"}, "DEBUG says 'perhaps'", id="neither yes nor no"),
        pytest.param({"PORTAL_URL": None}, "PORTAL_URL is not set", id="no address"),
        pytest.param({"PORTAL_URL": "keepitlocal.example"}, "it must be like https://", id="an address with no scheme"),
        pytest.param({"PORTAL_URL": "https://a.example/portal"}, "with no path", id="an address with a path"),
        pytest.param({"ALLOWED_HOSTS": "a.example *"}, "ALLOWED_HOSTS has a '*'", id="any host"),
        pytest.param({"ALLOWED_HOSTS": "*.example"}, "ALLOWED_HOSTS has a '*'", id="any host of a domain"),
        pytest.param({"UPLOADS": f"{settings.ROOT}/static/uploads"}, "UPLOADS lies among", id="uploads inside static files"),
        pytest.param({"UPLOADS": str(settings.ROOT)}, "UPLOADS lies among", id="static files inside uploads"),
        pytest.param({"EMAIL_TIMEOUT": "0"}, "EMAIL_TIMEOUT must be between", id="no mail time-out"),
        pytest.param({"EMAIL_TIMEOUT": "600"}, "EMAIL_TIMEOUT must be between", id="a mail time-out of ten minutes"),
        pytest.param({"PACE": "-1"}, "PACE says '-1'", id="a pace below nothing"),
        pytest.param({"PACE": "fast"}, "PACE says 'fast'", id="a pace in words"),
        pytest.param({"EMAIL_HOST": None}, "EMAIL_HOST is not set", id="no mail relay"),
        pytest.param({"POLICY_EMAIL": None}, "POLICY_EMAIL is not set", id="no address of the policy team"),
        pytest.param({"DRAFTS_KEPT_DAYS": "7"}, "DRAFTS_KEPT_DAYS must be 8 or more", id="drafts deleted without a week's word"),
        pytest.param({"WITHDRAWN_KEPT_DAYS": "0"}, "WITHDRAWN_KEPT_DAYS must be 1 or more", id="erased at once"),
        pytest.param({"DATABASE_URL": None}, "DATABASE_URL is not set", id="no database"),
        pytest.param({"CELERY_BROKER_URL": None}, "CELERY_BROKER_URL is not set", id="no broker"),
        pytest.param({"TRIAL": "1"}, "EMAIL_HOST would take it elsewhere", id="a trial of real services"),
    ],
)
def test_what_is_missing_or_dangerous_stops_the_start(changed, sentence, tmp_path):
    started = start(REAL | {"PORTAL_VAR": str(tmp_path)} | changed)

    assert started.returncode == 1
    assert sentence in started.stderr.splitlines()[-1]


def test_psycopg_3_stops_the_start(tmp_path):
    (tmp_path / "psycopg").mkdir()
    (tmp_path / "psycopg" / "__init__.py").touch()

    started = start(REAL | {"PORTAL_VAR": str(tmp_path), "PYTHONPATH": str(tmp_path)})

    assert "psycopg 3 is installed" in started.stderr.splitlines()[-1]


def test_a_trial_needs_nothing_but_a_folder(tmp_path):
    started = start({"TRIAL": "1", "PORTAL_VAR": str(tmp_path)})

    assert (started.returncode, started.stderr) == (0, "")
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_trial_is_not_served_to_others(tmp_path):
    started = start({"TRIAL": "1", "PORTAL_VAR": str(tmp_path), "PORTAL_URL": "https://keepitlocal.example"})

    assert "A trial is served on this machine alone" in started.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("address", "prefix", "secure"),
    [("https://keepitlocal.example", "__Host-", True), ("http://keepitlocal.example", "", False)],
    ids=["over https", "over http"],
)
def test_cookies_are_secure_and_bound_to_the_host_exactly_over_https(address, prefix, secure, tmp_path):
    started = start(REAL | {"PORTAL_VAR": str(tmp_path), "PORTAL_URL": address}, COOKIES + SECURE)

    names = [f"{prefix}{name}" for name in ["sessionid", "csrftoken", "drafts", "messages"]]
    assert json.loads(started.stdout) == [*names, secure, secure]
