"""Drafts at the desk: how far each has come, for those who may know, and never a word of it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from evidence.models import Draft
from evidence.tests.makers import DAY, MOMENT, NOON, attach, make_call, make_draft, make_ready, make_sent, question, say, write
from evidence.tests.test_drafting import change, contest
from keepitlocal.audit.models import Entry
from keepitlocal.drafts.saying import Said
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DRAFTS = "/admin/evidence/draft/"


def listed(client, query=""):
    """The keys of what the list shows."""
    return {row.pk for row in client.get(DRAFTS + query).context["cl"].result_list}


def line_of(client, draft):
    """What the list says of a draft: a dict of column to text."""
    page = client.get(f"{DRAFTS}?q=draft+{draft.pk}").content.decode()
    return {
        name: " ".join(strip_tags(said).split()) for name, said in re.findall(r'<td class="field-(\w+)[^>]*>(.*?)</td>', page)
    }


def queries(client, address, said=None):
    with CaptureQueriesContext(connection) as captured:
        page = client.post(address, said) if said else client.get(address)
    assert page.status_code == 200
    return len(captured)


def test_a_draft_that_says_nothing_is_told_as_such(client, officer):
    draft = make_draft()

    assert line_of(client, draft) == {
        "label": f"Draft {draft.pk}",
        "respondent": "Not said yet",
        "progress": "Nothing typed",
        "answers": "0 of 4",
        "about_you": "Not started",
        "published": "Not chosen",
        "reached_by": "None",
        "begun_at": "31 May 2026, 1 p.m.",
        "saved_at": "-",
        "open_until": "1pm (UK time) on Wednesday 1 July 2026",
    }


@pytest.mark.usefixtures("uploads")
def test_how_far_a_draft_has_come_is_told(client, officer):
    draft = make_ready()
    write(draft, {question(draft.call, "2.1"): "More.", question(draft.call, "1.2"): "Gone again."})
    write(draft, {question(draft.call, "1.2"): ""})
    attach(draft)
    attach(draft, data=b"Other.").remove(at=NOON)
    for address in ["ann@example.org", "bo@example.org"]:
        draft.keep_way_back(address, at=NOON)

    told = line_of(client, draft)

    assert (
        told
        | {
            "respondent": "Community organisation",
            "progress": "Ready to send",
            "answers": "2 of 4, 1 document",
            "about_you": "Done",
            "published": "Chosen",
            "reached_by": "2",
            "saved_at": "1 Jun 2026, 1 p.m.",
        }
        == told
    )


def test_a_question_that_is_no_longer_asked_counts_where_it_was_answered(client, officer):
    call = make_call()
    answered, other = make_ready(call), make_draft(call)
    question(call).retire()

    assert [line_of(client, draft)["answers"] for draft in [answered, other]] == ["1 of 4", "0 of 3"]


def test_words_to_publish_by_that_are_offered_no_more_are_to_be_chosen_again(client, officer):
    call, other = make_call(), make_call(slug="another")
    draft = make_ready(call)
    other.publication_choices.update(says="Its own words.")
    here = line_of(client, draft)["published"]

    call.publication_choices.update(says="Other words.")

    # Another call goes on offering them: that is no matter of this one's.
    make_call(slug="a-third")
    assert (here, line_of(client, draft)["published"]) == ("Chosen", "To choose again")


def test_a_type_alone_is_about_them_in_progress(client, officer):
    draft = make_draft(respondent_type="other")

    told = line_of(client, draft)

    assert (told["respondent"], told["about_you"], told["progress"]) == ("Someone else", "In progress", "Begun")


def test_what_was_sent_and_is_being_changed_is_told_by_its_reference(client, officer):
    draft = change(make_ready())

    told = line_of(client, draft)

    assert (told["label"], told["progress"]) == (f"{draft.reference}, being changed", "Begun")


def test_only_what_is_being_written_is_listed(client, officer):
    call = make_call()
    draft, changing = make_draft(call), change(make_ready(call))
    make_sent(call)
    make_sent(call).withdraw(at=NOON)
    make_draft(call).erase(at=NOON)

    assert listed(client) == {draft.pk, changing.pk}


def test_a_draft_that_was_given_longer_says_until_when(client, officer):
    draft = make_draft(make_call(closes_at=NOON + DAY))
    draft.give_longer(NOON + 3 * DAY, why="The site was down.", by=officer, at=NOON)
    given = line_of(client, draft)["open_until"]
    draft.call.closes_at = NOON + 4 * DAY
    draft.call.save()

    assert given == "Given until 1pm (UK time) on Thursday 4 June 2026"
    assert line_of(client, draft)["open_until"] == "1pm (UK time) on Friday 5 June 2026"


def test_what_is_counted_is_of_the_calls_that_are_open(client, officer):
    make_ready(make_call(slug="over", closes_at=NOON))
    make_ready(make_call(slug="unpublished", published=False))
    opened = make_call(slug="open", closes_at=NOON + MOMENT)

    write(make_draft(opened), {question(opened): "Something."})

    page = client.get(DRAFTS)

    assert [(tally.call, tally.total) for tally in page.context["tallies"]] == [(opened, 1)]
    assert '<th scope="row">1. Scale</th><td>1</td>' in page.content.decode()


def make_many(call, count):
    for _ in range(count):
        draft = make_ready(call)
        contest(draft).keep_way_back(f"ann{draft.pk}@example.org", at=NOON)
        change(make_ready(call))


def test_the_list_and_the_form_cost_the_same_at_one_and_at_three(client):
    client.force_login(make_lead())
    call = make_call()
    make_many(call, 1)
    client.get(DRAFTS)
    first = {"action": "give_longer", "_selected_action": [draft.pk for draft in Draft.objects.all()]}
    one = queries(client, DRAFTS), queries(client, DRAFTS, first)

    make_many(call, 2)

    three = {"action": "give_longer", "_selected_action": [draft.pk for draft in Draft.objects.all()]}
    assert (queries(client, DRAFTS), queries(client, DRAFTS, three)) == one


SECRETS = {field: f"quokka-{field}" for field in ["name", "organisation", "role", "area", "type_other"]} | {
    "email": "quokka-email@example.org"
}


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize("who", GROUPS)
def test_nothing_that_is_written_in_a_draft_is_anywhere_on_these_pages(client, who):
    """A canary: whatever is typed, the desk says nothing of it while it is not sent."""
    call = make_call()
    draft, changing, other = make_draft(call, **SECRETS), make_sent(call), make_draft(call)
    changing.change(at=NOON)
    for each in [draft, changing]:
        say(each, **SECRETS)
        write(each, {question(call): "quokka-text"})
        attach(each, name="quokka-document.txt")
        each.keep_way_back("quokka-writer@example.org", at=NOON)
        each.write({"role": Said("quokka-beside", "0" * 16)}, at=NOON)
    client.force_login(make_officer(who))
    every = [each.pk for each in [draft, changing, other]]

    pages = [
        client.get(DRAFTS),
        *(client.get(f"{DRAFTS}?q={typed}") for typed in [draft.pk, changing.reference, "example.org"]),
        client.get(f"{DRAFTS}?progress=begun&type=-&address=yes"),
        client.post(DRAFTS, {"action": "give_longer", "_selected_action": every}),
        client.post(DRAFTS, {"action": "give_longer", "_selected_action": every, "until_0": "", "why": ""}),
        client.post(DRAFTS, {"action": "remind", "_selected_action": every}, follow=True),
        client.get(f"/admin/evidence/submission/{changing.pk}/change/"),
        client.get("/admin/evidence/submission/"),
        client.get("/admin/audit/entry/"),
    ]

    assert [page.request["PATH_INFO"] for page in pages if b"quokka" in page.content.lower()] == []
    assert Entry.objects.filter(details__icontains="quokka").count() == 0


@pytest.mark.parametrize("address", ["add/", "{}/", "{}/change/", "{}/delete/", "{}/history/"])
def test_there_is_no_page_behind_a_line_of_the_list(client, address):
    client.force_login(make_lead())
    draft = make_ready()

    assert client.get(DRAFTS + address.format(draft.pk)).status_code == 404
    assert f"{DRAFTS}{draft.pk}" not in client.get(DRAFTS).content.decode()


@pytest.mark.parametrize(("who", "status"), [(OFFICERS, 200), (LEADS, 200), (MODERATORS, 403), (None, 403)])
def test_the_list_is_for_policy_officers_and_leads(client, who, status):
    officer = make_officer(who)
    client.force_login(officer)

    assert client.get(DRAFTS).status_code == status
    assert Entry.objects.about(officer).filter(did="was refused the drafts").count() == (status == 403)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(DRAFTS)["Location"].startswith("/admin/login/")


def test_the_list_of_submissions_leads_to_the_drafts(client, officer):
    assert f'<a href="{DRAFTS}">Drafts</a>' in client.get("/admin/evidence/submission/").content.decode()
