"""Calls at the desk: their words, windows and questions are edited, and leads publish them."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from evidence.models import Call, Question, Section, content
from evidence.tests.makers import DAY, NOON, make_call, make_ready, question
from keepitlocal.audit.models import Entry
from keepitlocal.extending import WindowForm
from keepitlocal.officers.tests.makers import make_lead

pytestmark = pytest.mark.django_db

CALLS = "/admin/evidence/call/"


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def posted(client, address, **changes):
    """What the form at the address would send if nothing but `changes` were touched."""
    page = client.get(address)
    assert page.status_code == 200
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    said = {}
    for form in forms:
        for field in form:
            value = field.value()
            widget = field.field.widget
            if hasattr(widget, "widgets"):
                parts = value if isinstance(value, list) else widget.decompress(value)
                said |= {f"{field.html_name}_{place}": part for place, part in enumerate(parts)}
            elif value is not None and value is not False:
                said[field.html_name] = value
    return {name: "" if value is None else value for name, value in (said | changes).items()}


def test_changing_a_call_raises_its_stamp_and_shows_at_once(client, officer):
    call = make_call()
    address = f"{CALLS}{call.pk}/change/"

    saved = client.post(address, posted(client, address, summary="Other words"))

    call.refresh_from_db()
    assert saved.status_code == 302
    assert (call.summary, call.stamp) == ("Other words", 2)
    assert Entry.objects.about(call).filter(did="changed", by=f"officers.officer/{officer.pk}").count() == 1


def test_changing_only_a_question_raises_the_stamp_too(client, officer):
    call = make_call()
    section = call.sections.first()
    address = reverse("admin:evidence_section_change", args=[section.pk])
    content.of(call)

    saved = client.post(address, posted(client, address, **{"questions-0-text": "What now?"}))

    call.refresh_from_db()
    assert saved.status_code == 302
    assert call.stamp == 2
    assert "What now?" in client.get("/evidence/keep-it-local/").content.decode()


def test_a_question_with_answers_is_not_deleted_at_the_desk(client, officer):
    call = make_call()
    make_ready(call)
    section = call.sections.first()
    address = reverse("admin:evidence_section_change", args=[section.pk])

    page = client.post(address, posted(client, address, **{"questions-0-DELETE": "on"}))

    assert page.status_code == 200
    assert question(call, "1.1")


def test_a_question_with_answers_is_retired_at_the_desk(client, officer):
    call = make_call()
    make_ready(call, text="Kept.")
    address = reverse("admin:evidence_section_change", args=[call.sections.first().pk])

    client.post(address, posted(client, address, **{"questions-0-retired": "on"}))

    assert question(call, "1.1").retired
    assert "What about 1.1?" not in client.get("/evidence/keep-it-local/").content.decode()


def test_a_new_call_is_made_and_published_by_a_lead(client, lead):
    made = client.post(
        f"{CALLS}add/",
        posted(
            client,
            f"{CALLS}add/",
            title="Another call",
            slug="another",
            reference_prefix="ANO",
            summary="More",
            introduction="Words",
            opens_at_0="2026-11-01",
            closes_at_0="2027-01-31",
            **{
                "sections-TOTAL_FORMS": 1,
                "sections-0-number": 1,
                "sections-0-title": "One",
                "respondent_types-TOTAL_FORMS": 1,
                "respondent_types-0-code": "all",
                "respondent_types-0-label": "Everybody",
                "respondent_types-0-position": 1,
                "publication_choices-TOTAL_FORMS": 1,
                "publication_choices-0-code": "named",
                "publication_choices-0-label": "Yes",
                "publication_choices-0-says": "We may.",
                "publication_choices-0-position": 1,
            },
        ),
    )
    call = Call.objects.get(slug="another")
    early = client.post(CALLS, {"action": "publish", "_selected_action": call.pk})
    Question.objects.create(section=Section.objects.get(call=call), code="1.1", text="What?")
    client.post(CALLS, {"action": "publish", "_selected_action": call.pk})

    call.refresh_from_db()
    assert made.status_code == 302
    assert "it needs a question" in " ".join(map(str, get_messages(early.wsgi_request)))
    assert call.published_at is not None
    assert client.get("/evidence/another/").status_code == 200


def test_an_officer_cannot_publish(client, officer):
    call = make_call(published=False)

    client.post(CALLS, {"action": "publish", "_selected_action": call.pk})

    call.refresh_from_db()
    assert call.published_at is None


def test_the_address_and_prefix_of_a_published_call_stay(client, officer):
    call = make_call()
    address = f"{CALLS}{call.pk}/change/"

    client.post(address, posted(client, address, slug="moved", reference_prefix="NEW"))

    call.refresh_from_db()
    assert (call.slug, call.reference_prefix) == ("keep-it-local", "KIL")


def test_the_close_of_a_published_call_is_told_and_not_asked(client, lead):
    call = make_call(extended_from=NOON, extended_why="The site was down.")
    address = f"{CALLS}{call.pk}/change/"

    page = client.get(address).content.decode()
    saved = client.post(address, posted(client, address, closes_at_0="2027-01-01", closes_at_1=""))

    call.refresh_from_db()
    assert "1pm (UK time) on Wednesday 1 July 2026" in page
    assert "From 1pm (UK time) on Monday 1 June 2026. The site was down." in page
    assert (saved.status_code, call.closes_at) == (302, NOON + 30 * DAY)


def test_before_it_is_published_a_call_may_close_whenever_officers_say(client, officer):
    call = make_call(published=False, grace_minutes=30)
    address = f"{CALLS}{call.pk}/change/"

    client.post(address, posted(client, address, closes_at_0="2026-06-05", closes_at_1="", grace_minutes=5))

    call.refresh_from_db()
    assert (call.closes_at, call.grace_minutes) == (datetime.datetime(2026, 6, 5, 23, tzinfo=datetime.UTC), 5)


def test_the_grace_of_a_published_call_can_only_be_made_longer(client, lead):
    call = make_call(grace_minutes=15)
    address = f"{CALLS}{call.pk}/change/"

    shorter = client.post(address, posted(client, address, grace_minutes=14))
    longer = client.post(address, posted(client, address, grace_minutes=16))

    call.refresh_from_db()
    assert "People were told 15 minutes" in shorter.content.decode()
    assert (longer.status_code, call.grace_minutes) == (302, 16)


@pytest.mark.parametrize(("hour", "status"), [("12:59", 302), ("13:00", 200)], ids=["before it closes", "as it closes"])
def test_a_published_call_opens_before_it_closes(client, lead, hour, status):
    call = make_call(closes_at=NOON)
    address = f"{CALLS}{call.pk}/change/"

    page = client.post(address, posted(client, address, opens_at_0="2026-06-01", opens_at_1=hour))

    assert page.status_code == status


def test_an_extension_made_while_a_call_is_saved_stands(client, lead, monkeypatch):
    """D9."""
    call = make_call()
    address = f"{CALLS}{call.pk}/change/"
    said = posted(client, address, summary="Other words")
    validated = WindowForm.is_valid

    def extended_meanwhile(form):
        Call.objects.get(pk=call.pk).extend(NOON + 60 * DAY, why="Meanwhile.", by=lead, at=NOON)
        return validated(form)

    monkeypatch.setattr(WindowForm, "is_valid", extended_meanwhile)
    client.post(address, said)

    call.refresh_from_db()
    assert (call.summary, call.closes_at, call.extended_why) == ("Other words", NOON + 60 * DAY, "Meanwhile.")


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-10-25", "happens twice"), ("2027-03-28", "does not exist")],
    ids=["clocks go back", "clocks go forward"],
)
def test_local_times_that_are_twice_or_never_are_refused(client, lead, day, says):
    """D3, D4."""
    call = make_call(published=False)
    address = f"{CALLS}{call.pk}/change/"

    page = client.post(address, posted(client, address, closes_at_0=day, closes_at_1="01:30"))

    assert says in page.content.decode()
    call.refresh_from_db()
    assert call.closes_at == NOON + datetime.timedelta(days=30)


def test_saving_a_call_untouched_leaves_its_window_as_it_was(client, lead):
    closes_at = datetime.datetime(2026, 7, 27, 23, tzinfo=datetime.UTC)  # midnight, as people keep time
    call = make_call(closes_at=closes_at, published=False)
    address = f"{CALLS}{call.pk}/change/"

    said = posted(client, address)
    client.post(address, said)

    call.refresh_from_db()
    assert (str(said["closes_at_0"]), said["closes_at_1"]) == ("2026-07-27", "")
    assert call.closes_at == closes_at
