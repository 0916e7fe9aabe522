"""The front door at the desk: writing, previewing, comparing, publishing and going back."""

import pytest
from django.urls import reverse

from keepitlocal.campaign.models import Page, Version
from keepitlocal.campaign.tests.makers import NOON, WRITTEN, make_version
from keepitlocal.officers.groups import LEADS
from keepitlocal.officers.tests.makers import make_officer

pytestmark = pytest.mark.django_db

EDIT = "/admin/campaign/version/page/about/"


@pytest.fixture(autouse=True)
def noon(arrive):
    arrive(NOON)


def typed(*, edits, figures=(), **said):
    """What the form of a page sends."""
    rows = {f"figures-{place}-{key}": value for place, row in enumerate(figures) for key, value in row.items()}
    counts = {f"{name}-{key}_FORMS": count for name in ["figures", "reading"] for key, count in [("TOTAL", 3), ("INITIAL", 0)]}
    words = {key: value for key, value in WRITTEN.items() if key != "figures"}
    return words | counts | rows | {"edits": edits} | said


def on(version, name="change"):
    return reverse(f"admin:campaign_version_{name}", args=[version.pk])


def test_what_is_saved_is_a_new_version_that_nobody_sees(client, officer):
    make_version(title="Before")

    client.post(EDIT, typed(edits=1, title="After"))

    latest = Version.objects.of(Page.ABOUT).first()
    assert (latest.number, latest.says.title, latest.saved_by, latest.is_published) == (2, "After", officer, False)
    assert "After" not in client.get("/about/").content.decode()


def test_a_page_of_which_nothing_is_written_can_be_written(client, officer):
    client.post(EDIT, typed(edits=0))

    assert Version.objects.get().number == 1


def test_lines_end_as_they_did_before_a_browser_had_them(client, officer):
    make_version(body="One\n\nTwo", figures=(), title="Before")

    client.post(EDIT, typed(edits=1, title="Before", body="One\r\n\r\nTwo"))

    assert Version.objects.count() == 1


def test_a_row_that_is_emptied_is_taken_out(client, officer):
    make_version()

    client.post(EDIT, typed(edits=1, figures=[{"figure": "", "value": "", "says": ""}]) | {"figures-INITIAL_FORMS": 1})

    assert Version.objects.of(Page.ABOUT).first().says.figures == ()


def test_a_mistake_saves_nothing_and_keeps_what_was_typed(client, officer):
    page = client.post(EDIT, typed(edits=0, figures=[{"figure": "Most", "value": "101", "says": "of people"}]))

    assert Version.objects.count() == 0
    assert "Write a whole number from 0 to 100." in page.content.decode()
    assert 'value="of people"' in page.content.decode()


def test_of_two_officers_at_once_the_second_sees_what_the_first_saved_and_keeps_what_they_typed(client, officer):
    make_version(title="Before")
    make_version(title="Theirs", is_published=False)

    page = client.post(EDIT, typed(edits=1, title="Mine"))

    assert [each.says.title for each in Version.objects.of(Page.ABOUT)] == ["Theirs", "Before"]
    assert "What somebody else saved meanwhile" in page.content.decode()
    assert 'value="Mine"' in page.content.decode()
    assert 'name="edits" value="2"' in page.content.decode()


def test_a_preview_shows_what_people_would_see(client, officer):
    version = make_version(title="Soon", is_published=False)

    page = client.get(on(version, "preview")).content.decode()

    assert '<h1 class="kil-hero__title">Soon</h1>' in page
    assert "This is a preview of version 1." in page


def test_save_and_preview_leads_to_the_preview(client, officer):
    page = client.post(EDIT, typed(edits=0, preview="Save and preview"))

    assert page["Location"] == on(Version.objects.get(), "preview")


def test_a_version_is_compared_with_what_people_see(client, officer):
    make_version(title="Close to home")
    version = make_version(title="Close to everybody", is_published=False)

    page = client.get(on(version)).content.decode()

    assert "What differs from version 1" in page
    assert '<del class="kil-changes__gone"><span class="kil-changes__said">Deleted: </span>home</del>' in page


def test_a_version_is_compared_with_the_one_that_is_named(client, officer):
    for title in ["One", "Two", "Three"]:
        version = make_version(title=title)

    assert "What differs from version 1" in client.get(f"{on(version)}?with=1").content.decode()


def test_a_lead_publishes_it(client):
    client.force_login(make_officer(LEADS))
    version = make_version(title="Now", is_published=False)

    client.post(on(version), {"verb": "publish"})

    assert "Now" in client.get("/about/").content.decode()


def test_an_officer_does_not_publish(client, officer):
    version = make_version(is_published=False)

    assert client.post(on(version), {"verb": "publish"}).status_code == 403
    assert not Version.objects.get().is_published


def test_an_officer_goes_back_to_a_version(client, officer):
    first = make_version(title="One")
    make_version(title="Two")

    client.post(on(first), {"verb": "bring_back"})

    latest = Version.objects.of(Page.ABOUT).first()
    assert (latest.number, latest.says.title, latest.saved_by) == (3, "One", officer)


def test_what_is_refused_says_why(client):
    client.force_login(make_officer(LEADS))
    version = make_version()

    assert "is published already" in client.post(on(version), {"verb": "publish"}).content.decode()


def test_there_are_no_other_pages(client, officer):
    assert client.get("/admin/campaign/version/page/news/").status_code == 404


def test_the_list_tells_of_every_page(client, officer):
    make_version(is_published=False)

    page = client.get("/admin/campaign/version/").content.decode()

    assert [each.label for each in Page if f'<a href="{each.address}">{each.label}</a>' in page] == [each.label for each in Page]
