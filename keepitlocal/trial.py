"""Trying the portal on one machine: a web server, a worker and a beat, started together and ended together.

Each carries the folder it works on in its environment, as MARK. By that mark every process of a trial is found, whoever its
parent was and however that ended.
"""

import contextlib
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import psutil
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connections
from django.utils.crypto import get_random_string

from keepitlocal.officers.models import Officer
from keepitlocal.references import ALPHABET

MARK = "PORTAL_TRIAL"
# Seconds from asking a process to end to making it. A worker with nothing to do takes up to 9 on this broker, by Celery's own
# polling, and a person at the keyboard should not; one that is made to end in the middle of its work loses nothing.
PATIENCE = 5
OFFICER = "officer@keepitlocal.example"


class Refused(Exception):
    """The trial cannot start or go on; the sentence says why."""


def run(port, say):
    """Prepare and serve until told to stop, telling people through `say`. Raises `Refused`; leaves no process behind."""
    with only_one():
        try:
            end_all()  # what a launcher that was killed has left
            require_free(port)
            say("Preparing the trial ...")
            prepare()
            signing_in = officer_to_sign_in()
            connections.close_all()
            children = start(port)
            wait_until_served(children, port)
            say(welcome(port, signing_in))
            while True:
                require_all(children)
                time.sleep(0.2)
        finally:
            for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
                signal.signal(number, signal.SIG_IGN)
            end_all()


@contextlib.contextmanager
def only_one():
    """One launcher to a folder. The lock goes with the process that holds it, so a killed one leaves none."""
    settings.STATE.mkdir(parents=True, exist_ok=True)
    with open(settings.STATE / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sentence = f"A trial is running on {settings.STATE} already. End it, or choose another folder with PORTAL_VAR."
            raise Refused(sentence) from None
        yield


def require_free(port):
    with socket.socket() as probe:
        # Without this, connections that have just been closed would look like a server.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Refused(f"Port {port} is in use. Choose another: make run PORT={port + 1}") from None


def prepare():
    """Make what the trial needs, and keep what is there. What waited in the broker is dropped: the database knows it all."""
    shutil.rmtree(settings.STATE / "broker", ignore_errors=True)
    for name in ["data_folder_in", "data_folder_out", "control_folder"]:
        settings.CELERY_BROKER_TRANSPORT_OPTIONS[name].mkdir(parents=True, exist_ok=True)
    (settings.STATE / "logs").mkdir(exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    if is_older(settings.STATIC_ROOT / "staticfiles.json"):
        call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_round", str(settings.ROOT / "content"), if_none=True)


def is_older(manifest):
    """Whether a static file, or what brings Django's own, has changed since they were collected."""
    static = settings.ROOT / "static"
    sources = [static, *static.rglob("*"), settings.ROOT / "requirements.txt"]
    return not manifest.exists() or manifest.stat().st_mtime < max(path.stat().st_mtime for path in sources)


def officer_to_sign_in():
    """The address and temporary password of the trial's own officer, as long as they still sign in; else None."""
    kept = settings.STATE / "officer"
    if not Officer.objects.exists():
        password = "-".join(get_random_string(4, ALPHABET) for _ in range(4))
        kept.unlink(missing_ok=True)
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{OFFICER} {password}\n")
        officer = Officer.objects.create_user(email=OFFICER, name="Trial officer", password=password)
        officer.groups.add(Group.objects.get(name="Policy leads"))
    email, password = kept.read_text().split() if kept.exists() else ("", "")
    officer = Officer.objects.filter(email=email, is_active=True).first()
    return (email, password) if officer and officer.check_password(password) else None


def commands(port, folder):
    """What runs: the web server, one worker and the beat, by name. The beat keeps its own notes in `folder`."""
    celery = [sys.executable, "-m", "celery", "-A", "keepitlocal"]
    web = [sys.executable, "-m", "gunicorn", "keepitlocal.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    return {
        "web": [*web, "--workers", "2", "--worker-class", "gthread", "--threads", "8", "--graceful-timeout", "5"],
        "worker": [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", str(folder / "beat-schedule")],
    }


def address(port):
    return (os.environ.get("PORTAL_URL") or f"http://127.0.0.1:{port}").rstrip("/")


def start(port):
    """The three processes by name, each in a session of its own, so that a terminal's Ctrl-C reaches the launcher alone."""
    environment = os.environ | {MARK: str(settings.STATE), "PORTAL_VAR": str(settings.STATE), "PORTAL_URL": address(port)}
    children = {}
    for name, command in commands(port, settings.STATE / "broker").items():
        with open(log_of(name), "wb") as log:
            children[name] = subprocess.Popen(
                command,
                env=environment,
                cwd=settings.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
    return children


def log_of(name):
    return settings.STATE / "logs" / f"{name}.log"


def require_all(children):
    for name, child in children.items():
        if child.poll() is not None:
            end_of_log = "\n".join(log_of(name).read_text(errors="replace").splitlines()[-20:])
            raise Refused(f"{end_of_log}\n\nThe {name} process has ended, so the trial has, too. Its log: {log_of(name)}")


def wait_until_served(children, port):
    while not answers(port):
        require_all(children)
        time.sleep(0.05)


def answers(port):
    """Whether the web server answers at all; what it says is for people to read."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def welcome(port, signing_in):
    signing_in = "{} with the password {}".format(*signing_in) if signing_in else "as you have set it up"
    return f"""
Keep it Local is running as a trial: nothing leaves this machine.

  The portal          {address(port)}/
  The officers' desk  {address(port)}/admin/
  Sign in             {signing_in}
  Mail is written to  {settings.EMAIL_FILE_PATH}

Press Ctrl-C to stop."""


def running():
    """Every process that carries this trial's mark, but for the one that asks."""
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and is_ours(process)]


def is_ours(process):
    try:
        return process.uids().real == os.getuid() and process.environ().get(MARK) == str(settings.STATE)
    except psutil.Error:
        return False  # it has just ended, or is not ours to read


def end_all():
    """End the trial's processes: the head of each family is asked to, and after PATIENCE all that are left are made to."""
    asked, deadline = set(), time.monotonic() + PATIENCE
    while left := running():
        pids = {process.pid for process in left}
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                if time.monotonic() > deadline:
                    process.kill()
                elif process not in asked and process.ppid() not in pids:
                    process.terminate()
                    asked.add(process)
        psutil.wait_procs(left, timeout=0.1)
