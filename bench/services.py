"""The portal's own processes while figures are taken: how fast they take submissions, and how much memory they hold."""

import contextlib
import json
import subprocess
import sys

import psutil
from django.conf import settings
from django.db import connection

from bench.crowds import the_call
from evidence.models import Submission, content
from keepitlocal import trial
from keepitlocal.tests.processes import Running, until
from survey.models import Response, Survey

HOW_MANY = 200


@contextlib.contextmanager
def running(names, port, folder):
    """The named processes of the portal; they end with the block."""
    commands = trial.commands(port, folder)
    started = [Running(name, commands[name], {}, folder / f"{name}.log") for name in names]
    try:
        yield started
    finally:
        for each in started:
            each.stop()


def whole_submissions(port, folder):
    """Submissions a second, eight at once; the CPU of the web server that each took, in milliseconds; and its memory."""
    call = the_call()
    choice, kind = content.of(call).choices[0].fingerprint, content.of(call).types[0].code
    visitors = ["bench.visitors", str(port), call.slug, kind, choice]
    return whole(visitors, Submission.objects.sent(), HOW_MANY, port, folder)


def whole_responses(port, folder):
    """The same of responses to the survey."""
    slug = Survey.objects.values_list("slug", flat=True).get()
    return whole(["bench.respondents", str(port), slug], Response.objects.sent(), 5 * HOW_MANY, port, folder)


def whole(visitors, rows, how_many, port, folder):
    """How fast visitors in another process have so many of these rows made, over HTTP."""
    before = rows.count()
    connection.close()
    with running(["web"], port, folder) as [web]:
        web.ready(lambda: trial.answers(port))
        idle = cpu_of(web)
        command = [sys.executable, "-m", *visitors, str(how_many)]
        took = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=settings.ROOT).stdout)
        cpu = cpu_of(web) - idle
        sent = rows.count() - before
        memory = {"web, master": memory_of(family(web)[0]), "web, each worker": max(map(memory_of, family(web)[1:]))}
    connection.close()
    return how_many / took, cpu / sent * 1000, memory


def clockwork(port, folder):
    """The memory of worker and beat, in MB, once they are at work."""
    with running(["worker", "beat"], port, folder) as [worker, beat]:
        worker.ready(lambda: worker.has_said(" ready."))
        until(lambda: worker.has_said("succeeded"), 30, "a first sweep")
        workers = family(worker)
        memory = {"worker, master": memory_of(workers[0]), "worker, each": max(map(memory_of, workers[1:]))}
        return memory | {"beat": memory_of(family(beat)[0])}


def family(running):
    head = psutil.Process(running.process.pid)
    return [head, *head.children(recursive=True)]


def cpu_of(running):
    """Seconds of CPU that it and its children have used."""
    return sum(sum(each.cpu_times()[:2]) for each in family(running))


def memory_of(process):
    """Resident memory in MB, what it shares with others counted in."""
    return process.memory_info().rss / 1024**2
