"""Exports to nowhere: `python -m bench.exporting csv` says the seconds, and the MB written and held.

`responses` is the survey's table, and `record` the whole record, both as CSV; `csv`, `xlsx` and `json` are all submissions to the
call, with what is personal.
"""

import sys
import time

import django
import psutil


def pieces(what):
    from bench.crowds import the_call
    from bench.responses import the_survey
    from evidence.exports import objects, table
    from evidence.exports.selection import Selection
    from keepitlocal import sheets, tables
    from keepitlocal.exporting import Rules

    if what == "responses":
        from survey.exports.table import lines

        return tables.as_csv(lines(the_survey()))
    if what == "record":
        from keepitlocal.audit.admin import lines
        from keepitlocal.audit.models import Entry

        return tables.as_csv(lines(Entry.objects.all()))
    selection = Selection(the_call(), Rules(confidential=True, personal=True))
    if what == "json":
        return objects.as_json(selection, at=selection.call.closes_at)
    return {"csv": tables.as_csv, "xlsx": sheets.as_xlsx}[what](table.lines(selection))


def export(what):
    process, size, peak = psutil.Process(), 0, 0
    began = time.perf_counter()
    for piece in pieces(what):
        size += len(piece)
        peak = max(peak, process.memory_info().rss)
    return time.perf_counter() - began, size / 1024**2, peak / 1024**2


if __name__ == "__main__":
    django.setup()
    print(*export(sys.argv[1]))
