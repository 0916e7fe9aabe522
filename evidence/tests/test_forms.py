"""Bad input gets a clear sentence, and loses nothing."""

import pytest
from django.test import Client

from evidence.models import Status
from evidence.tests.makers import NOON, YOURS, hold, make_call, make_draft, make_sent, question, texts, write
from evidence.tests.naughty import STRINGS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def draft(client):
    return hold(client, make_draft(make_call()))


def about(draft, **said):
    return {"respondent_type": draft.call.respondent_types.get(code="community").code, "name": "Ann"} | said


def test_three_megabytes_in_one_field_come_back_with_a_sentence(client, draft):
    """F1."""
    page = client.post(f"{YOURS}section-1/", {"answer-1.1": "word " * 600_000, "answer-1.2": "Short."})

    assert page.status_code == 200
    assert b"Your answer to 1.1 must be 10,000 words or fewer. It has 600,000" in page.content
    assert len(page.content) > 3_000_000
    assert texts(draft) == {"1.2": "Short."}


def test_what_is_too_large_to_read_gets_a_page_that_says_what_to_do(client, draft):
    """F1."""
    page = client.post(f"{YOURS}section-1/", {"answer-1.1": "x" * (10 * 1024 * 1024 + 1)})

    assert page.status_code == 413
    assert b"Back button" in page.content


def test_an_answer_may_have_ten_thousand_words_and_no_more(client, draft):
    """F2: line ends are counted as one character however they came."""
    exact, over = "w\r\n" * 10_000, "w\r\n" * 10_001

    first = client.post(f"{YOURS}section-1/", {"answer-1.1": exact})
    second = client.post(f"{YOURS}section-1/", {"answer-1.1": over})

    assert (first.status_code, second.status_code) == (302, 200)
    assert texts(draft)["1.1"] == ("w\n" * 10_000).strip()


def test_a_long_answer_without_spaces_is_refused_with_its_length(client, draft):
    """F2."""
    page = client.post(f"{YOURS}section-1/", {"answer-1.1": "x" * 100_001})

    assert b"Your answer to 1.1 must be 100,000 characters or fewer. It has 100,001" in page.content
    assert texts(draft) == {}


def test_a_name_that_is_too_long_is_refused_with_its_length_and_the_rest_is_kept(client, draft):
    """F2."""
    page = client.post(f"{YOURS}about-you/", about(draft, name="x" * 201, area="Fen End"))

    says = draft.texts()
    assert "“Your name” must be 200 characters or fewer. It has 201" in page.content.decode()
    assert ("x" * 201).encode() in page.content
    assert ("name" in says, says["area"]) == (False, "Fen End")


@pytest.mark.parametrize("task", ["section-1", "about-you"])
def test_a_nul_is_refused_in_words_that_say_what_to_do(client, draft, task):
    """F3: PostgreSQL would raise, and SQLite would store it."""
    page = client.post(f"{YOURS}{task}/", about(draft, name="A\x00nn", **{"answer-1.1": "a\x00b"}))

    draft.refresh_from_db()
    assert page.status_code == 200
    assert b"holds a character that cannot be kept (NUL)" in page.content
    assert (texts(draft), draft.name) == ({}, "")


@pytest.mark.parametrize("sent", [b"%FF%FE", b"%ED%A0%80", b"ab%C3"], ids=["not UTF-8", "an encoded surrogate", "cut short"])
def test_bytes_that_are_not_text_become_the_replacement_character(client, draft, sent):
    """F4, F5: also in the revision's JSON."""
    body = b"answer-1.1=" + sent

    response = client.post(f"{YOURS}section-1/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 302
    assert "\ufffd" in texts(draft)["1.1"]
    assert "\ufffd" in draft.as_sent()["answers"][0]["text"]


def test_a_field_that_was_not_asked_for_is_ignored(client, draft):
    """F6."""
    client.post(f"{YOURS}about-you/", about(draft, status="submitted", reference="KIL-1", call="9", is_staff="1", id="999"))

    draft.refresh_from_db()
    assert (draft.status, draft.reference, draft.texts()["name"]) == (Status.DRAFT, None, "Ann")


@pytest.mark.parametrize("kind", ["999999", "x", "-1", "' OR 1=1"])
def test_an_unknown_type_of_respondent_is_refused_and_the_rest_is_kept(client, draft, kind):
    """F8."""
    page = client.post(f"{YOURS}about-you/", about(draft, respondent_type=kind, organisation="Kept"))

    says = draft.texts()
    assert b"Choose one of the descriptions" in page.content
    assert ("respondent_type" in says, says["organisation"]) == (False, "Kept")


def test_the_type_of_another_call_is_refused(client, draft):
    """F7, F8."""
    other = make_call(slug="another").respondent_types.first()

    page = client.post(f"{YOURS}about-you/", about(draft, respondent_type=other.pk))

    assert b"Choose one of the descriptions" in page.content


def test_an_answer_to_a_question_retired_in_the_meantime_is_kept(client, draft):
    """F8: the words were typed while it was asked."""
    asked = question(draft.call)
    asked.retire()
    draft.call.changed(by=None, at=NOON)

    client.post(f"{YOURS}section-1/", {"answer-1.1": "Typed in good faith."})

    assert texts(draft) == {"1.1": "Typed in good faith."}
    assert "(no longer asked)" in client.get(f"{YOURS}section-1/").content.decode()


def test_a_question_added_in_the_meantime_does_not_empty_its_answer(client, draft):
    """F8: a page opened before the question was there says nothing about it."""
    write(draft, {question(draft.call, "1.2"): "From another page."}, at=NOON)

    client.post(f"{YOURS}section-1/", {"answer-1.1": "From this one."})

    assert texts(draft) == {"1.1": "From this one.", "1.2": "From another page."}


def test_a_question_of_another_section_is_ignored_here(client, draft):
    """F7."""
    client.post(f"{YOURS}section-1/", {"answer-2.1": "Smuggled."})

    assert texts(draft) == {}


def test_twelve_hundred_fields_are_refused_with_a_page(client, draft):
    """F9."""
    page = client.post(f"{YOURS}section-1/", {f"field-{number}": "x" for number in range(1200)})

    assert page.status_code == 400
    assert b"</html>" in page.content


@pytest.mark.parametrize(
    "address",
    ["a@localhost", "a@[127.0.0.1]", "a@b.c, d@e.f", "a@example.org\nBcc: b@example.org", "a", "a@", f"{'a' * 250}@example.org"],
)
def test_an_address_that_no_mail_reaches_is_refused_and_the_rest_is_kept(client, draft, address):
    """M1, M2, M3."""
    page = client.post(f"{YOURS}about-you/", about(draft, email=address))

    says = draft.texts()
    assert page.status_code == 200
    assert ("email" in says, says["name"]) == (False, "Ann")
    assert "Error: About you" in page.content.decode()


@pytest.mark.parametrize("said", STRINGS, ids=range(len(STRINGS)))
def test_any_string_is_stored_or_refused_and_always_escaped(client, draft, said):
    """F16."""
    about_page = client.post(f"{YOURS}about-you/", about(draft, name=said, organisation=said, role=said, area=said))
    page = client.post(f"{YOURS}section-1/", {"answer-1.1": said})

    check = client.get(f"{YOURS}check/").content.decode()
    assert {about_page.status_code, page.status_code} <= {200, 302}
    assert "<script>alert" not in check
    assert "<img src=x" not in check
    if page.status_code == 302:
        assert texts(draft).get("1.1", "") == said.strip().replace("\r\n", "\n").replace("\r", "\n")


def test_the_same_strings_survive_sending_reading_and_copying(client, draft):
    """F16: through the revision's JSON, on both databases."""
    said = "\n".join(each for each in STRINGS if "\x00" not in each and "\r" not in each).strip()
    sent = hold(client, make_sent(draft.call, text=said))

    assert sent.latest.content["answers"][0]["text"] == said
    assert client.get(f"{YOURS}copy/").status_code == client.get(f"{YOURS}copy/?as=text").status_code == 200


def post_without_token(**headers):
    browser = Client(enforce_csrf_checks=True)
    draft = hold(browser, make_draft(make_call()))
    return draft, browser.post(f"{YOURS}section-1/", {"answer-1.1": "An evening’s <b>work</b>."}, headers=headers)


def test_a_form_without_its_token_gives_back_what_was_typed_and_a_fresh_token():
    """F12."""
    draft, page = post_without_token(Origin="http://testserver")

    said = page.content.decode()
    assert page.status_code == 403
    assert "An evening’s &lt;b&gt;work&lt;/b&gt;." in said
    assert "csrfmiddlewaretoken" in said
    assert texts(draft) == {}


def test_a_form_from_another_site_gives_back_the_words_and_no_token():
    """F12: one press must not send what a stranger wrote."""
    _, page = post_without_token(Origin="https://elsewhere.example")

    said = page.content.decode()
    assert "An evening’s &lt;b&gt;work&lt;/b&gt;." in said
    assert "csrfmiddlewaretoken" not in said


def test_a_password_is_never_given_back(client):
    page = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ann", "password": "correct horse"})

    assert b"correct horse" not in page.content


def test_errors_are_listed_with_links_that_land_on_their_controls(client, draft):
    page = client.post(f"{YOURS}about-you/", {"name": "", "email": "x"}).content.decode()

    assert "There is a problem" in page
    for target in ["id_name", "id_email", "id_respondent_type_0"]:
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page


def test_nothing_needs_script(client):
    """F17: no page of the task has an event handler, an inline script or style."""
    draft = hold(client, make_draft(make_call()))

    for task in ["", "section-1/", "about-you/", "publication/", "check/"]:
        page = client.get(f"/evidence/{draft.call.slug}/yours/{task}").content.decode()
        assert " onclick" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count("<script src=") == 1
