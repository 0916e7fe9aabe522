"""Narrowings of the same name stand in one list, whatever kinds offer them."""

import pytest

from evidence.tests.makers import make_sent as make_evidence
from keepitlocal import parts
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.tests.found import choices, narrowed
from principles.tests.makers import make_comment
from survey.tests.stored import make_sent

pytestmark = pytest.mark.django_db

OFFERED = [(name, narrowing) for name, kind in parts.passage_kinds().items() for narrowing in kind.narrowings]


@pytest.mark.parametrize(("name", "narrowing"), OFFERED)
def test_what_only_another_kind_offers_leaves_nothing(name, narrowing):
    officer = make_officer()
    make_evidence()
    make_sent(authority="Leeds")
    make_comment()
    make_enquiry()
    make_pledge(words="I will shop in town.")
    offered = {value for kind, other in OFFERED if other == narrowing for value, _ in choices(kind, narrowing, officer)}

    of_others = offered - {value for value, _ in choices(name, narrowing, officer)}

    assert [value for value in of_others if narrowed(name, narrowing, value, officer)] == []


@pytest.mark.parametrize(("name", "narrowing"), OFFERED)
def test_every_narrowing_leaves_the_only_thing_for_exactly_one_of_its_choices(name, narrowing):
    officer = make_officer()
    make_evidence()
    make_sent(authority="Leeds")
    make_comment()
    make_enquiry()
    make_pledge(words="I will shop in town.")

    left = [value for value, _ in choices(name, narrowing, officer) if narrowed(name, narrowing, value, officer)]

    assert len(left) == 1
