"""What the parts offer is tested with a part of the tests' own (part.py)."""

import pytest
from django.db import transaction
from django.utils import timezone

from evidence.tests.conftest import at_noon
from keepitlocal import parts
from keepitlocal.tests import part, public

__all__ = ["at_noon"]


@pytest.fixture
def waving(settings):
    """The part that tells of waves, and has waving confirmed."""
    settings.PARTS = [*settings.PARTS, "keepitlocal.tests.part"]
    forget()
    yield
    part.waved.clear()
    forget()


def forget():
    parts.subscriptions.cache_clear()
    parts.confirms.cache_clear()


@pytest.fixture(scope="session")
def states(django_db_setup, django_db_blocker):
    """Every page that respondents see, in each of its states. What was made for that is not in the database any more."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = public.stages(timezone.now())
        transaction.set_rollback(True)
    return found
