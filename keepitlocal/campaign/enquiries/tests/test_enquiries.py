"""What may become of an enquiry, and what is told of it."""

import pytest
from django.core.exceptions import ValidationError

from keepitlocal import lifecycle
from keepitlocal.audit.models import Entry
from keepitlocal.campaign.enquiries.models import LONGEST, Enquiry, Note, Said, Status, answerers
from keepitlocal.campaign.enquiries.tests.makers import DAY, NOON, SAID, SENT, make_answered, make_closed, make_enquiry, texts
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message, State
from keepitlocal.passages.models import Passage
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db


def promised(*kinds):
    """Which e-mails of these kinds were promised: of which message each, and where they go."""
    return list(Message.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", "revision", "to"))


def did(enquiry):
    return list(Entry.objects.about(enquiry).order_by("pk").values_list("did", flat=True))


def test_an_enquiry_has_a_reference_and_waits():
    enquiry = make_enquiry()

    assert (enquiry.reference[:4], enquiry.status, texts(enquiry)) == (
        "KIL-",
        Status.OPEN,
        [SAID],
    )


def test_an_enquiry_is_acknowledged_and_told_to_the_team(settings):
    make_enquiry()

    assert promised("enquiries.receipt", "enquiries.notice") == [
        ("enquiries.receipt", 1, "ann@example.org"),
        ("enquiries.notice", 1, settings.POLICY_EMAIL),
    ]


def test_the_same_page_sent_twice_is_one_enquiry():
    """F10."""
    first, second = (make_enquiry(begun_with="a" * 64) for _ in range(2))

    assert (first.pk, Enquiry.objects.count(), Said.objects.count(), Message.objects.count()) == (second.pk, 1, 1, 2)


@pytest.mark.parametrize("field", ["name", "email", "about"])
def test_what_a_form_would_have_refused_is_refused_below_it(field):
    """F2, F3."""
    with pytest.raises(ValidationError):
        make_enquiry(**{field: "x\0" * 400})

    assert Enquiry.objects.count() == 0


def test_a_message_that_is_too_long_is_refused_below_the_form():
    """F2."""
    with pytest.raises(ValidationError):
        make_enquiry("x" * (LONGEST + 1))

    assert Enquiry.objects.count() == 0


def test_an_answer_goes_by_e_mail():
    make_answered()

    assert promised("enquiries.answer") == [("enquiries.answer", 2, "ann@example.org")]


def test_who_answers_has_it_if_nobody_had():
    officer = make_officer()

    assert make_answered(by=officer).assigned_to == officer


def test_who_answers_takes_it_from_nobody():
    enquiry, officer = make_enquiry(), make_officer()
    enquiry.assign(officer, by=officer, at=NOON)

    enquiry.answer("Yes.", seen=1, by=make_lead(), at=NOON)

    assert enquiry.assigned_to == officer


def test_an_enquiry_can_be_answered_twice():
    enquiry = make_answered("Yes.")

    enquiry.answer("And do come.", seen=2, by=make_officer(), at=NOON)

    assert (enquiry.status, texts(enquiry)[1:]) == (Status.ANSWERED, ["Yes.", "And do come."])


def test_nobody_answers_what_they_have_not_read():
    enquiry = make_enquiry()
    enquiry.write("It is on fire.", at=NOON)

    with pytest.raises(lifecycle.AlreadyMoved):
        enquiry.answer("Yes.", seen=1, by=make_officer(), at=NOON)

    assert promised("enquiries.answer") == []


def test_an_answer_sent_twice_goes_once():
    """F10."""
    enquiry, officer = make_enquiry(), make_officer()

    for _ in range(2):
        enquiry.answer("Yes.", seen=1, begun_with="b" * 64, by=officer, at=NOON)

    assert (texts(enquiry)[1:], promised("enquiries.answer")) == (["Yes."], [("enquiries.answer", 2, "ann@example.org")])


@pytest.mark.parametrize("make", [make_answered, make_closed], ids=["answered", "closed"])
def test_who_writes_again_waits_again(make):
    enquiry = make()

    enquiry.write("One more thing.", at=NOON + DAY)

    assert (enquiry.status, enquiry.status_since) == (Status.OPEN, NOON + DAY)


def test_who_writes_more_before_an_answer_has_waited_since_the_first():
    enquiry = make_enquiry()

    enquiry.write("One more thing.", at=NOON + DAY)

    assert (enquiry.status, enquiry.status_since) == (Status.OPEN, NOON)


def test_what_is_written_again_is_acknowledged_and_told(settings):
    make_enquiry().write("One more thing.", at=NOON)

    assert promised("enquiries.receipt", "enquiries.notice")[2:] == [
        ("enquiries.receipt", 2, "ann@example.org"),
        ("enquiries.notice", 2, settings.POLICY_EMAIL),
    ]


def test_the_same_page_that_writes_again_twice_is_one_message():
    """F10."""
    enquiry = make_enquiry()

    for _ in range(2):
        enquiry.write("One more thing.", begun_with="c" * 64, at=NOON)

    assert texts(enquiry)[1:] == ["One more thing."]


def test_what_is_closed_is_answered_once_it_is_open_again():
    enquiry, officer = make_closed(), make_officer()

    with pytest.raises(lifecycle.NotAllowed):
        enquiry.answer("Yes.", seen=2, by=officer, at=NOON)
    enquiry.reopen(by=officer, at=NOON)

    assert enquiry.can("answer")


def test_who_is_given_an_enquiry_is_told():
    enquiry, officer = make_enquiry(), make_officer()

    enquiry.assign(officer, by=make_lead(), at=NOON)

    assert promised("enquiries.given") == [("enquiries.given", 0, officer.email)]


def test_who_takes_an_enquiry_themselves_is_not_told():
    make_enquiry().claim(by=make_officer(), at=NOON)

    assert promised("enquiries.given") == []


def test_only_who_may_answer_is_given_an_enquiry():
    enquiry = make_enquiry()

    with pytest.raises(lifecycle.NotAllowed):
        enquiry.assign(make_officer(MODERATORS), by=make_lead(), at=NOON)

    assert enquiry.assigned_to is None


def test_of_two_who_assign_at_once_the_second_is_told():
    enquiry, officer = make_enquiry(), make_officer()
    as_seen = Enquiry.objects.get()
    enquiry.claim(by=make_lead(), at=NOON)

    with pytest.raises(lifecycle.AlreadyMoved):
        as_seen.claim(by=officer, at=NOON)


def test_those_who_may_answer_are_officers_and_leads_at_the_desk():
    officer, lead = make_officer(name="Ada"), make_lead(name="Lena")
    make_officer(MODERATORS)
    make_officer(is_active=False)

    assert list(answerers()) == [officer, lead]


def test_the_record_says_what_was_done_and_none_of_the_words():
    enquiry = make_answered()
    enquiry.write("One more thing.", at=NOON)
    enquiry.note("Ring her.", by=make_officer(), at=NOON)
    enquiry.close(by=make_officer(), at=NOON)

    assert did(enquiry) == [
        "was received",
        "was assigned",
        "became answered",
        "was continued by its sender",
        "became open",
        "was noted on",
        "became closed",
    ]
    assert not [entry for entry in Entry.objects.about(enquiry) if "One more" in str(entry.details)]


def test_erasing_leaves_no_word_name_address_or_passage():
    """P1."""
    enquiry = make_answered()
    enquiry.note("Ring her.", by=make_officer(), at=NOON)

    enquiry.erase(by=make_lead(), at=NOON)

    enquiry.refresh_from_db()
    left = (enquiry.name, enquiry.email, Said.objects.count(), Note.objects.count(), Passage.objects.count())
    assert left == ("", "", 0, 0, 0)
    assert not Message.objects.about(enquiry).filter(to=SENT["email"]).exists()


def test_what_waits_to_be_sent_about_what_is_erased_is_not_sent():
    """M16."""
    enquiry = make_answered()

    enquiry.erase(at=NOON)

    assert set(Message.objects.about(enquiry).values_list("status", flat=True)) == {State.CANCELLED}


def test_nothing_is_said_in_what_is_erased():
    enquiry = make_enquiry()
    enquiry.erase(at=NOON)

    with pytest.raises(lifecycle.NotAllowed):
        enquiry.write("One more thing.", at=NOON)

    assert texts(enquiry) == []


def test_what_was_said_never_changes():
    with pytest.raises(TypeError):
        make_enquiry().said.get().save()


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_the_second_reads_the_first():
    """F15."""
    enquiry, officers = make_enquiry(), [make_officer(), make_officer()]

    refused = at_once(
        *(lambda by=by: Enquiry.objects.get(pk=enquiry.pk).answer("Yes.", seen=1, by=by, at=NOON) for by in officers)
    )

    assert ([type(each) for each in refused if isinstance(each, Exception)], len(texts(enquiry))) == ([lifecycle.AlreadyMoved], 2)
