"""What is drafted is seen before it is published, with what it does to every comment; and a lead publishes it, and says why."""

import pytest
from django.contrib.messages import get_messages

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from principles import fates
from principles.models import Comment, Principle, Wording
from principles.tests.makers import MOMENT, NOON, draft, make_comment, make_principle
from survey.tests.desk import queries
from survey.tests.posting import boxes, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

TEXT = "First of all, listen.\n\nThen the second of several.\n\nIn the end, decide."
NEXT = "First of all, always listen.\n\nThen the second of several."


@pytest.fixture(autouse=True)
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def drafting(text=NEXT):
    """A principle with something drafted that is not published."""
    principle = make_principle(text=TEXT)
    if text:
        draft(principle, principle.title, text)
    return principle


def address(principle, name="publish"):
    return f"/admin/principles/principle/{principle.pk}/{name}/"


def published(principle):
    return Principle.objects.get(pk=principle.pk).latest.number


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def considered(principle, outcome="accepted", at=NOON, **fields):
    comment = make_comment(principle, **fields)
    comment.consider(outcome=outcome, why="It is right.", by=None, at=at)
    return comment


def test_a_preview_shows_what_is_drafted_and_marks_what_changes(client):
    page = client.get(address(drafting(), "preview")).content.decode()

    assert '<p class="govuk-body">First of all, always listen.</p>' in page
    assert [pair.sort for pair in client.get(address(Principle.objects.get(), "preview")).context["paragraphs"]] == [
        "changed",
        "kept",
        "gone",
    ]


def test_nobody_else_sees_what_is_drafted(client):
    drafting()
    client.logout()

    pages = [client.get(each).content.decode() for each in ["/principles/1/", "/principles/1/history/", "/principles/you-said/"]]

    assert ["always listen" in each for each in pages] == [False, False, False]


@pytest.mark.parametrize("name", ["preview", "publish"])
def test_what_becomes_of_every_comment_is_counted_and_those_it_touches_are_listed(client, name):
    principle = make_principle(text=TEXT)
    one, two, three = (each.id for each in principle.content.paragraphs)
    stands = [make_comment(principle, paragraph=two), make_comment(principle, paragraph=one, quote="First of all,")]
    changed = [make_comment(principle, paragraph=one), make_comment(principle)]
    gone = [make_comment(principle, paragraph=three, quote="decide")]
    make_comment(principle, paragraph=three, is_published=False)
    draft(principle, principle.title, NEXT)

    page = client.get(address(principle, name))

    found = {fate.standing: [comment.pk for comment in fate.comments] for fate in page.context["fates"]}
    assert found == {
        "stands": [stands[1].pk, stands[0].pk],
        "changed": [changed[1].pk, changed[0].pk],
        "gone": [gone[0].pk],
    }
    assert [f'href="/principles/comments/{each.pk}/"' in page.content.decode() for each in [*changed, *gone]] == [True] * 3


def test_beyond_the_newest_the_others_are_counted(client, monkeypatch):
    monkeypatch.setattr(fates, "LISTED", 1)
    principle = make_principle(text=TEXT)
    for _ in range(3):
        make_comment(principle)
    draft(principle, principle.title, NEXT)

    page = client.get(address(principle)).content.decode()

    assert ("Its words have changed: 3 comments" in page, "And 2 older." in page) == (True, True)


@pytest.mark.parametrize("name", ["preview", "publish"])
def test_the_pages_take_as_many_queries_however_many_comments_there_are(client, name):
    principle = drafting()
    considered(principle)
    client.get(address(principle, name))
    one = queries(client, address(principle, name))

    for _ in range(3):
        considered(principle)

    assert queries(client, address(principle, name)) == one


def test_a_lead_publishes_with_a_reason(client, lead):
    principle = drafting()

    done = send(client, address(principle), why="Many asked for it.")

    wording = Wording.objects.get(number=2)
    assert (done.url, published(principle)) == (address(principle, "change"), 2)
    assert (wording.why, wording.published_by, wording.took_effect_at) == ("Many asked for it.", lead, NOON)
    assert wording.says.text == NEXT


def test_without_a_reason_nothing_is_published(client):
    principle = drafting()

    refused = send(client, address(principle), why=" ")

    assert ("Give the reason" in refused.content.decode(), published(principle)) == (True, 1)


def test_a_first_wording_needs_no_reason(client):
    principle = make_principle(is_published=False)

    send(client, address(principle))

    assert published(principle) == 1


def test_the_comments_that_led_to_it_are_ticked_or_named_by_reference(client):
    principle = drafting()
    ticked, named, on_another = considered(principle), make_comment(principle), make_comment(make_principle(2))
    references = f"{named.reference.lower().replace('-', ' ')}, {on_another.reference}; {ticked.reference}"

    send(client, address(principle), why="They said so.", ticked=[str(ticked.pk)], others=references)

    assert set(Wording.objects.get(principle=principle, number=2).led_by.all()) == {ticked, named, on_another}
    assert [Comment.objects.get(pk=each.pk).led_to for each in [ticked, named, on_another]] == [[[1, 2]]] * 3


def test_what_was_accepted_is_offered_first_and_what_led_to_something_is_not(client):
    principle = drafting()
    outcomes = ["not accepted", "partly accepted", "accepted", "out of scope", "accepted"]
    found = [considered(principle, outcome, NOON + place * MOMENT) for place, outcome in enumerate(outcomes)]
    whole = considered("whole", at=NOON - MOMENT)
    make_comment(principle)
    considered(make_principle(2))
    send(client, address(principle), why="They said so.", ticked=[str(considered(principle).pk)])
    principle.refresh_from_db()
    draft(principle, principle.title, TEXT)

    offered = client.get(address(principle)).context["offered"]

    assert [comment.pk for comment in offered] == [each.pk for each in [found[4], found[2], whole, found[1], found[0], found[3]]]


def test_a_reference_of_nothing_is_said_and_all_that_was_typed_is_kept(client):
    principle = drafting()
    comment = considered(principle)

    page = send(client, address(principle), why="They said so.", ticked=[str(comment.pk)], others="KIL-0000-0000")

    assert "There is no comment with the reference KIL-0000-0000." in (html := page.content.decode())
    assert boxes(page) | {"edits": ""} == {
        "edits": "",
        "why": "They said so.",
        "ticked": [str(comment.pk)],
        "others": "KIL-0000-0000",
    }
    assert (published(principle), "Nothing is published yet." in html) == (1, True)


def test_what_is_hidden_meanwhile_leads_to_nothing(client):
    principle = drafting()
    comment, other = considered(principle), considered(principle)
    page = client.get(address(principle))
    for each in [comment, other]:
        each.hide(reason="private", by=None, at=NOON)

    ticked = client.post(address(principle), boxes(page) | {"why": "They said so.", "ticked": [str(comment.pk)]})
    named = client.post(address(principle), boxes(page) | {"why": "They said so.", "others": other.reference})

    assert "A comment that you ticked is not shown to everybody any more." in ticked.content.decode()
    assert ("is not shown to everybody" in named.content.decode(), boxes(named)["why"]) == (True, "They said so.")
    assert (published(principle), Comment.objects.get(pk=other.pk).led_to) == (1, [])


def test_what_was_edited_since_the_page_was_shown_is_not_published(client):
    principle = drafting()
    page = client.get(address(principle))
    draft(principle, principle.title, "Something else.")

    refused = client.post(address(principle), boxes(page) | {"why": "They said so."})
    client.post(address(principle), boxes(refused))

    assert "edited since you looked at it" in refused.content.decode()
    assert [Wording.objects.get(number=2).says.text, Wording.objects.get(number=2).why] == ["Something else.", "They said so."]


def test_what_says_exactly_what_is_published_is_not_offered(client):
    page = client.get(address(drafting(None))).content.decode()

    assert ("exactly what is published" in page, 'type="submit" class="default"' in page) == (True, False)


def test_an_officer_sees_what_changes_and_no_button(client):
    client.force_login(make_officer())

    page = client.get(address(drafting())).content.decode()

    assert ("A policy lead publishes it." in page, 'name="why"' in page) == (True, False)


@pytest.mark.parametrize("group", [OFFICERS, MODERATORS])
def test_who_may_not_publish_is_refused_and_it_goes_on_the_record(client, group):
    principle, other = drafting(), make_officer(group)
    client.force_login(other)

    refused = client.post(address(principle), {"edits": principle.edits, "why": "Mine."})

    assert (refused.status_code, published(principle)) == (403, 1)
    assert Entry.objects.about(principle).filter(did="was refused", by=f"officers.officer/{other.pk}").count() == 1


def test_what_people_said_is_text_and_nothing_else(client):
    """C1: where comments are offered, and where they are listed."""
    principle = drafting()
    considered(principle, name="<b>Sam</b>", text="<img src=x onerror=alert(1)>")

    for name in ["preview", "publish"]:
        html = client.get(address(principle, name)).content.decode()
        assert [each in html for each in ["<b>Sam", "<img", "&lt;img"]] == [False, False, True]
