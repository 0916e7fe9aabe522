"""The front door's pages from a round's file, and back into one."""

import datetime

import pytest
from django.conf import settings

from keepitlocal import rounds
from keepitlocal.campaign import round
from keepitlocal.campaign.models import Page, Version
from keepitlocal.campaign.tests.makers import NOON, make_version
from keepitlocal.loading import fingerprint
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.rounds import RoundError, Terms

pytestmark = pytest.mark.django_db

TERMS = Terms(at=NOON, later=datetime.timedelta())
FILE = (settings.ROOT / "content" / "campaign.yaml").read_text()
CAMPAIGN = "campaign:\n  name: Keep it Local\n  strapline: Close to home\n  organisation: Locality\n"
PAGES = "pages:\n  about:\n    title: About\n"


def load(text, terms=TERMS):
    return round.load(rounds.parsed(text, "campaign.yaml"), terms=terms)


def test_the_rounds_own_file_is_loaded_and_published():
    load(FILE)

    assert sorted(Version.objects.published().values_list("page", "number")) == sorted((page.value, 1) for page in Page)


def test_what_is_dumped_loads_as_what_was_dumped():
    load(FILE)
    dumped, says = round.dump()
    before = {each.page: each.says for each in Version.objects.all()}
    Version.objects.all().delete()

    load(rounds.written(dumped))

    assert {each.page: each.says for each in Version.objects.all()} == before
    assert says == []


def test_what_is_dumped_twice_is_the_same():
    load(FILE)
    first = rounds.written(round.dump()[0])
    Version.objects.all().delete()

    load(first)

    again = rounds.written(round.dump()[0])
    assert fingerprint(rounds.parsed(again, "a")) == fingerprint(rounds.parsed(first, "a"))


def test_the_same_file_again_makes_no_version():
    load(FILE)

    load(FILE)

    assert Version.objects.count() == len(Page)


def test_what_officers_have_changed_since_is_not_lost():
    load(CAMPAIGN + PAGES)
    make_version(title="Ours", by=make_officer())

    with pytest.raises(RoundError, match="About has been changed at the desk since it was loaded. To lose those changes"):
        load(CAMPAIGN + PAGES)


def test_what_officers_have_changed_is_replaced_where_that_is_asked():
    load(CAMPAIGN + PAGES)
    make_version(title="Ours", by=make_officer())

    load(CAMPAIGN + PAGES, Terms(at=NOON, replace=True))

    latest = Version.objects.of(Page.ABOUT).first()
    assert (latest.number, latest.says.title, latest.is_published) == (3, "About", True)


def test_nothing_is_dumped_where_nothing_is_written():
    assert round.dump() == (None, [])


def test_what_is_not_published_is_said_in_a_dump():
    load(CAMPAIGN + PAGES)
    make_version(title="Not yet", is_published=False)

    dumped, says = round.dump()

    assert dumped["pages"]["about"]["title"] == "About"
    assert says == ["About has changes that are not published: this is what is published."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CAMPAIGN + "pages:\n  news: {title: x}\n", "line 6: news is not known here. Known are home, about, five-ways."),
        (CAMPAIGN + "pages:\n  about: {lede: x}\n", "line 6: title is missing."),
        (CAMPAIGN + PAGES + "    facts: []\n", "line 8: facts is not known here."),
        (
            CAMPAIGN + PAGES + '    figures: [{figure: "Most", value: 101, says: "of people"}]\n',
            "line 8: value is in per cent, from 0 to 100.",
        ),
        (CAMPAIGN + "  so_far: [nothing]\n" + PAGES, "line 5: so_far: nothing is not known. Known are pledges.pledges, "),
        (
            CAMPAIGN + '  partners: [{name: Us, address: "javascript:alert(1)"}]\n' + PAGES,
            "line 5: address: Enter a whole address, such as https://locality.org.uk.",
        ),
        (CAMPAIGN + PAGES + f"    lede: {'x' * 401}\n", "line 8: lede is 401 characters long, and 400 is the most."),
    ],
    ids=["an unknown page", "no title", "an unknown key", "over all", "an unknown count", "no address", "too long"],
)
def test_a_mistake_is_named_with_its_line(text, says):
    with pytest.raises(RoundError) as mistake:
        load(text)

    assert f"campaign.yaml, {says}" in str(mistake.value)
