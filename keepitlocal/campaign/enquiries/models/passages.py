"""What officers find and tag of an enquiry: each message of whoever asked. What officers answered is none of it."""

from django.db import models

from keepitlocal.passages.models import Passage, Quoting, Visibility, put

ENQUIRY = "enquiries.enquiry"


class Found(models.Model):
    """What being found adds to an enquiry."""

    class Meta:
        abstract = True

    def put_passages(self):
        """Have found what its sender said; of what is erased, nothing is there."""
        put(self, passages_of(self))


def passages_of(enquiry):
    """The passages of an enquiry. Nobody agreed to have it quoted."""
    shared = {
        "kind": ENQUIRY,
        "reference": enquiry.reference,
        "asked": f"An enquiry: {enquiry.get_about_display().lower()}",
        "names": enquiry.name,
        "said_by": enquiry.name,
        "visibility": Visibility.OFFICERS,
        "quoting": Quoting.NEVER,
    }
    theirs = [said for said in enquiry.said.all() if not said.is_answer]
    return [Passage(place=str(said.number), text=said.text, said_at=said.at, **shared) for said in theirs]
