"""What a draft remembers of the pages that save it: of each when it was heard from, its last turn, and hashes of what it said.

So what comes later than it was sent is known, and what was changed back. A draft keeps it as JSON; these work on that dict.
"""

from keepitlocal.drafts.saying import Fate, hash_of

PAGES_REMEMBERED = 20  # pages of a draft whose last save is known


def heard(turns, page):
    """The page's last turn, and a dict of field to the hash of what it said there: "" where that was kept beside."""
    _, turn, last = turns.get(page.name, (0, 0, {}))
    return turn, last


def is_late(turns, page):
    """Whether the page has said something later already. One that counts no turns is never late."""
    turn, _ = heard(turns, page)
    return 0 < page.turn <= turn


def remembered(turns, page, said, fates):
    """What is remembered once the page has said this: `said` is a dict of field to `Said`, and `fates` one to its `Fate`.

    Pages are numbered as they are heard: JSON keeps no order. One without a name is not remembered.
    """
    if not page.name:
        return turns
    turn, last = heard(turns, page)
    says = {field: "" if fates[field] == Fate.BESIDE else hash_of(said[field].text) for field in said}
    order = max((known[0] for known in turns.values()), default=0) + 1
    known = turns | {page.name: [order, max(turn, page.turn), last | says]}
    latest = sorted(known, key=lambda name: known[name][0])[-PAGES_REMEMBERED:]
    return {name: known[name] for name in latest}
