"""Reading at the desk: what is unread, flagged, given out, and said to one another."""

import pytest

from evidence import emails
from evidence.models import Look, Note, Status, Submission
from evidence.tests.makers import NOON, make_call, make_reviewed, make_sent
from evidence.tests.test_admin_reviewing import act
from evidence.tests.test_admin_submissions import SUBMISSIONS, listed, page_of, queries
from evidence.tests.test_scale import fill
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db


def in_list(client, query=""):
    return " ".join(client.get(SUBMISSIONS + query).content.decode().split())


def test_opening_the_page_makes_it_read_and_the_list_says_so(client, officer):
    submission = make_sent()
    before = in_list(client)

    client.get(page_of(submission))

    assert "<strong>Unread</strong>" in before
    assert '<td class="field-for_you">Read</td>' in in_list(client)


def test_reading_an_earlier_revision_reads_what_stands(client, officer):
    submission = make_sent()

    client.get(f"{page_of(submission)}?revision=1")

    assert submission.look_of(officer).revision == 1


def test_whoever_may_not_read_it_leaves_no_mark(client):
    client.force_login(make_officer(MODERATORS))

    client.get(page_of(make_sent()))

    assert not Look.objects.exists()


def test_marking_it_as_unread_leads_back_to_the_list_that_one_came_from(client, officer):
    submission = make_sent()
    client.get(page_of(submission))

    response = act(client, submission, "mark_unread", query="?_changelist_filters=status%3Dsubmitted")

    assert response["Location"] == f"{SUBMISSIONS}?status=submitted"
    assert submission.look_of(officer).revision == 0


@pytest.mark.parametrize(("query", "which"), [("read=no", 0), ("read=yes", 1), ("read=changed", 2), ("flagged=yes", 1)])
def test_the_list_is_narrowed_to_what_one_has_read_or_flagged(client, officer, query, which):
    call = make_call()
    made = [make_sent(call) for _ in range(3)]
    made[1].was_read(1, by=officer, at=NOON)
    made[1].flag(by=officer, at=NOON)
    made[2].was_read(1, by=officer, at=NOON)
    Submission.objects.filter(pk=made[2].pk).update(revision=2)

    assert listed(client, f"?{query}") == [made[which].pk]


def test_several_are_flagged_from_the_list(client, officer):
    call = make_call()
    made = [make_sent(call) for _ in range(2)]

    client.post(SUBMISSIONS, {"action": "flag", "_selected_action": [each.pk for each in made]})

    assert set(Submission.objects.flagged_by(officer)) == set(made)


def asks(client, *rows, **said):
    return client.post(SUBMISSIONS, {"action": "assign_many", "_selected_action": [row.pk for row in rows], **said})


def test_assigning_asks_first_then_shows_who_gets_how_many_and_then_gives(client, officer):
    """The journey, without script."""
    call, lead = make_call(), make_lead()
    rows = [make_sent(call) for _ in range(3)]
    chosen = {"asked": "yes", "to": [officer.pk, lead.pk]}

    asked = asks(client, *rows)
    shown = asks(client, *rows, **chosen)
    done = asks(client, *rows, **chosen, give=shown.context["plan"])

    assert "Who gets them" in asked.content.decode()
    assert [len(share.gets) for share in shown.context["spread"]] == [2, 1]
    assert done.status_code == 302
    assert "3 assigned: 2 to Ada Okafor, 1 to Lena Marsh." in in_list(client)
    assert Submission.objects.filter(assigned_to=lead).count() == 1


def test_nothing_is_given_otherwise_than_it_was_shown(client, officer):
    submission = make_sent()
    chosen = {"asked": "yes", "to": [officer.pk]}
    plan = asks(client, submission, **chosen).context["plan"]
    submission.assign(make_lead(), by=officer, at=NOON)

    page = asks(client, submission, **chosen, give=plan)

    assert "Nothing was assigned: this is not what you were shown." in page.content.decode()
    assert Submission.objects.get().assigned_to.name == "Lena Marsh"


def test_assigning_leaves_what_somebody_has_unless_it_is_meant(client, officer):
    submission, lead = make_sent(), make_lead()
    submission.assign(lead, by=lead, at=NOON)
    chosen = {"asked": "yes", "to": [officer.pk]}

    left, anew = asks(client, submission, **chosen), asks(client, submission, **chosen, anew="on")

    assert left.context["left"] == {"somebody has them already": 1}
    assert [len(share.gets) for share in anew.context["spread"]] == [1]


def test_what_was_withdrawn_is_not_given_and_that_is_said(client, officer):
    submission = make_reviewed(Status.WITHDRAWN, by=officer)

    page = asks(client, submission, asked="yes", to=[officer.pk])

    assert page.context["left"] == {"withdrawn or erased": 1}
    assert "there is nothing left to give" in page.content.decode()


def test_assigning_to_nobody_in_particular_says_what_to_do(client, officer):
    assert "Choose at least one officer" in asks(client, make_sent(), asked="yes").content.decode()


def test_all_that_the_filter_leaves_can_be_given_and_too_many_are_cut(client, officer, monkeypatch):
    monkeypatch.setattr("evidence.admin.assigning.AT_ONCE", 2)
    call = make_call()
    rows = [make_sent(call) for _ in range(3)]

    page = asks(client, rows[0], select_across="1")

    assert "These are the 2 that came first:" in page.content.decode()


def told():
    return list(Message.objects.filter(kind="evidence.mention").values_list("to", flat=True))


def test_whoever_is_named_in_a_note_or_ticked_has_one_email_without_its_words(client, officer):
    submission, lead, other = make_sent(), make_lead(), make_officer(name="Bo Hill")

    act(client, submission, "note", text="@Lena Marsh: quokka", tell=[lead.pk, other.pk])

    letter = emails.LETTERS["evidence.mention"](Message.objects.filter(kind="evidence.mention").first())
    assert sorted(told()) == sorted([lead.email, other.email])
    assert letter.subject == f"Ada Okafor named you in a note on {submission.reference}"
    assert f"/admin/evidence/submission/{submission.pk}/change/" in letter.body
    assert "quokka" not in letter.body
    assert "<strong>@Lena Marsh</strong>: quokka" in client.get(page_of(submission)).content.decode()


def test_nobody_is_told_of_their_own_note(client, officer):
    act(client, make_sent(), "note", text="@Ada Okafor")

    assert told() == []


def test_a_name_that_fits_nobody_is_said_and_the_note_is_kept_on_the_form(client, officer):
    page = act(client, make_sent(), "note", text="@Zoe: words I chose").content.decode()

    assert "“@Zoe” fits nobody. You can name: @Ada Okafor." in page
    assert "@Zoe: words I chose</textarea>" in page
    assert not Note.objects.exists()


def test_who_may_not_read_it_cannot_be_told(client, officer):
    stranger = make_officer(MODERATORS, name="Mo Derator")

    act(client, make_sent(publication="private"), "note", text="Hello.", tell=[stranger.pk])

    assert (told(), Note.objects.count()) == ([], 0)


def test_of_a_note_on_what_was_withdrawn_since_no_email_is_written(client, officer):
    submission, lead = make_sent(), make_lead()
    submission.note("Look.", tell=[lead], by=officer, at=NOON)
    submission.withdraw(at=NOON)

    assert emails.LETTERS["evidence.mention"](Message.objects.get(kind="evidence.mention")) is None


def test_an_officer_who_is_given_one_from_its_page_is_told(client, officer):
    lead = make_lead()

    act(client, make_sent(), "assign", to=lead.pk)

    assert list(Message.objects.filter(kind="evidence.given").values_list("to", flat=True)) == [lead.email]


def fill_list(sent, until):
    """Have the list hold so many submissions that agreed to what this one did."""
    fill(sent.call, until)
    Submission.objects.update(publication=sent.publication)


@pytest.mark.parametrize("query", ["", "?read=no", "?read=yes", "?flagged=yes", "?o=2", "?q=Ann"])
def test_the_list_costs_the_same_with_100_and_with_10_000_submissions(client, officer, query):
    sent = make_sent()
    sent.was_read(1, by=officer, at=NOON)
    fill_list(sent, 100)
    few = queries(client, SUBMISSIONS + query)
    fill_list(sent, 10_000)

    assert queries(client, SUBMISSIONS + query) == few <= 16


@pytest.mark.parametrize(("few", "many"), [(1, 3), (100, 10_000)])
def test_the_reading_page_costs_the_same_with_few_and_with_many(client, officer, few, many):
    sent = make_sent()
    fill_list(sent, few)
    address = page_of(sent)
    client.get(address)  # which reads it
    with_few = queries(client, address)
    fill_list(sent, many)

    assert queries(client, address) == with_few <= 33


def test_the_list_says_that_there_are_more_than_it_shows(client, officer):
    fill_list(make_sent(), 5_001)

    assert "More than 5,000 submissions" in in_list(client)
