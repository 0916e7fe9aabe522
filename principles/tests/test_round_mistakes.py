"""What is wrong in a round's file of principles is named with its line."""

import pytest
from django.conf import settings
from django.core.management import CommandError

from principles.models import Consultation, Principle, Wording

pytestmark = pytest.mark.django_db

WRITTEN = (settings.ROOT / "content" / "principles.yaml").read_text()
# What is written, what is written instead, with → before what is wrong, and what is said of it.
MISTAKES = {
    "a key is misspelt": ("  summary:", "  →sumary:", "sumary is not known here"),
    "a key of a principle is misspelt": ("    title: Start", "    →titel: Start", "titel is not known here"),
    "a key beside the two": ("principles:\n", "→comments: []\nprinciples:\n", "comments is not known here"),
    "a key is there twice": ("  closes:", "  closes: 2018-07-27\n  →closes:", "closes is here twice"),
    "no title": ("number: 3\n    title: Build community capacity\n", "→number: 3\n", "title is missing"),
    "a title of nothing": ("title: Build community capacity", 'title: →" "', "title is empty"),
    "a title like a paragraph": ("title: Build community", f"title: →{'Build ' * 30}", "and 150 is the most"),
    "a text of nothing": ("    text: |\n      Actively", '    text: →" "\n    why: |\n      Actively', "It says nothing yet"),
    "a number for a title": ("title: Build community capacity", "title: →3", "title must be a text: put it in quotes"),
    "a number in words": ("number: 3", "number: →three", "number must be a whole number"),
    "a number twice": ("number: 3", "number: →2", "numbered in their order"),
    "a number below all": ("number: 1", "number: →0", "numbered in their order, from 1 to 999, and 0 does not come after 0"),
    "a number above all": ("number: 5", "number: →1000", "numbered in their order, from 1 to 999"),
    "no way of moderating": ("  advice:", "  moderation: →never\n  advice:", "'never' is not a valid choice"),
    "a prefix in small letters": ("  closes:", "  reference_prefix: →kil\n  closes:", "two to six capital letters"),
    "a day that there is not": ("closes: 2018-07-27", "closes: →2018-07-32", "closes is not a day of the calendar"),
    "no principles": (WRITTEN[WRITTEN.index("principles:\n") :], "principles: →[]\n", "no principle has a wording"),
    "broken YAML": ("  title: Draft", "  title: →*draft", "undefined alias"),
}  # fmt: skip


@pytest.mark.parametrize(("was", "now", "says"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_its_line_and_loads_nothing(load, was, now, says):
    marked = WRITTEN.replace(was, now, 1)
    line = marked[: marked.index("→")].count("\n") + 1

    with pytest.raises(CommandError) as refused:
        load(marked.replace("→", ""))

    assert says in str(refused.value)
    assert str(refused.value).startswith(f"principles.yaml, line {line}: ")
    assert [model.objects.count() for model in [Consultation, Principle, Wording]] == [0, 0, 0]
