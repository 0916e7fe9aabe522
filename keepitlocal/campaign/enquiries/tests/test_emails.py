"""The e-mails about enquiries, as their readers see them."""

import pytest

from keepitlocal.campaign.enquiries.emails import LETTERS, NAMES
from keepitlocal.campaign.enquiries.tests.makers import NOON, make_enquiry
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
SECRET = "quokka-7731"


def letter(kind):
    """The last e-mail of a kind, as it reads now."""
    return LETTERS[f"enquiries.{kind}"](Message.objects.filter(kind=f"enquiries.{kind}").latest("pk"))


@pytest.fixture
def secret():
    enquiry = make_enquiry(SECRET, name=SECRET, at=NOON)
    enquiry.answer("Do come to our <hall>.", seen=1, by=make_officer(name="Ada O'Hara"), at=NOON)
    enquiry.write(f"{SECRET} again", at=NOON)
    enquiry.assign(make_officer(name="Bea Lin"), by=make_lead(), at=NOON)
    return enquiry


def test_every_kind_has_a_name_and_a_letter():
    assert set(LETTERS) == set(NAMES)


@pytest.mark.parametrize("kind", ["receipt", "notice", "answer", "given"])
def test_no_e_mail_quotes_the_enquirer(secret, kind):
    """M13."""
    written = letter(kind)

    assert (secret.reference in written.subject, SECRET in written.subject + written.body) == (True, False)


@pytest.mark.parametrize("kind", ["receipt", "answer"])
def test_the_enquirer_is_given_the_link_to_write_again(secret, kind):
    assert secret.address in letter(kind).body


@pytest.mark.parametrize("kind", ["notice", "given"])
def test_officers_are_given_the_desk_and_not_the_link(secret, kind):
    body = letter(kind).body

    assert (f"/admin/enquiries/enquiry/{secret.pk}/change/" in body, "/contact/" in body) == (True, False)


def test_an_answer_is_as_its_officer_wrote_it_with_their_name(secret):
    body = letter("answer").body

    assert ["Do come to our <hall>." in body, "Ada O'Hara" in body] == [True, True]


@pytest.mark.parametrize("kind", ["receipt", "notice", "answer", "given"])
def test_nothing_goes_about_what_is_erased(secret, kind):
    """M16."""
    secret.erase(at=NOON)

    assert letter(kind) is None


def test_who_has_it_no_more_is_not_told_that_they_do(secret):
    secret.assign(None, by=make_lead(), at=NOON)

    assert letter("given") is None
