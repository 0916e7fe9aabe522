"""The templates that every page rests on."""

import pytest
from django.template.loader import render_to_string

from keepitlocal.tests.test_kil_pack import HOSTILE, Page, make_form


@pytest.fixture
def plain_static(settings):
    """Names without a hash, as there is no manifest before `collectstatic`."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "429", "500", "csrf"])
def test_an_error_page_needs_no_request_and_no_database(name, plain_static):
    page = Page(render_to_string(f"errors/{name}.html"))

    assert len(page.all("h1")) == 1
    assert "safe" in page.words
    assert page.all("html") == [{"lang": "en-GB", "class": "govuk-template"}]


TYPED = [
    {"name": "body", "label": HOSTILE, "value": "\nFirst\n</textarea>" + HOSTILE},
    {"name": "name", "label": "Name", "value": "Siân"},
]


def test_a_stale_page_gives_back_what_was_typed_to_send_again(plain_static):
    html = render_to_string(
        "errors/csrf.html", {"typed": TYPED, "action": "/evidence/?a=1&b=2", "can_resend": True, "csrf_token": "fresh"}
    )

    page = Page(html)
    (form,) = page.all("form")
    assert (form["action"], form["method"], "novalidate" in form) == ("/evidence/?a=1&b=2", "post", True)
    assert [attrs["name"] for attrs in page.all("textarea")] == ["body", "name"]
    assert [attrs["value"] for attrs in page.all("input")] == ["fresh"]
    assert TYPED[0]["value"] in page.words
    assert page.all("b") == []


def test_a_stale_page_that_cannot_be_sent_again_gives_texts_to_copy(plain_static):
    page = Page(render_to_string("errors/csrf.html", {"typed": TYPED, "action": "/evidence/", "can_resend": False}))

    assert page.all("form") == page.all("button") == []
    assert ["readonly" in attrs for attrs in page.all("textarea")] == [True, True]


@pytest.mark.parametrize(("can_resend", "carried"), [(True, ["page-7"]), (False, [])], ids=["to send again", "to copy"])
def test_what_nobody_typed_is_carried_along_unseen(can_resend, carried, plain_static):
    context = {"typed": [*TYPED, {"name": "seen", "label": "", "value": "page-7"}], "can_resend": can_resend, "csrf_token": ""}
    page = Page(render_to_string("errors/csrf.html", context))

    assert [attrs["name"] for attrs in page.all("textarea")] == ["body", "name"]
    assert [attrs["value"] for attrs in page.all("input")] == carried


def test_a_page_in_error_says_so_in_its_title(plain_static):
    html = render_to_string("base.html", {"form": make_form(data={})})

    assert "<title>Error: " in html
    assert html.count("There is a problem") == 1


def test_only_a_trial_says_that_it_is_one(plain_static):
    assert "This is a trial." in render_to_string("base.html", {"trial": True})
    assert "This is a trial." not in render_to_string("base.html")
