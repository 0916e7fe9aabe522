import cProfile
import os
import pstats
import subprocess
import sys
import time

import pytest
from django.utils import timezone

from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import sending
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import make_message
from keepitlocal.tests.processes import free_port


@pytest.mark.django_db(transaction=True)
def test_bench(settings, capsys):
    port = free_port()
    sink = subprocess.Popen([sys.executable, "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Sink", "-l", f"127.0.0.1:{port}"])
    time.sleep(1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    officer = make_officer(None)
    N = 1500
    for n in range(N):
        make_message("officers.invitation", about=officer, revision=n, at=timezone.now())
    prof = cProfile.Profile() if os.environ.get("PROF") else None
    from django.core.mail import get_connection

    from keepitlocal.parts import Letter

    m = Message.objects.first()
    l = Letter("Hello", "Dear you " * 50)
    c = get_connection()
    c.open()
    t = time.perf_counter()
    p = time.process_time()
    for _ in range(500):
        c.send_messages([sending.envelope(m, l, timezone.now())])
    c.close()
    d0 = time.perf_counter() - t
    p0 = time.process_time() - p
    t = time.perf_counter()
    p = time.process_time()
    if prof:
        prof.enable()
    while Message.objects.filter(status="due").exists():
        sending.sweep(timezone.now)
    if prof:
        prof.disable()
    d = time.perf_counter() - t
    p = time.process_time() - p
    sink.kill()
    sink.wait()
    with capsys.disabled():
        print(
            f"\nplain smtp {500 / d0:.0f}/s cpu {p0 * 2:.2f}ms; sweep {N / d:.0f}/s, cpu {p / N * 1000:.2f} ms each",
            Message.objects.filter(status="sent").count(),
        )
        if prof:
            pstats.Stats(prof).sort_stats("cumtime").print_stats(45)
