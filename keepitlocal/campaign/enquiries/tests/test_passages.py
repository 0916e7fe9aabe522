"""What officers find of an enquiry by its words."""

import pytest

from keepitlocal import parts
from keepitlocal.campaign.enquiries.models.passages import ENQUIRY
from keepitlocal.campaign.enquiries.tests.makers import NOON, make_answered, make_closed, make_enquiry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.kinds import readable
from keepitlocal.passages.models import Passage
from keepitlocal.passages.putting import differing

pytestmark = pytest.mark.django_db


def test_what_its_sender_said_is_found_and_what_we_answered_is_not():
    make_answered().write("One more thing.", at=NOON)

    assert list(Passage.objects.order_by("pk").values_list("place", "text")) == [
        ("1", "How can our village hall take part?"),
        ("3", "One more thing."),
    ]


def test_nobody_agreed_to_have_it_quoted():
    make_enquiry()

    assert list(Passage.objects.values_list("quoting", "visibility")) == [("never", "officers")]


def test_what_is_put_again_is_what_was_there():
    make_answered().write("One more thing.", at=NOON)
    make_enquiry().erase(at=NOON)

    assert list(differing(ENQUIRY, parts.passage_kinds()[ENQUIRY])) == []


def test_moderators_find_none_of_it():
    assert ENQUIRY not in readable(make_officer(MODERATORS))


def test_a_passage_leads_to_its_place_at_the_desk():
    enquiry = make_enquiry()
    address = parts.passage_kinds()[ENQUIRY].address(Passage.objects.get())

    assert address == f"/admin/enquiries/enquiry/{enquiry.pk}/change/#said-1"


def test_it_is_narrowed_by_status():
    make_enquiry()
    closed = make_closed()
    narrowing = parts.passage_kinds()[ENQUIRY].narrowings["status"]

    assert list(narrowing.narrow(Passage.objects, "closed", None).values_list("owner", flat=True)) == [closed.pk]
