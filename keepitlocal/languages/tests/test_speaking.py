"""Which language a page speaks, and the way to the same page in the other."""

import re

import pytest
from django.utils import translation

from evidence.tests.makers import NOON, make_call
from keepitlocal import pages
from keepitlocal.languages.speaking import asked_for, elsewhere
from survey.tests.stored import make_survey

pytestmark = pytest.mark.django_db
SWITCH = re.compile(r'<a class="kil-language[^"]*" href="([^"]*)" lang="(\w+)" hreflang="(\w+)">(\w+)</a>')


@pytest.fixture(autouse=True)
def noon(arrive):
    arrive(NOON)


def switch(response):
    return SWITCH.findall(response.content.decode())


@pytest.mark.parametrize(
    ("path", "language"), [("/", "en-gb"), ("/cy/", "cy"), ("/cy", "cy"), ("/cyclists/", "en-gb"), ("/evidence/cy/", "en-gb")]
)
def test_the_address_says_the_language(path, language):
    assert asked_for(path) == language


@pytest.mark.parametrize(("path", "welsh"), [("/", "/cy/"), ("/survey/cy/", "/cy/survey/cy/")])
def test_a_page_in_the_other_language_is_found_there_and_back(path, welsh):
    assert (elsewhere(path, "cy"), elsewhere(welsh, "en-gb")) == (welsh, path)


def test_an_english_page_leads_to_the_same_page_in_welsh(client):
    assert switch(client.get("/evidence/")) == [("/cy/evidence/", "cy", "cy", "Cymraeg")]


def test_a_welsh_page_leads_to_the_same_page_in_english(client):
    assert switch(client.get("/cy/evidence/")) == [("/evidence/", "en", "en", "English")]


def test_the_way_to_the_other_language_keeps_what_was_asked(client):
    assert switch(client.get("/return/?for=a+b&x=%22"))[0][0] == "/cy/return/?for=a+b&amp;x=%22"


def test_a_page_that_came_from_a_form_leads_to_its_own_address(client):
    response = client.post("/return/", {"email": "no address"})

    assert (response.status_code, switch(response)[0][0]) == (200, "/cy/return/")


@pytest.mark.parametrize("path", ["/nowhere/", "/cy/nowhere/", "/admin/login/"])
def test_a_page_that_is_there_once_or_not_at_all_leads_to_no_other(client, path):
    assert switch(client.get(path)) == []


def test_a_page_that_is_kept_leads_to_its_own_other(client):
    make_call(slug="kil")
    found = [switch(client.get(path))[0][0] for path in ["/evidence/kil/", "/cy/evidence/kil/", "/evidence/kil/"]]

    assert found == ["/cy/evidence/kil/", "/evidence/kil/", "/cy/evidence/kil/"]


def test_a_page_that_is_kept_keeps_what_was_asked_of_it(client):
    make_call(slug="kil")
    found = [switch(client.get(f"/evidence/kil/{asked}"))[0][0] for asked in ["?a=1&b=%3C", "", "?a=2"]]

    assert found == ["/cy/evidence/kil/?a=1&amp;b=%3C", "/cy/evidence/kil/", "/cy/evidence/kil/?a=2"]


@pytest.mark.parametrize("path", ["/", "/evidence/", "/survey/", "/return/"])
def test_a_page_says_which_language_it_is_in(client, path):
    assert '<html lang="en-GB"' in client.get(path).content.decode()
    assert '<html lang="cy"' in client.get(f"/cy{path}").content.decode()


def test_a_draft_that_is_begun_in_welsh_goes_on_in_welsh_and_in_english(client):
    make_call(slug="kil")

    begun = client.post("/cy/evidence/kil/yours/", {"nonce": "1"})

    assert begun["Location"].startswith("/cy/evidence/kil/yours/")
    assert client.get("/cy/evidence/kil/yours/").status_code == client.get("/evidence/kil/yours/").status_code == 200


def test_a_section_that_is_saved_in_welsh_leads_on_in_welsh(client):
    make_call(slug="kil")
    client.post("/cy/evidence/kil/yours/", {"nonce": "1"})

    saved = client.post("/cy/evidence/kil/yours/section-1/", {"answer-1.1": "Ie"})

    assert saved["Location"].startswith("/cy/evidence/kil/yours/")


def test_a_survey_that_is_begun_in_welsh_goes_on_in_welsh(client):
    survey = make_survey()

    begun = client.post(f"/cy/survey/{survey.slug}/", {"nonce": "1"})

    assert begun["Location"].startswith(f"/cy/survey/{survey.slug}/")


def test_leaving_in_welsh_ends_in_welsh(client):
    assert client.post("/cy/return/leave/")["Location"].startswith("/cy/")


def test_what_is_made_outside_a_page_is_in_english():
    assert translation.get_language() == "en-gb"


def test_a_kept_page_is_made_anew_for_each_language():
    made = pages.kept(lambda: translation.get_language())
    with translation.override("cy"):
        welsh = made()

    assert (made(), welsh) == ("en-gb", "cy")
