"""Whole-system tests: the portal's own processes, a mail server, and waiting for what they do."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import MISSING, SMTP, AuthResult
from django.conf import settings
from django.db import connection

from keepitlocal import trial

# A line for each word that a mail server and its client exchange would bury what a failed test has to say.
logging.getLogger("mail.log").setLevel(logging.ERROR)


def until(condition, seconds=20, waiting_for="it"):
    """What `condition()` returns, once that is true; fails the test when it is not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"Waited {seconds} seconds for {waiting_for}."
        time.sleep(0.05)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """One process of the portal with its children: a process group of its own."""

    def __init__(self, name, command, environment, log):
        self.name, self.log = name, log
        with open(log, "ab") as file:
            self.process = subprocess.Popen(
                command,
                env=os.environ | environment,
                cwd=settings.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )

    def has_said(self, words):
        return words in self.log.read_text(errors="replace")

    def ready(self, condition):
        def ready_or_ended():
            assert self.process.poll() is None, f"{self.name} has ended: {self.log.read_text(errors='replace')}"
            return condition()

        until(ready_or_ended, 30, f"{self.name} to be ready")
        return self

    def stop(self):
        """End it as an operator would, and wait for that."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.kill()

    def kill(self):
        """`kill -9` of the process and all its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Portal:
    """The portal as it runs for real. Each process starts when it is asked for, and takes more environment as keywords."""

    def __init__(self, folder, *, redis, smtp):
        self.folder, self.running = folder, []
        self.port = free_port()
        self.environment = {
            "DATABASE_URL": database_url(),
            "CELERY_BROKER_URL": redis.url,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(smtp.port),
            "PORTAL_URL": f"http://127.0.0.1:{self.port}",
        }

    @property
    def url(self):
        """Where it is served; the web server starts when this is first asked for."""
        if not any(each.name == "web" for each in self.running):
            self.web()
        return self.environment["PORTAL_URL"]

    def web(self, **environment):
        return self.start("web", environment).ready(lambda: trial.answers(self.port))

    def worker(self, concurrency=2, *, wait=True, **environment):
        """A prefork worker, by default waited for until it takes tasks."""
        worker = self.start("worker", environment, "--concurrency", str(concurrency), "--hostname", f"{len(self.running)}@test")
        return worker.ready(lambda: worker.has_said(" ready.")) if wait else worker

    def beat(self, **environment):
        return self.start("beat", environment)

    def start(self, name, environment, *options):
        state = self.folder / str(len(self.running))
        state.mkdir()
        command = [*trial.commands(self.port, state)[name], *options]
        self.running.append(Running(name, command, self.environment | environment, state / "log"))
        return self.running[-1]

    def end(self):
        for each in self.running:
            each.kill()

    def logs(self):
        return [(f"log of {each.name}", each.log.read_text(errors="replace")[-5000:]) for each in self.running]


def database_url():
    """The address of the test database, which is not the one the settings name."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"


HANG = object()  # an answer that never comes


@dataclass(frozen=True)
class Received:
    """One e-mail as the mail server took it: from and to whom the envelope says, and the e-mail itself."""

    sender: str
    to: list[str]
    email: EmailMessage


class SmtpSink(Controller):
    """A mail server that keeps what it gets in `messages`, in order.

    `answers` says otherwise, by stage: AUTH, RCPT, DATA, or KEPT, which is when the e-mail has been kept and the client not
    told. An answer is a reply such as "550 No such person", HANG, or a function of the address (of the Received from DATA on)
    that returns one of these or None.
    """

    def __init__(self):
        self.messages, self.answers, self.connections = [], {}, []
        accept_all = {"auth_require_tls": False, "authenticator": lambda *_: AuthResult(success=True)}
        super().__init__(self, hostname="127.0.0.1", port=free_port(), **accept_all)

    def factory(self):
        self.connections.append(SMTP(self.handler, **self.SMTP_kwargs))
        return self.connections[-1]

    def start(self):
        if self.loop.is_closed():
            self.loop = asyncio.new_event_loop()
        super().start()

    def stop(self, no_assert=False):
        """Down, as a machine that went away: whoever was connected is cut off."""
        if self._thread is not None:
            for each in self.connections:
                if each.transport is not None:
                    self.loop.call_soon_threadsafe(each.transport.abort)
            self.connections.clear()
            super().stop()

    async def answer(self, stage, subject):
        answer = self.answers.get(stage)
        if callable(answer):
            answer = answer(subject)
        if answer is HANG:
            await asyncio.Event().wait()
        return answer

    async def handle_AUTH(self, server, session, envelope, args):
        return await self.answer("AUTH", args) or MISSING

    async def handle_RCPT(self, server, session, envelope, address, options):
        if refusal := await self.answer("RCPT", address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        email = message_from_bytes(envelope.original_content, policy=policy.default)
        received = Received(envelope.mail_from, list(envelope.rcpt_tos), email)
        if refusal := await self.answer("DATA", received):
            return refusal
        self.messages.append(received)
        return await self.answer("KEPT", received) or "250 OK"
