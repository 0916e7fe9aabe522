"""What is erased of the front door: nothing of it is left in any column of any table."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from keepitlocal import confirming
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.campaign.pledges.letters import NAME
from keepitlocal.campaign.pledges.models import report
from keepitlocal.campaign.pledges.tests.makers import forget, make_pledge
from keepitlocal.campaign.tests.makers import NOON
from keepitlocal.officers.tests.makers import make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)
    forget()


def held():
    """Every value that the database holds, as pairs of its model and its words."""
    for model in apps.get_models():
        fields = [field.attname for field in model._meta.concrete_fields if not isinstance(field, models.BinaryField)]
        for row in model._base_manager.values_list(*fields):
            yield from ((model._meta.label, str(value)) for value in row)


def left(word):
    return sorted({label for label, value in held() if word in value.lower()})


def test_an_erased_pledge_leaves_nothing(client):
    """P1: nor what was said of it, nor what went out."""
    make_pledge("quokka@example.org", name="Quokka", organisation="Quokka", place="Quokkaville", words="Quokka")
    made = make_pledge("quokka@example.org", name="Quokka", place="Quokkatown", words="Quokka again")
    made.approve(revision=2, by=None, at=NOON)
    report(made, says="This is not Quokka.", email="bea@example.org", at=NOON)
    shown = client.get("/pledge/supporters/").text
    made.erase(at=NOON)

    assert ("Quokka" in shown, "Quokka" in client.get("/pledge/supporters/").text) == (True, False)
    assert left("quokka") == []


def test_an_erased_enquiry_leaves_nothing():
    """P1."""
    enquiry = make_enquiry("I am Quokka", name="Quokka", email="quokka@example.org")
    enquiry.answer("Dear Quokka", seen=1, by=make_officer(), at=NOON)
    enquiry.note("Quokka is well known.", by=enquiry.assigned_to, at=NOON)
    enquiry.write("Quokka again", at=NOON)
    enquiry.erase(at=NOON)

    assert left("quokka") == []


def test_a_pledge_that_its_address_disowns_leaves_nothing(client):
    """P1, M16."""
    made = make_pledge("quokka@example.org", name="Quokka", place="Quokka", is_confirmed=False, news=True)
    client.post(confirming.address(NAME, made.pk).removeprefix(settings.PORTAL_URL), {"do": "disown"})

    assert left("quokka") == []
