"""How officers are told of what comes. The policy team's own address always is; each officer chooses for themselves, too.

Of what is urgent nobody chooses: everybody who may see it is told at once.
"""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from keepitlocal import parts
from keepitlocal.officers.models import How, Telling
from keepitlocal.outbox.models import promise_all
from keepitlocal.prepared import Prepared


def tell(kind, *, about, revision=0, at, topic):
    """Promise a notice to the policy team, and to each officer who is told of its topic at once."""
    addresses = [settings.POLICY_EMAIL, *told_at_once(topic)]
    promise_all(kind, [(about, to) for to in addresses], revision=revision, at=at, to_officers=True)


def told_at_once(topic):
    """The addresses of the officers at the desk who may see a topic and chose to be told of it at once; of an urgent one, all."""
    told = parts.topics()[topic]
    app, _, codename = told.permission.partition(".")
    rows = MAY_SEE.all(app, codename) if told.is_urgent else AT_ONCE.all(topic, app, codename)
    return [address for (address,) in rows]


def for_those_told(topic, letter):
    """A notice's letter, for those who are told of its topic when it is written; for anybody else there is none."""

    def written(message):
        is_told = message.to == settings.POLICY_EMAIL or message.to in told_at_once(topic)
        return letter(message) if is_told else None

    return written


def _officers(app, codename):
    return ModelBackend().with_perm(f"{app}.{codename}")


def _may_see(app, codename):
    return _officers(app, codename).order_by("pk").values_list("email")


def _at_once(topic, app, codename):
    chosen = Telling.objects.filter(topic=topic, how=How.AT_ONCE, officer__in=_officers(app, codename))
    return chosen.order_by("pk").values_list("officer__email")


MAY_SEE, AT_ONCE = Prepared(_may_see), Prepared(_at_once)
