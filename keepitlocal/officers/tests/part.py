"""A part that tells of something for tests: bells, whose ringing is what comes; and fires, which are urgent."""

from keepitlocal.officers.telling import for_those_told
from keepitlocal.parts import Letter, Topic

MAY_HEAR = "audit.view_entry"  # every officer but a moderator may
rung = []  # moments


def notice(message):
    return Letter("A bell", "It rang.\n")


def digest(since, until):
    times = sum(since <= at < until for at in rung)
    return [f"Rung: {times}"] if times else []


LETTERS = {"test.rung": for_those_told("bells", notice), "test.fire": for_those_told("fires", notice)}
TOPICS = {"bells": Topic("Bells", MAY_HEAR, digest), "fires": Topic("Fires", MAY_HEAR, digest, is_urgent=True)}
