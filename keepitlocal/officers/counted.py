"""What takes long to work out, kept by each process: worked out anew where it may have changed, and at most once in a while."""

import datetime

OFTEN = datetime.timedelta(minutes=1)
_kept = {}  # in this process, by what counts and of what: the counts, the moment, the state, and whether it had settled


class Counted:
    """Counts of something, by key. `count` is a function of (*key, at).

    `state` is a quick function of the same: while it says what it said, so would `count`. What was being committed meanwhile
    may be behind it, so whatever changed is counted once more. Where there is no `state`, what was counted so long ago is
    counted anew.
    """

    def __init__(self, count, state=None, often=OFTEN):
        self._count, self._state, self.often = count, state, often

    def of(self, *key, at):
        """What was counted, and the moment when."""
        what, counted_at, was, is_settled = _kept.get((self, *key), (None, None, None, False))
        if counted_at and abs(at - counted_at) < self.often:
            return what, counted_at
        state = self._state(*key, at=at) if self._state else object()  # which is like no other
        if state != was or not is_settled:
            what, counted_at = self._count(*key, at=at), at
            _kept[self, *key] = what, counted_at, state, state == was
        return what, counted_at


forget = _kept.clear
