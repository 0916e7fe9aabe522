"""The front door: what is open, what has happened so far, and what comes next; asked for once, and kept."""

import datetime

import pytest

from evidence.models import Call
from evidence.tests.makers import make_call, make_sent
from keepitlocal import parts
from keepitlocal.campaign import front
from keepitlocal.campaign.models import Page
from keepitlocal.campaign.news import part as news
from keepitlocal.campaign.tests.makers import NOON, make_version
from keepitlocal.languages.tests.makers import make_translation
from principles.tests.makers import make_comment, make_principle

pytestmark = pytest.mark.django_db

MOMENT = datetime.timedelta(microseconds=1)
DAY = datetime.timedelta(days=1)
PAGES = ["/", "/about/", "/five-ways/"]


@pytest.fixture(autouse=True)
def noon(arrive):
    arrive(NOON)


def words(client, address="/"):
    return client.get(address).content.decode()


def test_the_home_page_says_what_was_published(client):
    make_version(Page.HOME, title="Close to home", body="There is **another way**.")

    page = words(client)

    assert '<h1 class="kil-hero__title">Close to home</h1>' in page
    assert "<strong>another way</strong>" in page


def test_what_is_not_published_is_nowhere(client):
    make_version(title="Seen")
    make_version(title="Quokka", is_published=False)

    assert "Quokka" not in "".join(words(client, address) for address in PAGES)


def test_a_new_version_is_there_at_the_next_request(client):
    make_version(title="Before")
    words(client, "/about/")

    make_version(title="After")

    assert "After" in words(client, "/about/")


def test_a_figure_is_read_and_drawn(client):
    make_version()

    page = words(client, "/about/")

    assert "Nearly 60%<svg" in page
    assert '<rect class="kil-bar__part" width="60.0%" height="100%"/>' in page
    assert "Source: A poll" in page


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_which_nothing_is_written_is_there(client, address):
    assert client.get(address).status_code == 200


def test_what_is_open_says_how_long_it_takes_and_when_it_closes(client):
    make_call(how_long="half an hour")

    assert "Takes half an hour" in words(client)


def test_a_way_closes_with_its_moment(client, arrive):
    call = make_call(closes_at=NOON + DAY)
    arrive(call.closes_at - MOMENT)
    before = words(client)

    arrive(call.closes_at)

    assert "The consultation has closed." not in before
    assert "The consultation has closed." in words(client)


@pytest.mark.parametrize("address", PAGES)
def test_after_the_close_every_page_says_what_comes_next(client, address):
    make_call(closes_at=NOON - DAY, afterwards="We are reading it all.")

    page = words(client, address)

    assert "What comes next" in page
    assert "We are reading it all." in page


def test_what_came_of_comments_is_led_to_once_something_did(client, arrive):
    comment = make_comment(make_principle())
    arrive(comment.principle.consultation.closes_at)
    before = words(client)

    comment.consider(outcome="accepted", why="Yes.", by=None, at=NOON)
    arrive(comment.principle.consultation.closes_at + DAY)

    assert "You said, we did" not in before
    assert 'href="/principles/you-said/">You said, we did' in words(client)


def test_the_principles_are_told_in_short(client):
    make_principle(title="Start with the place")

    assert '<li><a class="govuk-link" href="/principles/1/">Start with the place</a></li>' in words(client)


@pytest.mark.parametrize(("count", "is_shown"), [(9, False), (10, True)])
def test_so_far_counts_from_ten_on(client, monkeypatch, count, is_shown):
    so_far = {"evidence.submissions": parts.SoFar("Evidence", lambda: count, lambda count: "pieces of evidence")}
    monkeypatch.setattr(parts, "so_far", lambda: so_far)
    make_version(Page.CAMPAIGN, so_far=("evidence.submissions",))

    assert (f'<strong class="kil-so-far__count">{count}</strong> pieces of evidence' in words(client)) is is_shown


def test_so_far_counts_what_officers_chose_and_nothing_else(client, monkeypatch):
    monkeypatch.setattr(parts, "so_far", lambda: {"evidence.submissions": parts.SoFar("Evidence", lambda: 50, str)})
    make_version(Page.CAMPAIGN, so_far=())

    assert "kil-so-far" not in words(client)


def test_so_far_counts_what_stands():
    make_sent()
    make_comment()

    assert {name: each.count() for name, each in parts.so_far().items()} == {
        **dict.fromkeys(parts.so_far(), 0),
        "evidence.submissions": 1,
        "principles.comments": 1,
    }


def test_the_latest_news_are_on_the_home_page(client, monkeypatch):
    story = front.Story("A council tries it", "/news/a-council/", NOON, "It works.")
    monkeypatch.setattr(news, "latest", lambda at: [story])

    assert '<a class="govuk-link" href="/news/a-council/">A council tries it</a>' in words(client)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_kept_costs_one_query(client, address, django_assert_num_queries):
    make_version(Page.HOME)
    make_version()
    make_call()
    words(client, address)

    with django_assert_num_queries(1):
        words(client, address)


def test_who_has_the_page_is_told_that_it_is_the_same(client):
    first = client.get("/")

    again = client.get("/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, first["Cache-Control"]) == (304, "public, max-age=0, must-revalidate")


def test_every_page_that_is_written_is_told_of_as_public():
    make_version(Page.ABOUT)
    make_version(Page.FIVE_WAYS, is_published=False)

    told = [each.address for each in parts.public(NOON)]

    assert [address for address in told if address in PAGES] == ["/", "/about/"]


def test_whatever_is_told_of_as_public_is_there_for_everybody(client):
    make_version()
    make_call()
    make_principle()

    found = {each.address: client.get(each.address).status_code for each in parts.public(NOON)}

    assert {"/evidence/keep-it-local/", "/principles/1/history/", "/survey/"} <= found.keys()
    assert set(found.values()) == {200}


def test_every_text_of_what_is_published_can_be_translated():
    from keepitlocal.campaign.part import texts

    make_version(Page.CAMPAIGN)

    assert {each.text for each in texts()} == {"Keep it Local", "Close to home", "Locality", "Runs the campaign."}


def test_a_card_in_welsh_says_a_summary_that_was_translated_with_its_stop(client):
    Call.objects.filter(pk=make_call().pk).update(summary="Tell us what works.")
    make_translation("Tell us what works.", "Dywedwch wrthym beth sy'n gweithio.")

    assert '<p class="govuk-body">Dywedwch wrthym beth sy&#x27;n gweithio.</p>' in words(client, "/cy/")
