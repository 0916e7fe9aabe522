"""Addresses that let their bearer in, and are shown to nobody else: not at the desk, and not in a log."""

import logging
import re

WAY_IN = re.compile(r"(/(?:return|confirm|unsubscribe|invitation|new-password|asked|pledge/sent|pledge/change|contact)/)\S+")


def without_ways_in(words):
    """Words for somebody other than their recipient: the links that let their bearer in are blanked."""
    return WAY_IN.sub(r"\1…", words)


class Blanked(logging.Filter):
    """Has a log hold no way in: Django names the address of whatever it answers with an error."""

    def filter(self, record):
        record.msg, record.args = without_ways_in(record.getMessage()), ()
        return True
