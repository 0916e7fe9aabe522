"""The consultation at the desk: there is one, officers write it, and leads publish and extend it."""

import pytest
from django.contrib.messages import get_messages
from django.core.management import CommandError

from evidence.tests.test_admin import posted
from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from principles.models import Consultation, Moderation
from principles.tests.makers import DAY, NOON, WEEK, make_consultation, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

DESK = "/admin/principles/consultation/"
PAGE = f"{DESK}1/change/"


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def press(client, **changes):
    """Save its form, with nothing but `changes` touched."""
    return client.post(PAGE, posted(client, PAGE, **changes))


def test_an_officer_writes_it_once(client, officer):
    words = {"title": "Draft principles", "slug": "draft", "summary": "Five.", "introduction": "A draft."}
    said = posted(client, f"{DESK}add/", opens_at_0="2026-06-01", closes_at_0="2026-07-27", **words)

    made = client.post(f"{DESK}add/", said)
    again = client.post(f"{DESK}add/", said | {"title": "Another"})

    assert [made.status_code, again.status_code, again["Location"]] == [302, 302, PAGE]
    assert [(each.title, each.is_published) for each in Consultation.objects.all()] == [("Draft principles", False)]


def test_another_is_not_offered(client, lead):
    before = "Add consultation" in client.get(DESK).content.decode()

    make_consultation()

    assert (before, "Add consultation" in client.get(DESK).content.decode()) == (True, False)


@pytest.mark.parametrize("by", ["the button", "the action"])
def test_a_lead_publishes_it_once_a_principle_has_a_wording(client, lead, by):
    def publish():
        if by == "the button":
            return press(client, _publish="Save and publish")
        return client.post(DESK, {"action": "publish", "_selected_action": 1})

    consultation = make_consultation(is_published=False)
    early = publish()
    make_principle()
    done = publish()

    consultation.refresh_from_db()
    assert "cannot be published yet: no principle has a wording" in told(early)
    assert "Done: Draft commissioning principles." in told(done)
    assert consultation.published_at == NOON
    assert Entry.objects.about(consultation).filter(did="published", by=f"officers.officer/{lead.pk}").count() == 1


def test_saving_and_publishing_saves(client, lead):
    make_consultation(is_published=False)
    make_principle()

    done = press(client, _publish="Save and publish", title="Other words")

    assert done.url == PAGE
    assert (Consultation.objects.get().title, Consultation.objects.get().is_published) == ("Other words", True)


def test_what_is_published_is_not_published_again(client, lead):
    make_principle()

    assert "Save and publish" not in client.get(PAGE).content.decode()


def test_an_officer_cannot_publish(client, officer):
    make_consultation(is_published=False)
    make_principle()

    page = client.get(PAGE).content.decode()
    press(client, _publish="Save and publish")
    client.post(DESK, {"action": "publish", "_selected_action": 1})

    assert "Save and publish" not in page
    assert not Consultation.objects.get().is_published


def test_saving_renews_its_pages_and_goes_on_the_record(client, officer):
    consultation = make_consultation()

    press(client, advice="Please name nobody.", moderation="after")

    was, consultation = consultation.stamp, Consultation.objects.get()
    assert (consultation.advice, consultation.moderation) == ("Please name nobody.", Moderation.AFTER)
    assert consultation.stamp == was + 1
    assert Entry.objects.about(consultation).filter(did="changed", by=f"officers.officer/{officer.pk}").count() == 1


def test_what_was_loaded_and_then_changed_here_is_not_lost_to_the_next_load(client, officer, load):
    load()

    press(client, advice="Please name nobody.")

    with pytest.raises(CommandError, match="--replace"):
        load()


def test_what_people_were_told_stays(client, lead):
    make_consultation()

    press(client, slug="moved", reference_prefix="NEW", closes_at_0="2026-06-02", closes_at_1="")
    shorter = press(client, grace_minutes=14)

    consultation = Consultation.objects.get()
    assert (consultation.slug, consultation.reference_prefix) == ("draft-principles", "KIL")
    assert (consultation.closes_at, consultation.grace_minutes) == (NOON + WEEK, 15)
    assert "People were told 15 minutes" in shorter.content.decode()


def test_a_lead_extends_it_with_the_reason_that_people_are_shown(client, lead):
    make_consultation()

    offered = f'href="{DESK}extend/?consultation=1"' in client.get(PAGE).content.decode()
    said = {"until_0": "2026-06-30", "until_1": "", "why": "Two councils asked for it."}
    done = client.post(f"{DESK}extend/?consultation=1", said)

    consultation = Consultation.objects.get()
    assert (offered, done.url) == (True, PAGE)
    assert (consultation.extended_from, consultation.extended_why) == (NOON + WEEK, "Two councils asked for it.")
    assert consultation.closes_at > NOON + 29 * DAY


def test_it_is_never_deleted(client, lead):
    make_consultation()

    assert client.post(f"{DESK}1/delete/", {"post": "yes"}).status_code == 403


def test_moderators_have_nothing_to_do_with_it(client):
    make_consultation()
    client.force_login(make_officer(MODERATORS))

    assert [client.get(address).status_code for address in [DESK, PAGE, f"{DESK}add/"]] == [403, 403, 403]


@pytest.mark.parametrize(("is_published", "says"), [(True, "Open"), (False, "Not published")])
def test_the_list_says_how_it_stands(client, lead, is_published, says):
    make_consultation(is_published=is_published)

    assert f'<td class="field-phase">{says}</td>' in client.get(DESK).content.decode()
