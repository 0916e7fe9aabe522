"""What time asks for of enquiries."""

import pytest

from keepitlocal.campaign.enquiries.keeping import QUIET, keep_promises
from keepitlocal.campaign.enquiries.models import Enquiry, Status
from keepitlocal.campaign.enquiries.tests.makers import DAY, MOMENT, NOON, make_answered, make_closed, make_enquiry
from keepitlocal.drafts.keeping import Kept

pytestmark = pytest.mark.django_db
ALWAYS = 10_000 * DAY


def status_of(enquiry):
    return Enquiry.objects.get(pk=enquiry.pk).status


def test_what_is_closed_is_erased_when_the_setting_says(settings):
    enquiry = make_closed()

    assert keep_promises(NOON + settings.ENQUIRIES_KEPT) == Kept(erased=1)
    assert status_of(enquiry) == Status.ERASED


def test_a_moment_before_it_is_there(settings):
    enquiry = make_closed()

    assert keep_promises(NOON + settings.ENQUIRIES_KEPT - MOMENT) == Kept()
    assert status_of(enquiry) == Status.CLOSED


def test_the_days_are_the_settings(settings):
    settings.ENQUIRIES_KEPT = 40 * DAY
    make_closed()

    assert keep_promises(NOON + 40 * DAY) == Kept(erased=1)


def test_an_answer_to_which_nobody_wrote_again_closes_it():
    enquiry = make_answered()

    keep_promises(NOON + QUIET)

    assert status_of(enquiry) == Status.CLOSED


def test_a_moment_before_it_is_not_closed():
    enquiry = make_answered()

    keep_promises(NOON + QUIET - MOMENT)

    assert status_of(enquiry) == Status.ANSWERED


def test_what_waits_for_an_answer_waits_for_as_long_as_it_takes():
    enquiry = make_enquiry()

    keep_promises(NOON + ALWAYS)

    assert status_of(enquiry) == Status.OPEN


def test_who_writes_again_has_the_days_begin_anew(settings):
    enquiry = make_closed()
    enquiry.write("One more thing.", at=NOON + DAY)

    keep_promises(NOON + settings.ENQUIRIES_KEPT)

    assert status_of(enquiry) == Status.OPEN


def test_it_may_run_as_often_as_it_likes(settings):
    make_closed()
    keep_promises(NOON + settings.ENQUIRIES_KEPT)

    assert keep_promises(NOON + settings.ENQUIRIES_KEPT) == Kept()
