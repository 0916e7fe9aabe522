"""What officers do to drafts from their list: give them longer, and remind their writers."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string

from evidence.models import Submission
from evidence.tests.makers import DAY, MOMENT, NOON, make_call, make_draft, make_ready, make_sent
from evidence.tests.test_admin_drafts import DRAFTS
from evidence.tests.test_drafting import change
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def post(client, action, drafts, **said):
    chosen = {"action": action, "_selected_action": [draft.pk for draft in drafts]}
    return client.post(DRAFTS, chosen | said, follow=True)


def told(page):
    return [str(message) for message in page.context["messages"]]


def mails(*kinds):
    """Where the e-mails of these kinds go."""
    return sorted(Message.objects.filter(kind__in=kinds).values_list("to", flat=True))


def test_the_actions_are_offered_to_those_who_may(client):
    make_draft()
    offered = []
    for who in [OFFICERS, LEADS]:
        client.force_login(make_officer(who))
        found = re.findall(r'<option value="(\w+)">', client.get(DRAFTS).content.decode())
        offered.append(sorted(found))

    assert offered == [["remind"], ["give_longer", "remind"]]


@pytest.mark.parametrize(("who", "action"), [(OFFICERS, "give_longer"), (MODERATORS, "give_longer"), (MODERATORS, "remind")])
def test_who_may_not_do_it_is_refused_and_it_goes_on_the_record(client, who, action):
    draft, officer = make_draft(), make_officer(who)
    draft.keep_way_back("ann@example.org", at=NOON)
    client.force_login(officer)

    page = post(client, action, [draft], until_0="2026-08-01", why="Because.")

    assert page.status_code == 403
    assert Entry.objects.about(officer).filter(did="was refused the drafts", by=named(officer)).count() == 1
    assert Submission.objects.get().extended_until is None
    assert mails("evidence.reminder", "evidence.longer") == []


def test_who_may_only_look_reminds_nobody(client, officer):
    draft = make_draft()
    draft.keep_way_back("ann@example.org", at=NOON)
    officer.groups.get().permissions.remove(Permission.objects.get(codename="remind_draft"))

    assert post(client, "remind", [draft]).status_code == 403
    assert mails("evidence.reminder") == []


def test_an_officer_reminds_every_address_and_is_told_how_many(client, officer):
    call = make_call()
    one, changing, bare = make_draft(call), change(make_ready(call)), make_draft(call)
    for address in ["cy@example.org", "bo@example.org"]:
        one.keep_way_back(address, at=NOON)
    changing.keep_way_back("ann@example.org", at=NOON)
    one.writers.first().unsubscribe(at=NOON)

    page = post(client, "remind", [one, changing, bare])

    assert mails("evidence.reminder") == ["ann@example.org", "bo@example.org"]
    assert told(page) == [
        f"The reminder goes to 2 addresses, for: {changing}, {one}.",
        f"{bare}: No address can be reminded: none was given, or it asked for no news.",
    ]
    line = Entry.objects.about(one).get(did="was reminded by hand")
    assert (line.by, line.details) == (named(officer), {"addresses": 1})


def test_an_address_that_asked_for_no_news_is_none_to_remind(client, officer):
    draft = make_draft()
    draft.keep_way_back("ann@example.org", at=NOON).unsubscribe(at=NOON)

    page = post(client, "remind", [draft])

    assert told(page) == [f"{draft}: No address can be reminded: none was given, or it asked for no news."]
    assert mails("evidence.reminder") == []


def test_pressing_again_within_the_hour_reminds_nobody_twice(client, officer, arrive):
    draft = make_draft()
    draft.keep_way_back("ann@example.org", at=NOON)
    hour = DAY / 24
    sent = []
    for moment in [NOON, NOON + DAY / 1440, NOON + hour, NOON + hour + MOMENT]:
        arrive(moment)
        page = post(client, "remind", [draft])
        sent.append((len(mails("evidence.reminder")), told(page)[0].startswith("The reminder goes to 1 address, for")))

    assert sent == [(1, True), (1, False), (1, False), (2, True)]
    assert Entry.objects.about(draft).filter(did="was reminded by hand").count() == 2


@pytest.mark.parametrize(("early", "goes"), [(MOMENT, True), (0 * MOMENT, False)], ids=["a moment before", "at its deadline"])
def test_a_reminder_goes_while_it_can_be_sent(client, officer, arrive, early, goes):
    draft = make_draft(make_call(grace_minutes=15))
    draft.keep_way_back("ann@example.org", at=NOON)
    arrive(draft.deadline - early)

    page = post(client, "remind", [draft])

    assert mails("evidence.reminder") == ["ann@example.org"] * goes
    assert goes or told(page) == [f"{draft}: It can no longer be sent. Give it longer first."]


def test_what_was_sent_in_the_meantime_is_not_reminded(client, officer):
    sent = make_sent()

    post(client, "remind", [sent])

    assert mails("evidence.reminder") == []


def test_too_many_at_once_are_refused(client, lead, monkeypatch):
    monkeypatch.setattr("evidence.admin.drafts.AT_ONCE", 1)
    call = make_call()
    drafts = [make_draft(call), make_draft(call)]
    for draft in drafts:
        draft.keep_way_back("ann@example.org", at=NOON)

    pages = [post(client, action, drafts, until_0="2026-08-01", why="Why.") for action in ["remind", "give_longer"]]

    assert [told(page) for page in pages] == [["Choose up to 1 at once."]] * 2
    assert mails("evidence.reminder", "evidence.longer") == []


def test_a_lead_gives_some_longer_and_their_writers_are_told_once_with_the_reason(client, lead):
    call = make_call()
    draft, other, left = make_draft(call), make_draft(call), make_draft(call)
    draft.keep_way_back("ann@example.org", at=NOON)
    said = {"until_0": "2026-07-31", "until_1": "", "why": "O’Neill & Sons <were> ill."}

    page = post(client, "give_longer", [draft, other], **said)
    post(client, "give_longer", [draft, other], **said)

    assert told(page) == [f"Given until 11:59pm (UK time) on Friday 31 July 2026: {other}, {draft}."]
    given = {row.pk: row.extended_until and row.extended_until.isoformat() for row in Submission.objects.all()}
    assert given == {draft.pk: "2026-07-31T23:00:00+00:00", other.pk: "2026-07-31T23:00:00+00:00", left.pk: None}
    assert mails("evidence.longer") == ["ann@example.org"]
    line = Entry.objects.about(draft).get(did="was given longer")
    assert (line.by, line.details["why"]) == (named(lead), said["why"])


def test_what_its_writers_are_sent_says_the_latest_reason(officer):
    draft = make_draft()
    for days, why in [(60, "Before."), (90, "O’Neill & Sons <were> ill.")]:
        draft.give_longer(NOON + days * DAY, why=why, by=officer, at=NOON)

    body = render_to_string("evidence/email_longer.txt", {"submission": draft, "call": draft.window})

    assert "until 1pm (UK time) on Sunday 30 August 2026." in body
    assert "Why: O’Neill & Sons <were> ill." in body
    assert "Before." not in body


def test_the_form_names_what_was_chosen_and_does_nothing_yet(client, lead):
    call = make_call()
    draft, left = make_draft(call), make_draft(call)

    page = post(client, "give_longer", [draft]).content.decode()

    assert f"Draft {draft.pk}: open until 1pm (UK time) on Wednesday 1 July 2026; it has no address that is told" in page
    assert f'name="_selected_action" value="{left.pk}"' not in page
    assert set(Submission.objects.values_list("extended_until", flat=True)) == {None}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"until_0": "2026-08-01", "why": " "}, "This is empty. Fill it in"),
        ({"until_0": "", "why": "Kept words."}, "This is empty. Fill it in"),
        ({"until_0": "2026-06-30", "why": "Kept words."}, "It can only be given longer than it has"),
        ({"until_0": "2026-10-25", "until_1": "01:30", "why": "Kept words."}, "happens twice"),
        ({"until_0": "2026-08-01", "why": "x" * 1001}, "at most 1000 characters"),
        ({"until_0": "2026-08-01", "why": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_refused_changes_nothing_and_comes_back_in_words(client, lead, said, words):
    draft = make_draft()
    draft.keep_way_back("ann@example.org", at=NOON)

    page = post(client, "give_longer", [draft], **said).content.decode()

    assert words in page
    assert "Kept" not in said["why"] or "Kept words." in page
    assert Submission.objects.get().extended_until is None
    assert mails("evidence.longer") == []


def test_of_several_those_that_can_be_are_given_longer_and_the_others_are_told(client, lead):
    call = make_call()
    short, long = make_draft(call), make_draft(call)
    long.give_longer(NOON + 90 * DAY, why="Before.", by=lead, at=NOON)

    page = post(client, "give_longer", [short, long], until_0="2026-07-31", why="Why.")

    assert told(page) == [
        f"Given until 11:59pm (UK time) on Friday 31 July 2026: {short}.",
        f"{long}: It can only be given longer than it has, and to a moment that is still to come.",
    ]


def test_a_draft_past_its_deadline_can_be_given_longer(client, lead, arrive):
    draft = make_draft(make_call(closes_at=NOON))
    arrive(NOON + DAY)

    post(client, "give_longer", [draft], until_0="2026-06-05", why="Why.")

    assert Submission.objects.get().can_be_written(NOON + DAY)
