"""Words in Welsh, at the desk."""

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.models import content
from evidence.tests.makers import make_call
from keepitlocal.audit.models import Entry
from keepitlocal.languages.lines import State, lines
from keepitlocal.languages.models import MOVED, Translation
from keepitlocal.languages.tests.makers import NOON, WELSH, make_translation
from keepitlocal.languages.texts import fingerprint
from keepitlocal.officers.tests.makers import make_officer

LIST = "/admin/languages/translation/"
pytestmark = pytest.mark.django_db
TITLE = "The evidence that there is"
INTRODUCTION = "We want the campaign to rest on evidence."
SUMMARY = "Tell us what works when services are kept local"


@pytest.fixture
def call(officer):
    content.forget()
    return make_call(slug="kil", title=TITLE)


def page_of(text):
    return reverse("admin:languages_translation_text", args=[fingerprint(text)])


def line_of(text):
    return next(line for line in lines(WELSH) if line.text == text)


def uploaded(client, said):
    file = SimpleUploadedFile("words.yaml", said.encode())
    return client.post(f"{LIST}import/", {"file": file}, follow=True)


def test_the_list_names_every_text_by_its_place(client, call):
    page = client.get(LIST).content.decode()

    assert "Call kil: title" in page
    assert "Call kil: introduction" in page


def test_the_list_can_be_narrowed_to_what_is_not_translated(client, call):
    make_translation(TITLE, "Y dystiolaeth")

    assert [TITLE in {line.text for line in client.get(f"{LIST}?state={state}").context["page"]} for state in State] == [
        False,
        False,
        True,
    ]


def test_a_state_that_there_is_not_narrows_nothing(client, call):
    assert len(client.get(f"{LIST}?state=x").context["page"]) == len(lines(WELSH))


def test_a_translation_is_saved_and_said_on_the_record_without_its_words(client, call):
    client.post(page_of(TITLE), {"words": " Y dystiolaeth\r\nsydd ", "edits": "0"})

    row = Translation.objects.get()
    assert (row.text, row.words, row.where) == (TITLE, "Y dystiolaeth\nsydd", "Call kil: title")
    entry = Entry.objects.about(row).get()
    assert (entry.did, entry.details) == ("was translated", {"language": WELSH})


def test_a_translation_is_on_the_page_at_the_next_request(client, call, arrive):
    arrive(NOON)
    before = client.get("/cy/evidence/kil/").content.decode()
    make_translation(INTRODUCTION, "Ar dystiolaeth y saif yr ymgyrch.")
    after = client.get("/cy/evidence/kil/").content.decode()

    assert f'<div lang="en"><p class="govuk-body">{INTRODUCTION}</p></div>' in before
    assert '<p class="govuk-body">Ar dystiolaeth y saif yr ymgyrch.</p>' in after
    assert INTRODUCTION not in after


def test_two_officers_at_once_lose_nothing(client, call):
    make_translation(TITLE, "Y dystiolaeth")

    page = client.post(page_of(TITLE), {"words": "Tystiolaeth", "edits": "0"}).content.decode()

    assert MOVED in page
    assert "Tystiolaeth" in page
    assert Translation.objects.get().words == "Y dystiolaeth"


def test_what_is_put_in_for_the_reader_must_be_in_the_words_too(client, call):
    type(call).objects.update(next_steps="Your number is {reference}")

    page = client.post(page_of("Your number is {reference}"), {"words": "Eich rhif yw", "edits": "0"}).content.decode()

    assert "{reference} must be in it as often as in the text." in page
    assert not Translation.objects.exists()


def test_a_text_that_was_corrected_shows_what_its_translation_was(client, call):
    make_translation("The evidence there is", "Y dystiolaeth sydd", where="Call kil: title")

    line = line_of(TITLE)
    page = client.get(page_of(TITLE)).content.decode()

    assert line.state == State.CHANGED
    assert "Y dystiolaeth sydd" in page
    assert "Added: </span>" in page


def test_a_text_that_is_not_shown_any_more_leads_to_the_list(client, call):
    page = client.get(page_of("Gone"), follow=True)

    assert page.redirect_chain == [(LIST, 302)]


def test_saving_can_lead_to_the_next_text_that_is_not_translated(client, call):
    made = client.post(page_of(TITLE), {"words": "Y dystiolaeth", "edits": "0", "next": "1"})

    assert made["Location"] == page_of(SUMMARY)


def test_a_file_that_is_downloaded_and_filled_in_is_taken(client, call):
    said = yaml.safe_load(client.post(f"{LIST}export/").content)
    next(each for each in said["texts"] if each["text"] == TITLE)["words"] = "Y dystiolaeth"

    page = uploaded(client, yaml.safe_dump(said))

    assert Translation.objects.get().words == "Y dystiolaeth"
    assert "1 taken, 0 as they were" in page.content.decode()


def test_a_file_says_what_a_corrected_text_was(client, call):
    make_translation("The evidence there is", "Y dystiolaeth sydd", where="Call kil: title")
    said = yaml.safe_load(client.post(f"{LIST}export/").content)

    line = next(each for each in said["texts"] if each["text"] == TITLE)
    assert line["before"] == {"text": "The evidence there is", "words": "Y dystiolaeth sydd"}


def test_a_file_that_is_older_than_a_translation_changes_nothing(client, call):
    said = client.post(f"{LIST}export/").content.decode()
    make_translation(TITLE, "Y dystiolaeth")

    page = uploaded(client, said.replace('words: ""', 'words: "Arall"')).content.decode()

    assert "this was translated otherwise after the file was made" in page
    assert [row.words for row in Translation.objects.all()] == ["Y dystiolaeth"]


def test_a_mistake_in_a_file_is_said_with_its_line(client, call):
    page = uploaded(client, "language: cy\ntexts:\n  - text: One\n    word: Un\n").content.decode()

    assert "words.yaml, line 4: word is not known here." in page


def test_a_file_of_another_language_is_refused(client, call):
    assert "line 1: language must be cy." in uploaded(client, "language: fr\ntexts: []\n").content.decode()


def test_moderators_do_not_come_to_it(client, call):
    client.force_login(make_officer("Moderators"))

    assert client.get(LIST).status_code == 403
