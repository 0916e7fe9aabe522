"""The words of public pages and of their errors are those of FRONTEND.md: they say what to do, and blame nobody."""

import re

import pytest
from django.utils.encoding import force_str

from keepitlocal.campaign.enquiries.forms import EnquiryForm, WriteForm
from keepitlocal.campaign.news.following import FollowForm
from keepitlocal.campaign.pledges.forms import ChangeForm, PledgeForm
from keepitlocal.campaign.pledges.views.reporting import ReportForm
from keepitlocal.languages.ours import WORDS
from keepitlocal.languages.tests.catalogue import marked
from principles.forms import CommentForm

FORBIDDEN = re.compile(r"\b(?:please|invalid|required|forbidden|illegal|oops|mandatory)\b|\*(?:\s|$)", re.IGNORECASE)
FORMS = [EnquiryForm, WriteForm, FollowForm, PledgeForm, ChangeForm, ReportForm, CommentForm]


def faults(texts):
    return [text for text in texts if FORBIDDEN.search(text)]


def test_it_finds_what_it_looks_for():
    assert faults(["Please try", "An INVALID date", "Name *", "This is required.", "Enter your name"]) == [
        "Please try", "An INVALID date", "Name *", "This is required.",
    ]  # fmt: skip


def test_no_word_of_a_public_page_is_one_that_frontend_md_forbids():
    """But for Django's own, of which the catalogues have others."""
    assert faults(sorted(marked() - set(map(str, WORDS)))) == []


@pytest.mark.parametrize("form", FORMS)
def test_no_error_of_a_public_form_is_one_that_frontend_md_forbids(form):
    """Of what somebody left out, too: a field that cannot be left out has its own words."""
    said = [
        force_str(field.error_messages["required"])
        for field in form.base_fields.values()
        if field.required and "required" in field.error_messages
    ]

    assert faults(said) == []
