"""Races: several things done at the same moment, each on a database connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from keepitlocal.lifecycle import Refusal


def at_once(*doings):
    """Do these at the same moment, each in a thread of its own. Returns for each what it returned, or the refusal it raised.

    Whatever else is raised is raised here again.
    """
    ready = threading.Barrier(len(doings), timeout=60)

    def run(doing):
        try:
            # Before the start: to connect takes longer than what is raced.
            connection.ensure_connection()
            ready.wait()
            return doing()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as threads:
        return list(threads.map(run, doings))
