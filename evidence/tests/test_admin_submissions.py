"""The desk's list of submissions, and what an officer reads: drafts are nobody's but their writer's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import RespondentType, Status, Submission
from evidence.models.documents import Document, DocumentStatus
from evidence.tests.makers import DAY, NOON, make_call, make_draft, make_ready, make_reviewed, make_sent, question, send, write
from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = pytest.mark.django_db
SUBMISSIONS = "/admin/evidence/submission/"


def page_of(submission):
    return f"{SUBMISSIONS}{submission.pk}/change/"


def listed(client, query=""):
    """The keys of what the list shows, in its order."""
    return [row.pk for row in client.get(SUBMISSIONS + query).context["cl"].result_list]


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def make_document(submission, number=1):
    return Document.objects.create(
        submission=submission,
        number=number,
        name="Evidence.pdf",
        kind="pdf",
        size=1,
        sha256=f"{submission.pk}-{number}",
        key=f"{submission.pk}-{number}",
        status=DocumentStatus.WAITING,
        status_since=NOON,
        arrived_at=NOON,
    )


def test_the_reading_page_has_every_answer_beside_its_question(client, officer):
    sent = make_sent(text="Ours <works> & lasts.")

    page = client.get(page_of(sent)).content.decode()

    assert "1.1 What about 1.1?" in page
    assert "Ours &lt;works&gt; &amp; lasts." in page
    assert "With our name" in page


def test_a_draft_is_not_for_officers(client):
    client.force_login(make_lead())
    draft = make_ready(text="Not yet.")

    assert listed(client) == []
    assert client.get(page_of(draft)).status_code == 404


def test_a_draft_is_not_found_by_any_filter_or_search(client, officer):
    make_draft(name="Ann")

    for query in ["?status=draft", "?q=Ann", "?assigned=nobody", "?documents=no"]:
        assert listed(client, query) == []
    assert client.get(f"{SUBMISSIONS}?status__exact=draft").status_code == 400


def test_a_moderator_who_opens_evidence_is_refused_and_it_goes_on_the_record(client):
    """A13."""
    sent, moderator = make_sent(publication="private"), make_officer(MODERATORS)
    client.force_login(moderator)

    page = client.get(page_of(sent))

    assert page.status_code == 403
    assert Entry.objects.about(sent).filter(did="was refused", by=f"officers.officer/{moderator.pk}").count() == 1


@pytest.mark.parametrize(("publication", "entries"), [("private", 1), ("named", 0), ("unnamed", 0)])
def test_reading_confidential_evidence_goes_on_the_record(client, officer, publication, entries):
    sent = make_sent(publication=publication)

    page = client.get(page_of(sent)).content.decode()

    assert Entry.objects.about(sent).filter(did="confidential evidence was read").count() == entries
    assert ("Confidential." in page) == bool(entries)


def test_the_page_says_where_it_stands_who_has_it_and_why(client, officer):
    declined = make_reviewed(Status.DECLINED, by=officer)

    page = " ".join(client.get(page_of(declined)).content.decode().split())

    assert "<strong>Declined</strong> since 1pm on Monday 1 June 2026, by Ada Okafor. Ada Okafor has it." in page
    assert "Sent twice." in page


def test_the_list_and_its_pages_cost_the_same_at_one_and_at_three(client, officer):
    call = make_call()
    first = make_reviewed(Status.IN_REVIEW, by=officer, call=call)
    first.note("One.", by=officer, at=NOON)
    make_reviewed(Status.IN_REVIEW, by=officer, call=call)
    make_reviewed(Status.IN_REVIEW, by=officer, call=call)
    Submission.objects.exclude(pk=first.pk).update(status=Status.DRAFT)
    page = page_of(first)
    client.get(page)  # which marks it as read, once
    one = queries(client, SUBMISSIONS), queries(client, page)

    for _ in range(2):
        another = make_lead()
        first.note("Another.", by=another, at=NOON)
        first.assign(another, by=another, at=NOON)
    Submission.objects.update(status=Status.IN_REVIEW)

    assert (queries(client, SUBMISSIONS), queries(client, page)) == one


def test_a_page_with_many_answers_costs_what_one_with_one_does(client, officer):
    call = make_call()
    short, long = make_sent(call), make_ready(call)
    write(long, {question(call, code): "More." for code in ["1.2", "2.1", "reflections"]}, at=NOON - DAY)
    send(long)

    assert queries(client, page_of(short)) == queries(client, page_of(long))


def test_a_page_with_three_documents_costs_what_one_with_one_does(client, officer):
    call = make_call()
    one, three = make_ready(call), make_ready(call)
    make_document(one)
    for number in [1, 2, 3]:
        make_document(three, number)

    costs = [queries(client, page_of(send(draft))) for draft in [one, three]]

    assert costs[0] == costs[1]
    assert client.get(page_of(three)).content.decode().count("Evidence.pdf") == 3


def test_the_list_is_not_counted_in_full(client, officer):
    make_sent()

    with CaptureQueriesContext(connection) as captured:
        client.get(f"{SUBMISSIONS}?status=accepted")

    counts = [each["sql"] for each in captured if "COUNT(" in each["sql"] and "evidence_submission" in each["sql"]]
    assert [sql for sql in counts if "accepted" not in sql] == []


@pytest.mark.parametrize("status", ["submitted", "in review", "accepted", "declined"])
def test_the_list_narrows_to_a_status(client, officer, status):
    call = make_call()
    made = {each.value: make_reviewed(each, by=officer, call=call).pk for each in Status if each != Status.DRAFT}

    assert listed(client, f"?status={status}") == [made[status]]


@pytest.mark.parametrize("code", ["named", "unnamed", "private"])
def test_the_list_narrows_to_what_was_agreed_in_whichever_words(client, officer, code):
    call = make_call()
    made = {each: make_sent(call, publication=each).pk for each in ["named", "unnamed", "private"]}
    call.publication_choices.update(says="Other words.")
    call.changed(by=None, at=NOON)
    again = {each: make_sent(call, publication=each).pk for each in ["named", "unnamed", "private"]}

    assert set(listed(client, f"?publication={code}")) == {made[code], again[code]}


def test_the_list_narrows_to_a_type_across_calls(client, officer):
    here, there = make_sent(), make_sent(make_call(slug="another"))
    other = make_sent(make_call(slug="a-third"))
    kind = RespondentType.objects.get(call=other.call, code="other")
    Submission.objects.filter(pk=other.pk).update(respondent_type=kind)

    assert set(listed(client, "?type=community")) == {here.pk, there.pk}
    assert listed(client, f"?type=community&call__id__exact={there.call_id}") == [there.pk]
    assert client.get(SUBMISSIONS).content.decode().count(">Community organisation</a>") == 1


def test_the_list_narrows_to_what_has_documents(client, officer):
    call = make_call()
    bare, with_one, emptied = make_sent(call), make_ready(call), make_ready(call)
    make_document(with_one)
    make_document(emptied).remove(at=NOON)
    for draft in [with_one, emptied]:
        send(draft)

    assert listed(client, "?documents=yes") == [with_one.pk]
    assert set(listed(client, "?documents=no")) == {bare.pk, emptied.pk}


def test_the_list_narrows_to_who_has_it(client, officer):
    call = make_call()
    mine, theirs, nobodys = (make_sent(call) for _ in range(3))
    mine.claim(by=officer, at=NOON)
    theirs.claim(by=make_lead(), at=NOON)

    assert listed(client, "?assigned=me") == [mine.pk]
    assert listed(client, "?assigned=nobody") == [nobodys.pk]
    assert set(listed(client, "?assigned=anybody")) == {mine.pk, theirs.pk}


@pytest.mark.parametrize("value", ["owl", "'", "%00"])
@pytest.mark.parametrize("name", ["status", "type", "publication", "documents", "assigned"])
def test_a_choice_that_there_is_not_narrows_nothing(client, officer, name, value):
    sent = make_sent()

    assert listed(client, f"?{name}={value}") == [sent.pk]


def test_a_submission_is_found_by_its_reference_however_it_is_typed(client, officer):
    call = make_call()
    sent, _ = make_sent(call), make_sent(call)
    _, first, second = sent.reference.split("-")

    for typed in [sent.reference, f"kil {first} {second}".lower(), f" {sent.reference.lower()} ", f"{first}-{second}"]:
        assert listed(client, f"?q={typed}") == [sent.pk]


@pytest.mark.parametrize("typed", ["neill", "Ann neill", "sons", "NEILL %26 sons"])
def test_a_submission_is_found_by_words_of_its_name_or_organisation(client, officer, typed):
    call = make_call()
    sent, other = make_sent(call), make_sent(call)
    Submission.objects.filter(pk=other.pk).update(name="Bo", organisation="Hope")

    assert listed(client, f"?q={typed}") == [sent.pk]


def test_a_dash_finds_nothing_rather_than_everything(client, officer):
    make_sent()

    assert listed(client, "?q=-") == []


@pytest.mark.parametrize(
    "lookup", ["assigned_to__password__startswith=p", "answers__text__contains=x", "notes__text__contains=x"]
)
def test_what_others_keep_cannot_be_guessed_at_through_the_list(client, officer, lookup):
    make_reviewed(Status.IN_REVIEW, by=officer)

    assert client.get(f"{SUBMISSIONS}?{lookup}").status_code == 400


@pytest.mark.parametrize(
    ("action", "becomes", "has_it"),
    [("take_up", "in review", True), ("assign_to_me", "submitted", True), ("accept", "submitted", False)],
)
def test_officers_act_on_what_they_select_one_at_a_time(client, officer, action, becomes, has_it):
    call = make_call()
    one, another, left = (make_sent(call) for _ in range(3))

    client.post(SUBMISSIONS, {"action": action, "_selected_action": [one.pk, another.pk]})

    rows = dict(Submission.objects.values_list("pk", "status")), dict(Submission.objects.values_list("pk", "assigned_to"))
    assert rows == (
        {one.pk: becomes, another.pk: becomes, left.pk: "submitted"},
        dict.fromkeys([one.pk, another.pk], officer.pk if has_it else None) | {left.pk: None},
    )


def test_an_action_tells_what_was_done_and_what_was_refused(client, officer):
    call = make_call()
    ready, new = make_reviewed(Status.IN_REVIEW, by=officer, call=call), make_sent(call)

    page = client.post(SUBMISSIONS, {"action": "accept", "_selected_action": [ready.pk, new.pk]}, follow=True)

    assert {str(message) for message in page.context["messages"]} == {
        f"Done: {ready}.",
        f"{new}: This cannot be done to what is new.",
    }


def test_a_draft_cannot_be_selected(client, officer):
    draft = make_draft()

    client.post(SUBMISSIONS, {"action": "take_up", "_selected_action": [draft.pk]})

    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
