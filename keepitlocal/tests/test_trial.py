"""`make run`, as a new user would have it: the real launcher, on a folder and a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request

import psutil
import pytest
from django.conf import settings

from keepitlocal.tests.processes import free_port, until

pytestmark = pytest.mark.skipif(os.environ["TEST_DATABASE"] != "sqlite", reason="A trial keeps everything in SQLite.")


class Launcher:
    """`manage.py trial` on a folder, with what it prints."""

    def __init__(self, folder):
        self.state, self.port, self.started = folder / "var", free_port(), []
        self.output = folder / "output"

    def start(self):
        environment = {name: os.environ[name] for name in ["PATH", "HOME"] if name in os.environ}
        environment |= {"TRIAL": "1", "PORT": str(self.port), "PORTAL_VAR": str(self.state)}
        with open(self.output, "w") as output:
            command = [sys.executable, "manage.py", "trial"]
            process = subprocess.Popen(command, env=environment, cwd=settings.ROOT, stdout=output, stderr=output)
        self.started.append(process)
        return process

    def serve(self):
        process = self.start()
        until(lambda: process.poll() is not None or "Press Ctrl-C" in self.said(), 60, "the trial to start")
        assert process.poll() is None, self.said()
        return process

    def said(self):
        return self.output.read_text()

    def officer(self):
        return next(line for line in self.said().splitlines() if "Sign in" in line)

    def processes(self):
        """Everything that works on this folder, found by what is in its environment."""
        return {process for process in psutil.process_iter() if folder_of(process) == str(self.state)}

    def clear_away(self):
        for process in self.processes():
            process.kill()
        for process in self.started:
            process.wait()


def folder_of(process):
    try:
        return process.environ().get("PORTAL_VAR")
    except psutil.Error:
        return None


@pytest.fixture
def launcher(tmp_path):
    launcher = Launcher(tmp_path)
    yield launcher
    launcher.clear_away()


def get(launcher, path="/"):
    with urllib.request.urlopen(f"http://127.0.0.1:{launcher.port}{path}", timeout=10) as response:
        return response.read().decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_trial_serves_until_it_is_told_to_end(number, launcher):
    process = launcher.serve()
    page = get(launcher)
    process.send_signal(number)
    process.wait(10)

    assert "Keep it Local" in page
    assert process.returncode == 0
    assert launcher.processes() == set()


def test_the_next_start_keeps_everything(launcher):
    launcher.serve().terminate()
    until(lambda: launcher.processes() == set(), 10)
    first = launcher.officer()
    key = (launcher.state / "secret-key").read_text()

    launcher.serve()

    assert "officer@keepitlocal.example with the password" in first
    assert launcher.officer() == first
    assert (launcher.state / "secret-key").read_text() == key


def test_the_password_is_for_its_owner_alone(launcher):
    launcher.serve()

    assert (launcher.state / "officer").stat().st_mode & 0o777 == 0o600


def test_a_start_after_a_killed_launcher_ends_what_that_one_left(launcher):
    killed = launcher.serve()
    until(lambda: len(launcher.processes()) > 6, 20, "all of its processes")
    killed.kill()
    killed.wait()
    left = launcher.processes()

    launcher.serve()

    assert left
    assert left & launcher.processes() == set()
    assert "Keep it Local" in get(launcher)


def test_a_trial_told_to_end_while_it_starts_leaves_nothing(launcher):
    process = launcher.start()
    until(lambda: len(launcher.processes()) > 1, 60, "the first of its processes")

    process.terminate()
    process.wait(10)

    assert launcher.processes() == set()


def test_a_trial_ends_when_one_of_its_processes_does(launcher):
    process = launcher.serve()
    beat = next(each for each in launcher.processes() if "beat" in each.cmdline())

    beat.kill()
    process.wait(12)

    assert process.returncode == 1
    assert "The beat process has ended, so the trial has, too." in launcher.said()
    assert launcher.processes() == set()


def test_a_port_in_use_stops_the_start_with_a_way_out(launcher):
    with socket.create_server(("127.0.0.1", launcher.port)):
        process = launcher.start()
        process.wait(60)

    assert process.returncode == 1
    assert f"Port {launcher.port} is in use. Choose another: make run PORT={launcher.port + 1}" in launcher.said()


def test_one_folder_has_one_launcher(launcher):
    first = launcher.serve()
    before = launcher.processes()

    second = launcher.start()
    second.wait(60)

    assert second.returncode == 1
    assert f"A trial is running on {launcher.state} already." in launcher.said()
    assert first.poll() is None
    assert before <= launcher.processes()
