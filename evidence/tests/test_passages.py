"""What officers find, tag and quote of evidence is what stands, said by who they may be described as; and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.models import Publication, Status, Submission
from evidence.tests.makers import (
    NOON,
    agree,
    attach,
    hold,
    make_call,
    make_draft,
    make_ready,
    make_reviewed,
    make_sent,
    question,
    say,
    send,
    write,
)
from keepitlocal import parts
from keepitlocal.audit.models import named
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Tag
from keepitlocal.passages.tests.found import choices, found, narrowed, unlike

pytestmark = pytest.mark.django_db
ANSWER, SUBMISSION = "evidence.answer", "evidence.submission"


def place(call, code="1.1"):
    return f"question-{question(call, code).pk}"


def sent_again(submission, text="It worked."):
    submission.change(at=NOON)
    write(submission, {question(submission.call): text})
    return send(submission, number=2)


def sent_as(publication, **about):
    draft = make_ready(publication=publication)
    say(draft, **about) if about else None
    send(draft)
    return Passage.objects.get(place="")


def test_what_is_sent_is_found_as_a_whole_and_answer_by_answer():
    draft = make_ready(text="It works here.")
    write(draft, {question(draft.call, "2.1"): "Ask Leeds."})

    sent = send(draft)

    assert found(sent) == {"": "", place(sent.call): "It works here.", place(sent.call, "2.1"): "Ask Leeds."}


def test_the_whole_is_found_by_every_name_in_it():
    draft = make_ready()
    say(draft, role="Chair", area="Leeds", type_other="A friend")
    send(draft)

    whole = Passage.objects.get(kind=SUBMISSION)

    assert whole.names.splitlines() == ["Ann O’Neill", "O’Neill & Sons", "Chair", "Leeds", "A friend"]
    assert "ann@example.org" not in whole.stems


def test_an_answer_says_what_was_asked_when_it_was_sent():
    sent = make_sent()
    question(sent.call).section.questions.update(text="Something else?")

    assert Passage.objects.get(kind=ANSWER).asked == "1.1 What about 1.1?"


@pytest.mark.parametrize(
    ("publication", "said_by", "quoting", "visibility"),
    [
        (Publication.NAMED, "Ann O’Neill, O’Neill & Sons (community organisation)", "named", "officers"),
        (Publication.UNNAMED, "A community organisation", "unnamed", "officers"),
        (Publication.PRIVATE, "A community organisation", "never", "confidential"),
    ],
)
def test_who_said_it_is_described_as_they_agreed_to(publication, said_by, quoting, visibility):
    passage = sent_as(publication)

    assert (passage.said_by, passage.quoting, passage.visibility) == (said_by, quoting, visibility)


@pytest.mark.parametrize(
    ("label", "said_by"),
    [
        ("Think tank", "A think tank"),
        ("Academic", "An academic"),
        ("NHS trust", "An NHS trust"),
        ("University", "A university"),
        ("Someone else", "Someone else"),
    ],
)
def test_a_type_of_respondent_is_told_as_one_of_them(label, said_by):
    call = make_call()
    call.respondent_types.filter(code="community").update(label=label)

    make_sent(call, publication=Publication.UNNAMED)

    assert Passage.objects.get(place="").said_by == said_by


def test_who_is_named_is_described_in_their_own_words():
    assert sent_as(Publication.NAMED, type_other="Retired").said_by == "Ann O’Neill, O’Neill & Sons (Retired)"


def test_who_is_not_named_is_not_described_in_words_of_their_own():
    assert sent_as(Publication.UNNAMED, type_other="Mayor of Leeds").said_by == "A community organisation"


def test_names_longer_than_a_line_are_cut():
    assert len(sent_as(Publication.NAMED, name="N" * 200, organisation="O" * 200, type_other="T" * 200).said_by) == 500


def test_a_draft_is_its_writers_alone():
    make_ready()

    assert found() == {}


def test_what_is_being_changed_is_found_as_it_was_sent():
    sent = make_sent(text="It works here.")
    sent.change(at=NOON)

    write(sent, {question(sent.call): "It does not."})

    assert found(sent)[place(sent.call)] == "It works here."
    assert unlike() == []


def test_what_is_sent_again_is_found_as_it_says_now():
    sent = sent_again(make_sent(text="It works here."))

    assert found(sent) == {"": "", place(sent.call): "It worked."}


def test_a_passage_keeps_its_tags_when_it_says_something_else():
    sent = make_sent()
    tagged = Passage.objects.get(kind=ANSWER)
    Tag.objects.create(name="Price").passages.add(tagged, through_defaults={"by": make_officer(), "at": NOON})

    sent_again(sent)

    assert Passage.objects.get(tags__name="Price").text == "It worked."


def test_an_answer_that_is_taken_away_is_found_no_more():
    draft = make_ready()
    write(draft, {question(draft.call, "2.1"): "Ask Leeds."})
    sent = send(draft)

    sent_again(sent, text="")

    assert found(sent) == {"": "", place(sent.call, "2.1"): "Ask Leeds."}


def test_what_becomes_confidential_is_so_for_whoever_searches():
    sent = make_sent()
    sent.change(at=NOON)
    agree(sent, sent.call.publication_choices.get(code="private"))

    send(sent, number=2)

    assert set(Passage.objects.values_list("visibility", "said_by")) == {("confidential", "A community organisation")}


def test_what_is_withdrawn_is_found_no_more_from_that_moment():
    sent = make_sent()

    sent.withdraw(at=NOON)

    assert found() == {}


def test_sending_costs_one_query_more_and_sending_again_two():
    draft = make_ready()
    with CaptureQueriesContext(connection) as first:
        send(draft)
    sent = Submission.objects.get()
    sent.change(at=NOON)
    write(sent, {question(sent.call): "It worked."})
    with CaptureQueriesContext(connection) as again:
        send(sent, number=2)

    assert [sum("passages_" in each["sql"] for each in queries) for queries in [first, again]] == [1, 2]


def test_an_answer_is_read_at_its_place_on_the_page_of_its_submission(client, officer):
    sent = make_sent()
    passage = Passage.objects.get(kind=ANSWER)

    address = parts.passage_kinds()[ANSWER].address(passage)

    page, _, anchor = address.partition("#")
    assert page == reverse("admin:evidence_submission_change", args=[sent.pk])
    assert f'id="{anchor}"' in client.get(page).text


def test_a_whole_submission_is_read_on_its_page():
    sent = make_sent()

    address = parts.passage_kinds()[SUBMISSION].address(Passage.objects.get(kind=SUBMISSION))

    assert address == reverse("admin:evidence_submission_change", args=[sent.pk])


@pytest.fixture
def several(uploads):
    """Two of one call: one that was taken up, by an organisation; and a new one, by somebody else with a document."""
    call, reviewer = make_call(), make_officer(email="bo@example.org")
    taken = make_reviewed(Status.IN_REVIEW, by=reviewer, call=call)
    draft = make_ready(call)
    say(draft, respondent_type="other", type_other="A friend")
    write(draft, {question(call): "", question(call, "2.1"): "Ask Leeds."})
    attach(draft)
    return reviewer, taken, send(draft)


@pytest.mark.parametrize("name", [ANSWER, SUBMISSION])
@pytest.mark.parametrize(
    ("narrowing", "of_taken", "of_new"),
    [
        ("type", "community", "other"),
        ("status", "in review", "submitted"),
        ("assigned", "me", "nobody"),
        ("documents", "no", "yes"),
    ],
)
def test_both_kinds_are_narrowed_alike(several, name, narrowing, of_taken, of_new):
    reviewer, taken, new = several

    assert {of_taken, of_new} <= {value for value, _ in choices(name, narrowing, reviewer)}
    assert narrowed(name, narrowing, of_taken, reviewer) == [named(taken)]
    assert narrowed(name, narrowing, of_new, reviewer) == [named(new)]


def test_what_somebody_else_has_is_found_by_who_they_are(several, officer):
    reviewer, taken, _ = several

    assert (str(reviewer.pk), str(reviewer)) in choices(ANSWER, "assigned", officer)
    assert narrowed(ANSWER, "assigned", str(reviewer.pk), officer) == [named(taken)]


def test_answers_are_narrowed_to_a_question(several):
    _, taken, new = several
    call = taken.call

    offered = choices(ANSWER, "question")

    assert [label for _, label in offered] == [
        "1.1 What about 1.1?",
        "1.2 What about 1.2?",
        "2.1 What about 2.1?",
        "What about reflections?",
    ]
    assert narrowed(ANSWER, "question", place(call, "2.1")) == [named(new)]


def test_questions_of_several_calls_are_told_apart():
    make_call(title="First")
    make_call(slug="second", title="Second")

    assert [label for _, label in choices(ANSWER, "question")][3:5] == [
        "First: What about reflections?",
        "Second: 1.1 What about 1.1?",
    ]


def test_a_call_that_nobody_has_seen_is_not_offered():
    make_call(published=False)

    assert choices(ANSWER, "question") == []


def test_a_draft_that_is_erased_leaves_nothing(client):
    draft = hold(client, make_draft(name="Ann"))

    draft.erase(at=NOON)

    assert (found(), unlike()) == ({}, [])
