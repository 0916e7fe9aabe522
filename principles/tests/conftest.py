"""Fixtures for the tests of the principles."""

import pytest
from django.conf import settings
from django.core.management import call_command

from principles.tests.makers import NOON, forget, hold, make_author, make_comment, make_principle

WRITTEN = (settings.ROOT / "content" / "principles.yaml").read_text()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget()


@pytest.fixture
def at_noon(arrive):
    """Every request arrives at the makers' noon, while the consultation is open."""
    arrive(NOON)


@pytest.fixture
def author(client):
    """Whom this browser holds."""
    make_principle()
    return hold(client, make_author())


@pytest.fixture
def comment(author):
    """One of theirs, that everybody is shown."""
    return make_comment()


@pytest.fixture
def load(tmp_path, capsys):
    """Load a round whose principles.yaml says this, the real one unless told otherwise; returns what the command said."""

    def loaded(written=WRITTEN, **options):
        (tmp_path / "principles.yaml").write_text(written)
        call_command("load_round", str(tmp_path), **options)
        return capsys.readouterr().out

    return loaded
