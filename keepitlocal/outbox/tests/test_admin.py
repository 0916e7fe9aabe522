import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import make_message, now, states

pytestmark = pytest.mark.django_db
LIST = "/admin/outbox/message/"


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def page_of(message):
    return reverse("admin:outbox_message_change", args=[message.pk])


def send_again(client, *messages):
    chosen = {"action": "send_again", "_selected_action": [message.pk for message in messages]}
    return client.post(LIST, chosen, follow=True).content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_an_officer_sees_what_was_promised_to_whom_and_why_it_failed(client, officer):
    make_message("test.note", status=State.DEAD, last_error="The recipient's mail server refused it (550).", to="ada@example.org")

    page = client.get(LIST).content.decode()

    for words in ["A note", "ada@example.org", "Not delivered", "refused it (550)"]:
        assert words in page


@pytest.mark.parametrize(("chosen", "shown"), [("status__exact=dead", 1), ("kind=test.other", 1), ("kind=test.note", 1), ("", 2)])
def test_the_list_is_narrowed_by_status_and_kind(client, officer, chosen, shown):
    make_message("test.note", status=State.DEAD)
    make_message("test.other")

    response = client.get(f"{LIST}?{chosen}")

    assert len(response.context["cl"].result_list) == shown


def test_the_list_costs_the_same_whatever_its_length(client, officer):
    make_message()
    one = queries(client, LIST)
    make_message(), make_message()

    assert queries(client, LIST) == one


def test_what_it_is_about_is_linked_for_those_who_may_see_it(client):
    subject = make_officer()
    message = make_message(about=subject)
    link = f'href="{reverse("admin:officers_officer_change", args=[subject.pk])}"'

    client.force_login(make_lead())
    assert link in client.get(LIST).content.decode()
    client.force_login(make_officer())
    page = client.get(LIST).content.decode()
    assert link not in page
    assert message.about in page


def test_what_it_is_about_is_named_where_the_desk_does_not_know_it(client, officer):
    make_message(about="no.such/1")

    assert "no.such/1" in client.get(LIST).content.decode()


def test_the_letter_is_shown_as_it_would_read_now(client, officer):
    message = make_message("test.welsh")

    page = client.get(page_of(message)).content.decode()

    assert "O&#x27;Neill &amp; Sons" in page


def test_a_letter_that_cannot_be_written_says_so(client, officer):
    page = client.get(page_of(make_message("test.broken"))).content.decode()

    assert "Its words could not be written (KeyError)." in page
    assert "Jane" not in page


def test_an_officer_cannot_read_the_way_in_of_another(client, officer):
    invited = make_officer(name="Noor Shah")
    message = make_message("officers.invitation", about=invited, to=invited.email)

    page = client.get(page_of(message)).content.decode()

    assert "/invitation/…" in page
    assert page.count("/invitation/") == 1


def test_an_officer_sends_again_what_could_not_be_delivered(client, officer):
    dead, waiting = make_message(status=State.DEAD), make_message()

    page = send_again(client, dead, waiting)

    assert states(dead) == [State.DUE]
    assert now(dead).message_id != dead.message_id
    assert Entry.objects.about(dead).get().by == named(officer)
    assert "It is already waiting to be sent." in page


def test_those_without_the_permission_send_nothing_again(client):
    moderator = make_officer(MODERATORS)
    moderator.user_permissions.set(Message._meta.apps.get_model("auth.Permission").objects.filter(codename="view_message"))
    client.force_login(moderator)
    dead = make_message(status=State.DEAD)

    send_again(client, dead)

    assert states(dead) == [State.DEAD]


@pytest.mark.parametrize("act", ["add/", "{}/delete/"])
def test_nothing_is_added_or_deleted(client, officer, act):
    message = make_message()

    assert client.get(LIST + act.format(message.pk)).status_code == 403


def test_nothing_is_changed(client, officer):
    message = make_message()

    assert client.post(page_of(message), {"to": "eve@example.org"}).status_code == 403
    assert now(message).to == message.to
