"""When those who write a draft are reminded of its close."""

import datetime

REMINDED = [datetime.timedelta(days=7), datetime.timedelta(hours=24)]  # before the close, once each


def reminded_from(close, at):
    """The last moment, by now, from which people are reminded of this close. It is within a week."""
    return max(close - before for before in REMINDED if close - before <= at)
