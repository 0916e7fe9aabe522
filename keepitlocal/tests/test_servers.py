"""The servers that the tests rest on are real, and the ones asked for."""

import os
import re
import socket
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection

from keepitlocal.tests.servers import NOT_OURS

pytestmark = pytest.mark.django_db


def answer(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_the_database_is_the_one_asked_for():
    assert connection.vendor == os.environ["TEST_DATABASE"]


@pytest.mark.skipif(os.environ["TEST_DATABASE"] != "sqlite", reason="This is about SQLite.")
def test_sqlite_is_a_file_with_a_write_ahead_log():
    name = connection.settings_dict["NAME"]

    assert Path(name).is_file()
    assert answer("PRAGMA journal_mode") == "wal"
    assert answer("PRAGMA synchronous") == 2  # FULL


@pytest.mark.postgresql_only
def test_postgresql_listens_on_no_network():
    assert answer("SHOW listen_addresses") == ""


def test_redis_answers_and_is_empty_after_a_restart(redis_server):
    with redis.Redis(unix_socket_path=str(redis_server.socket)) as connection:
        connection.set("kept", "no")
        redis_server.stop()
        redis_server.start()

        assert connection.dbsize() == 0


def test_a_hung_redis_takes_connections_and_says_nothing(redis_server):
    redis_server.freeze()

    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(0.2)
        connection.connect(str(redis_server.socket))
        connection.sendall(b"PING\r\n")
        with pytest.raises(TimeoutError):
            connection.recv(1)


def test_nothing_the_settings_read_comes_from_whoever_runs_the_tests():
    source = (settings.ROOT / "keepitlocal" / "settings.py").read_text()
    read = set(re.findall(r'(?:on|needed|whole|kept_for|environ\.get)\(\s*"([A-Z_]+)"', source))

    assert read - set(NOT_OURS) == {
        "SECRET_KEY",
        "PORTAL_URL",
        "PORTAL_VAR",
        "POLICY_EMAIL",
        "EMAIL_HOST",
        "DATABASE_URL",
        "CELERY_BROKER_URL",
    }
