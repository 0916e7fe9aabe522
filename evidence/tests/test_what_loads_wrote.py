"""What the loads of a round remember of a call, from before its stamp was called so."""

from importlib import import_module

import pytest
from django.apps import apps

from evidence.tests.makers import make_call

migration = import_module("evidence.migrations.0009_what_loads_wrote")

pytestmark = pytest.mark.django_db


def test_what_was_called_version_is_the_stamp():
    call = make_call(loaded={"fingerprint": "abc", "version": 3})

    migration.named_stamp(apps, None)

    call.refresh_from_db()
    assert call.loaded == {"fingerprint": "abc", "stamp": 3}


@pytest.mark.parametrize("loaded", [{}, {"fingerprint": "abc", "stamp": 3}], ids=["never loaded", "named already"])
def test_everything_else_stays(loaded):
    call = make_call(loaded=loaded)

    migration.named_stamp(apps, None)

    call.refresh_from_db()
    assert call.loaded == loaded
