"""Acknowledgements: how fast one process sends what is due to a mail server in another."""

import contextlib
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.utils import timezone

from bench import crowds
from keepitlocal.outbox import sending
from keepitlocal.outbox.models import Message, State
from keepitlocal.tests.processes import until

SUBMISSIONS = 600


@contextlib.contextmanager
def sink(port):
    process = subprocess.Popen([sys.executable, "-m", "bench.sink", str(port)], cwd=settings.ROOT)
    try:
        until(lambda: takes(port), 20, "the mail server")
        yield
    finally:
        process.terminate()
        process.wait()


def takes(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def sent_a_second(submissions):
    """Mails a second, half of them receipts and half notices, and milliseconds of CPU for each; the better of two rounds."""
    rounds = []
    for _ in range(2):
        Message.objects.all().delete()
        crowds.promise(submissions[:SUBMISSIONS])
        began, cpu = time.perf_counter(), time.process_time()
        sending.sweep(timezone.now)
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        sent = Message.objects.filter(status=State.SENT).count()
        if sent != Message.objects.count():
            raise RuntimeError("Not every mail was sent.")
        rounds.append((sent / took, cpu / sent * 1000))
    return max(rounds)
