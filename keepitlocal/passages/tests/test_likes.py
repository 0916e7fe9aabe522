import pytest

from keepitlocal.passages import likes
from keepitlocal.passages.tests.conftest import changed
from keepitlocal.passages.tests.makers import make_passage

pytestmark = pytest.mark.django_db


def test_the_likest_comes_first():
    make_passage("commission commissar committee trust")
    changed()

    assert likes.like("comiss") == ("commiss", "commissar")


@pytest.mark.parametrize("stem", ["x", "ﷺ", "привет", "1", "%"])
def test_any_stem_can_be_asked_about(stem):
    make_passage("commission")
    changed()

    assert likes.like(stem) == ()


@pytest.mark.postgresql_only
def test_the_list_is_made_anew_where_something_has_changed(monkeypatch):
    monkeypatch.setattr(likes, "CHANGES", "SELECT 1")
    first, again = likes.renew(), likes.renew()
    monkeypatch.setattr(likes, "CHANGES", "SELECT 2")

    assert (first, again, likes.renew()) == (True, False, True)
