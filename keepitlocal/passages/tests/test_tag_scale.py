"""Pages of tags cost the same however much is tagged."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.passages.models import Passage, Tag, Tagging
from keepitlocal.passages.tests.tags import NOON, make_tag, piece

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


def fill(tag, other, until, by):
    """Have so many passages, each with both tags."""
    numbers = range(Passage.objects.count(), until)
    things = [(f"tests.thing/{number}", number) for number in numbers]
    made = [piece() for _ in numbers]
    for passage, (passage.thing, passage.owner) in zip(made, things, strict=True):
        passage.reference = f"KIL-{passage.owner}"
    made = Passage.objects.bulk_create(made)
    said = {"by": by, "at": NOON}
    Tagging.objects.bulk_create(Tagging(tag=each, passage=row, kind=row.kind, **said) for row in made for each in [tag, other])


def cost(client, address):
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("few", "many"), [(1, 3), (100, 10_000)])
def test_the_list_and_what_is_under_a_tag_cost_the_same_with_few_and_with_many(client, officer, few, many):
    tag, other = make_tag("Grants"), make_tag("Loans")
    under = f"/admin/tags/{tag.pk}/"
    addresses = ["/admin/passages/tag/", under, f"{under}?also={other.pk}&kind=tests.told&quoting=unnamed"]
    fill(tag, other, few, officer)
    with_few = [cost(client, address) for address in addresses]
    fill(tag, other, many, officer)

    assert [cost(client, address) for address in addresses] == with_few


def test_the_list_costs_the_same_with_one_tag_and_with_thirty(client, officer):
    make_tag("Grants")
    with_one = cost(client, "/admin/passages/tag/")
    Tag.objects.bulk_create(Tag(name=f"Tag {number}") for number in range(29))

    assert cost(client, "/admin/passages/tag/") == with_one
