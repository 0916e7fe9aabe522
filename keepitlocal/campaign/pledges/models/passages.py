"""What officers find, tag and quote of a pledge: its words, while they wait to be read or are approved."""

from django.db import models

from keepitlocal.campaign.pledges.models.statuses import STANDING, Words
from keepitlocal.passages.models import WHOLE, Passage, Quoting, Visibility, forget, put_all, whole

PLEDGE = "pledges.pledge"
FOUND = [Words.WAITING, Words.APPROVED]


class Found(models.Model):
    """What being found adds to a pledge."""

    class Meta:
        abstract = True

    def put_passages(self):
        if self.status in STANDING and self.words_status in FOUND:
            put_all(whole(self, [passage_of(self)]))
        else:
            forget(self)


def passage_of(pledge):
    is_shown = pledge.is_public and pledge.words_status == Words.APPROVED
    return Passage(
        kind=PLEDGE,
        place=WHOLE,
        reference=pledge.reference,
        asked="What they pledge",
        names="\n".join(filter(None, [pledge.name, pledge.organisation])),
        said_by=", ".join(filter(None, [pledge.name, pledge.organisation, pledge.place])),
        text=pledge.words,
        visibility=Visibility.PUBLIC if is_shown else Visibility.OFFICERS,
        quoting=Quoting.NAMED if is_shown else Quoting.NEVER,
        said_at=pledge.created_at,
    )
