"""The whole table of responses as CSV, to nowhere: `python -m bench.exporting` says the seconds, and the MB written and held."""

import time

import django
import psutil


def export():
    from bench.responses import the_survey
    from keepitlocal import tables
    from survey.exports import table

    process, size, peak = psutil.Process(), 0, 0
    began = time.perf_counter()
    for piece in tables.as_csv(table.lines(the_survey())):
        size += len(piece)
        peak = max(peak, process.memory_info().rss)
    return time.perf_counter() - began, size / 1024**2, peak / 1024**2


if __name__ == "__main__":
    django.setup()
    print(*export())
