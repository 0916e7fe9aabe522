"""How fast one address may send: whoever is faster is slowed, and loses nothing. See docs/decisions."""

import datetime
import ipaddress
import math
import threading
from functools import wraps

from django.conf import settings

from keepitlocal import errors

MINUTE = datetime.timedelta(minutes=1)
MOST = 5_000  # addresses remembered at once


class Count:
    """The moments of what each address sent within a minute, in the memory of this process and nowhere else."""

    def __init__(self, most=MOST):
        self._most, self._moments, self._lock = most, {}, threading.Lock()

    def __len__(self):
        return len(self._moments)

    def wait(self, address, *, limit, at):
        """Count one more and return None; or, at the limit, how long it is until the next one is taken.

        What is not taken does not count: pressing again makes nobody wait for longer.
        """
        with self._lock:
            lately = [moment for moment in self._moments.pop(address, ()) if moment > at - MINUTE]
            if is_full := len(lately) >= limit:
                wait = min(lately) + MINUTE - at
            else:
                lately.append(at)
            self._moments[address] = lately  # at the end: the first is who has been away for longest
            self._forget_the_idle(at)
        return wait if is_full else None

    def _forget_the_idle(self, at):
        while len(self._moments) > self._most or max(next(iter(self._moments.values()))) <= at - MINUTE:
            del self._moments[next(iter(self._moments))]

    def forget(self):
        with self._lock:
            self._moments.clear()


SENT = Count()
forget = SENT.forget


def paced(view):
    """Slow down whoever sends forms faster than settings.PACE: for views whose POSTs make rows or mail."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method == "POST" and settings.PACE and (address := address_of(request)):
            wait = SENT.wait(address, limit=settings.PACE, at=request.at)
            if wait:
                return errors.too_fast(request, math.ceil(wait.total_seconds()))
        return view(request, *args, **kwargs)

    return wrapped


def address_of(request):
    """Where a request came from, or None when that cannot be told: better nobody is slowed than everybody together.

    Of an IPv6 address it is the first 64 bits: whoever has one has all that begin with these.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last entry is the proxy's own; what stands before it is a stranger's claim.
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    try:
        address = ipaddress.ip_address(said.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.IPv6Network((int(address), 64), strict=False))
    return str(address)
