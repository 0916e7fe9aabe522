from importlib import import_module

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from keepitlocal.passages.asking import read
from keepitlocal.passages.finding import find
from keepitlocal.passages.models import Passage
from keepitlocal.passages.tests.makers import make_passage
from keepitlocal.passages.tests.part import ANSWER

finding = import_module("keepitlocal.passages.migrations.0002_finding")


@pytest.mark.django_db(transaction=True)
def test_the_index_is_taken_away_whole_and_made_again_of_what_is_there():
    made = make_passage("A trust.")

    with connection.schema_editor() as editor:
        finding.end_finding(None, editor)
    with pytest.raises(DatabaseError):
        find(read("trust"), {ANSWER: Passage.objects.all()})
    with connection.schema_editor() as editor:
        finding.begin_finding(None, editor)

    assert find(read("trust"), {ANSWER: Passage.objects.all()}).passages == [made]
