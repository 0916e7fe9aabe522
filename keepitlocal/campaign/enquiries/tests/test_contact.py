"""Getting in touch: the form, and what becomes of what is typed in it."""

import re

import pytest
from django.test import Client

from evidence.tests.naughty import STRINGS
from keepitlocal.campaign.enquiries.models import LONGEST, About, Enquiry
from keepitlocal.campaign.enquiries.tests.makers import NOON, make_enquiry, texts
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Ann <O'Neill>",
    "email": "ann@example.org",
    "about": "press",
    "message": "How can our <hall> take part?",
    "nonce": "x",
    "website": "",
}


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


def send(client, **changed):
    return client.post("/contact/", TYPED | changed, follow=True)


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_says_whom_to_reach_from_the_settings(client, settings):
    settings.POLICY_NAME, settings.POLICY_PHONE, settings.POLICY_EMAIL = "Bo & Co", "020 7946 0999", "bo@example.org"
    page = words(client.get("/contact/"))

    assert ["Bo &amp; Co" in page, 'href="tel:02079460999"' in page, 'href="mailto:bo@example.org"' in page] == [True] * 3


def test_without_a_telephone_number_the_page_has_none(client, settings):
    settings.POLICY_PHONE = ""

    assert "Telephone" not in words(client.get("/contact/"))


def test_before_the_form_it_says_what_it_is_no_place_for(client):
    page = words(client.get("/contact/"))

    assert 0 < page.index("This is no place to report wrongdoing") < page.index('href="/whistleblowing/"') < page.index("<form")


def test_the_page_costs_no_query(client, django_assert_num_queries):
    client.get("/contact/")

    with django_assert_num_queries(0):
        client.get("/contact/")


@pytest.mark.parametrize(("asked", "chosen"), [("data", ["data"]), ("nonsense", []), ("", [])])
def test_an_address_can_say_what_it_is_about(client, asked, chosen):
    page = words(client.get("/contact/", {"about": asked}))

    assert re.findall(r'value="([\w-]+)"[^>]* checked', page) == chosen


def test_what_is_sent_becomes_an_enquiry_as_it_was_typed(client):
    send(client)
    enquiry = Enquiry.objects.get()

    assert (enquiry.name, enquiry.email, enquiry.about, enquiry.created_at) == (
        "Ann <O'Neill>",
        "ann@example.org",
        About.PRESS,
        NOON,
    )
    assert texts(enquiry) == ["How can our <hall> take part?"]


def test_the_confirmation_has_the_reference_and_can_be_visited_again(client):
    address = send(client).redirect_chain[0][0]

    assert Enquiry.objects.get().reference in words(Client().get(address))


def test_the_confirmation_opens_nothing_that_was_said(client):
    """Whoever gives another's address reads no answer to it."""
    address = send(client).redirect_chain[0][0]

    assert [text in words(client.get(address)) for text in ["hall", "ann@example.org", "O&#x27;Neill"]] == [False] * 3
    assert client.get(address.replace("/sent", "")).status_code == 410


def test_a_double_click_is_one_enquiry_and_one_e_mail(client):
    """F10."""
    first, second = send(client), send(client)

    assert first.redirect_chain == second.redirect_chain
    assert (Enquiry.objects.count(), Message.objects.filter(kind="enquiries.receipt").count()) == (1, 1)


def test_the_same_page_with_other_words_is_another_enquiry(client):
    send(client)
    send(client, message="And another thing.")

    assert Enquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Enter your name"),
        ("name", "x" * 201, "Your name must be 200 characters or fewer"),
        ("email", "", "Enter an email address, so that we can answer"),
        ("email", "ann@localhost", "Enter an email address in the correct format"),
        ("about", "", "Choose what it is about"),
        ("about", "quokkas", "Choose what it is about"),
        ("message", "", "Write your message"),
        ("message", "x" * (LONGEST + 1), "Your message must be 5,000 characters or fewer"),
        ("message", "a\0b", "Your message holds a character that cannot be kept"),
        ("website", "spam", "Something filled in a box that people do not see"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, field, typed, said):
    """F2, F3, F8, M3."""
    page = words(send(client, **{field: typed}))
    kept = {"name": "Ann &lt;O&#x27;Neill&gt;", "email": '"ann@example.org"', "message": "our &lt;hall&gt;"}

    assert said in page
    assert [text for name, text in kept.items() if name != field and text not in page] == []
    assert Enquiry.objects.count() == 0


def test_exactly_as_many_characters_as_the_page_says_are_taken(client):
    """F2: a line's end counts once, however it is sent."""
    send(client, message="x" * (LONGEST - 2) + "\r\nx")

    assert len(texts(Enquiry.objects.get())[0]) == LONGEST


def test_any_string_is_taken_or_refused_and_always_escaped(client, settings):
    """F16."""
    settings.PACE = 0
    for string in STRINGS:
        page = send(client, name=string or "Ann", message=string)

        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_other_fields_are_ignored(client):
    """F6."""
    send(client, status="closed", reference="KIL-1", assigned_to="1")
    enquiry = Enquiry.objects.get()

    assert (enquiry.status, enquiry.reference != "KIL-1", enquiry.assigned_to) == ("open", True, None)


def test_without_its_token_the_form_gives_back_what_was_typed():
    """F12."""
    page = Client(enforce_csrf_checks=True).post("/contact/", TYPED)

    assert (page.status_code, "our &lt;hall&gt;" in words(page), Enquiry.objects.count()) == (403, True, 0)


def test_who_sends_too_much_is_slowed_and_loses_nothing(client, settings):
    """F18."""
    settings.PACE = 1
    send(client)
    page = send(client, message="Once more with <feeling>")

    assert (page.status_code, "with &lt;feeling&gt;" in words(page), Enquiry.objects.count()) == (429, True, 1)


def test_in_welsh_pages_one_stays_in_them(client):
    address = client.post("/cy/contact/", TYPED)["Location"]

    assert address.startswith("/cy/contact/sent/")


def test_the_confirmation_of_what_is_erased_says_that_it_is_gone(client):
    enquiry = make_enquiry()
    enquiry.erase(at=NOON)

    assert client.get(f"/contact/sent/{enquiry.confirmation}/").status_code == 410
