"""When comments are taken, and what is said outside that."""

import pytest
from django.core import signing

from principles import pages
from principles.models import Author, Comment
from principles.tests.commenting import SAID, opened
from principles.tests.makers import DAY, MOMENT, NOON, WEEK, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/comment/"
CLOSE = NOON + WEEK


@pytest.fixture
def principle():
    return make_principle()


@pytest.mark.parametrize(
    ("moment", "status"), [(CLOSE - MOMENT, 302), (CLOSE, 302), (CLOSE + 15 * DAY / 24 / 60 - MOMENT, 302)], ids=str
)
def test_a_comment_begun_before_the_close_has_the_grace(client, principle, arrive, moment, status):
    """D6."""
    said = opened(client) | SAID
    arrive(moment)

    assert client.post(ADDRESS, said).status_code == status


def forged(at):
    return signing.dumps(at.isoformat(), salt="another")


@pytest.mark.parametrize(
    ("moment", "begun"),
    [
        (CLOSE, lambda: ""),
        (CLOSE, lambda: forged(NOON)),
        (CLOSE, lambda: "x" * 99),
        (CLOSE + 15 * DAY / 24 / 60, lambda: pages.begins(NOON)),
    ],
    ids=["not begun", "forged", "nonsense", "after the grace"],
)
def test_what_comes_too_late_is_given_back(client, principle, arrive, moment, begun):
    """D2."""
    said = opened(client) | SAID | {"begun": begun()}
    arrive(moment)

    answer = client.post(ADDRESS, said)

    assert (answer.status_code, Comment.objects.count(), Author.objects.count()) == (403, 0, 0)
    assert "The deadline has passed" in answer.text
    assert SAID["text"] in answer.text


@pytest.mark.parametrize(
    ("moment", "words"),
    [(NOON - 2 * WEEK, "Comments are not open yet"), (CLOSE, "The deadline has passed")],
    ids=["before", "after"],
)
@pytest.mark.parametrize("path", [ADDRESS, "/principles/comment/"])
def test_outside_its_window_no_form_is_shown(client, principle, arrive, moment, words, path):
    arrive(moment)

    answer = client.get(path)

    assert (answer.status_code, "<textarea" in answer.text) == (403, False)
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in answer.text
