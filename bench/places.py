"""Where figures are taken: a fresh database with the round loaded, in a folder that goes afterwards."""

import contextlib
import logging
import os
import shutil
import tempfile
from pathlib import Path

import psycopg2

from keepitlocal.tests.servers import Postgres, set_environment


class Durable(Postgres):
    """PostgreSQL as it is run for real: what it has confirmed is on the disk."""

    def __init__(self, folder):
        super().__init__(folder)
        self.command += ["-c", "fsync=on", "-c", "full_page_writes=on"]


@contextlib.contextmanager
def place(kind, port):
    """A portal's environment and database, ready to be asked. Only within this may settings be read."""
    scratch = Path(tempfile.mkdtemp(prefix="kil-", dir="/tmp"))
    scratch.chmod(0o711)  # nobody's PostgreSQL is inside
    server = Durable(scratch / "pg") if kind == "postgresql" else None
    try:
        if server:
            server.start()
            make_database(server)
        set_environment(scratch, server.url if server else f"sqlite:///{scratch / 'portal.sqlite3'}")
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "keepitlocal.settings",
            "PORTAL_URL": f"http://127.0.0.1:{port}",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(port + 1),
            "PACE": "0",  # all its visitors come from one address
        }
        prepare()
        yield scratch
    finally:
        if server:
            server.stop()
        shutil.rmtree(scratch)


def make_database(server):
    connection = psycopg2.connect(host=str(server.folder), user="portal", dbname="postgres")
    connection.autocommit = True
    connection.cursor().execute("CREATE DATABASE portal")
    connection.close()


def prepare():
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    logging.disable(logging.WARNING)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_round", str(settings.ROOT / "content"), stdout=nowhere)
