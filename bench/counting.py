"""What counting and exporting cost with everybody's answers in the survey."""

import statistics
import subprocess
import sys
import time

from django.conf import settings
from django.utils import timezone

from bench.responses import the_survey
from survey import tallies
from survey.counting import counted
from survey.progress import progress

TIMES = 7
QUESTIONS = ["role", "services", "help", "barriers"]  # one of each kind that is counted otherwise


def figures():
    """Pairs of what was done and the milliseconds that it took: the median of several."""
    survey = the_survey()
    for name in QUESTIONS:
        yield f"one question counted, {name}", median(lambda name=name: anew(survey, name))
        yield f"the same, nothing sent meanwhile, {name}", median(lambda name=name: counted(survey, name))
    yield "all questions counted", median(lambda: anew(survey))
    yield "the same, nothing sent meanwhile", median(lambda: counted(survey))
    yield "how answering goes", median(lambda: progress(survey, timezone.now()))


def anew(survey, *names):
    tallies.forget()
    counted(survey, *names)


def median(do):
    took = []
    do()
    for _ in range(TIMES):
        began = time.perf_counter()
        do()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def exported(what):
    """Seconds for all of it, its size and the memory at its peak, both in MB: in a process of its own."""
    command = [sys.executable, "-m", "bench.exporting", what]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=settings.ROOT, text=True).stdout
    return [float(each) for each in said.split()]
