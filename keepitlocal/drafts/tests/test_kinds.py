"""Drafts of several kinds: what every part has to offer, and that kinds stand side by side."""

import pytest
from django.core import signing
from django.template.loader import get_template
from django.test import RequestFactory

from evidence.tests.makers import NOON, hold, make_call, make_draft
from keepitlocal import parts
from keepitlocal.drafts import holding, kinds, links, mail
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def diary(settings):
    """A second kind of drafts."""
    settings.PARTS = [*settings.PARTS, "keepitlocal.drafts.tests.part"]
    return kinds.named("diary")


def test_a_kind_has_the_name_that_its_drafts_have():
    assert [kind.drafts([]).model.KIND for kind in kinds.all_kinds()] == [kind.name for kind in kinds.all_kinds()]


def test_no_two_kinds_share_a_name():
    names = [kind.name for kind in kinds.all_kinds()]

    assert len(set(names)) == len(names)


def test_the_writers_of_a_kind_are_of_its_drafts_or_are_its_drafts():
    for kind in kinds.all_kinds():
        writers, drafts = kind.writers().model, kind.drafts([]).model
        if writers is not drafts:
            field = writers._meta.get_field(writers.DRAFT)

            assert (field.related_model, field.remote_field.related_name) == (drafts, "writers")


def test_the_part_of_a_kind_writes_its_links():
    assert {f"{kind.name}.link" for kind in kinds.all_kinds()} <= set(parts.letters())


def test_the_templates_of_a_kind_are_there():
    names = [name for kind in kinds.all_kinds() for name in [kind.deadline, kind.way, kind.back]]

    assert [get_template(name).template.name for name in names] == names


def test_there_is_no_kind_of_another_name():
    assert kinds.named("poetry") is None


def test_one_email_has_the_links_of_every_kind(client, diary):
    make_draft().keep_way_back("ann@example.org", at=NOON)

    client.post("/return/", {"email": "ann@example.org"})

    written = letters.read(Message.objects.get(kind=mail.LINKS))
    assert written.subject == "Your links to come back to your evidence and your diary"
    assert written.body.count("/return/") == 2


@pytest.mark.usefixtures("diary")
def test_a_link_leads_to_the_kind_that_it_names(client):
    writer = make_draft().keep_way_back("ann@example.org", at=NOON)
    token = signing.Signer(salt=links.SALT).sign_object(["diary", writer.draft.pk, 1, writer.pk])

    assert client.post(f"/return/{token}/").url == f"/diary/{writer.draft.pk}/"


@pytest.mark.usefixtures("diary")
def test_finishing_shows_what_the_browser_holds_of_every_kind(client):
    call = make_call()
    draft, other = hold(client, make_draft(call)), make_draft(call)
    other.KIND = "diary"
    hold(client, other)

    page = client.get("/return/leave/").content.decode()

    assert f'href="/evidence/keep-it-local/yours/?draft={draft.pk}">Draft {draft.pk}</a>' in page
    assert f'href="/diary/{other.pk}/">Draft {other.pk}</a>' in page
    assert f'href="/diary/{other.pk}/way-back/">Give an address for Draft {other.pk}</a>' in page


@pytest.mark.usefixtures("diary")
def test_finishing_lets_go_of_every_kind(client):
    draft = make_draft()
    draft.KIND = "diary"
    hold(client, draft)

    client.post("/return/leave/")

    request = RequestFactory().get("/")
    request.COOKIES.update({name: morsel.value for name, morsel in client.cookies.items()})
    assert holding.holds(request) == {}


def test_what_is_held_of_a_kind_that_is_gone_is_not_shown(client):
    draft = make_draft()
    draft.KIND = "poetry"
    hold(client, draft)

    assert "This browser holds no draft" in client.get("/return/leave/").content.decode()


def test_a_draft_is_one_of_several_among_its_own_kind_alone(client):
    writer = make_draft().keep_way_back("ann@example.org", at=NOON)
    other = make_draft(writer.draft.call)
    other.KIND = "diary"
    hold(client, other)

    assert client.post(f"/return/{links.token(writer)}/").url == "/evidence/keep-it-local/yours/"


def test_asking_is_forgotten_where_an_address_leads_to_nothing():
    draft = make_draft()
    draft.keep_way_back("ann@example.org", at=NOON)
    for address in ["ann@example.org", "ben@example.org"]:
        mail.links(address, at=NOON)

    mail.forget_asking("ann@example.org", at=NOON)
    mail.forget_asking("ben@example.org", at=NOON)

    assert list(Message.objects.filter(kind=mail.LINKS, status="due").values_list("to", flat=True)) == ["ann@example.org"]
