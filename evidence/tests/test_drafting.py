"""How far drafts have come, asked of many at once."""

import pytest

from evidence.models import Draft, Question, Submission
from evidence.models.drafting import tallies
from evidence.tests.makers import MOMENT, NOON, attach, make_call, make_draft, make_ready, make_sent, question, say, send, write
from keepitlocal.drafts.saying import Said

pytestmark = pytest.mark.django_db


def change(draft, at=NOON):
    send(draft, at=at).change(at=at)
    return draft


def contest(draft):
    """Have two people write in the same field at once."""
    draft.write({"name": Said("Bo", "0" * 16)}, at=NOON)
    return draft


def reworded(draft):
    draft.call.publication_choices.update(says="Other words.")
    draft.call.changed(by=None, at=NOON)
    return draft


def changed(draft):
    change(draft)
    say(draft, name="Bo")
    return draft


def left(draft):
    """It said another type while it was changed, and says again what was sent."""
    change(draft)
    say(draft, respondent_type="other")
    draft.leave(at=NOON)
    draft.change(at=NOON + MOMENT)
    return draft


def emptied(draft):
    write(draft, {question(draft.call): ""})
    return draft


def with_document(draft):
    attach(emptied(draft))
    return draft


def retired(draft):
    question(draft.call).retire()
    draft.call.respondent_types.update(retired=True)
    draft.call.changed(by=None, at=NOON)
    return draft


def with_a_document_more(draft):
    attach(change(draft))
    return draft


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize(
    "made",
    [
        make_draft,
        lambda: make_draft(name="Ann", respondent_type="community"),
        make_ready,
        lambda: emptied(make_ready()),
        lambda: with_document(make_ready()),
        lambda: reworded(make_ready()),
        lambda: retired(make_ready()),
        lambda: contest(make_ready()),
        lambda: change(make_ready()),
        lambda: changed(make_ready()),
        lambda: left(make_ready()),
        lambda: with_a_document_more(make_ready()),
    ],
    ids=[
        "says nothing", "about them alone", "everything", "no answer", "a document alone", "words that have changed",
        "what is retired", "two texts", "not changed yet", "changed", "left as it was", "a document more",
    ],
)  # fmt: skip
def test_what_is_ready_of_many_is_what_one_needs_nothing_for(made):
    draft = Submission.objects.get(pk=made().pk)

    found = Draft.objects.being_written().with_progress()

    assert found.ready().exists() == (draft.needs() == [])
    assert found.get().is_ready == (draft.needs() == [])


def test_every_draft_is_untouched_or_begun_or_ready():
    call = make_call()
    untouched, begun, ready = make_draft(call), make_draft(call, name="Ann"), make_ready(call)
    emptied = make_draft(call, name="Ann")
    say(emptied, name="")

    found = Draft.objects.with_progress()

    assert {draft.pk for draft in found.untouched()} == {untouched.pk, emptied.pk}
    assert [draft.pk for draft in found.begun()] == [begun.pk]
    assert [draft.pk for draft in found.ready()] == [ready.pk]


@pytest.mark.usefixtures("uploads")
def test_a_tally_counts_how_many_have_done_what():
    call = make_call()
    make_ready(call)
    change(make_ready(call))
    make_draft(call)
    attach(make_draft(call, respondent_type="other"))
    write(make_draft(call), {question(call, "1.1"): "One.", question(call, "1.2"): "Two."})
    make_sent(call)

    [tally] = tallies([call])

    assert tally.total == 5
    assert tally.types == [("Community organisation", 2), ("Someone else", 1), ("Not said yet", 2)]
    assert tally.sections == [("1. Scale", 3), ("2. The case for local", 0), ("Principles", 0)]
    assert tally.tasks == [("A document added", 1), ("Who they are said", 2), ("Publication chosen", 2), ("Ready to send", 1)]


def test_what_is_counted_is_each_calls_own():
    one, other = make_call(), make_call(slug="another")
    make_ready(one)

    assert [(tally.call, tally.total, tally.types[0][1]) for tally in tallies([other, one])] == [(other, 0, 0), (one, 1, 1)]


def test_what_is_no_longer_asked_or_offered_is_counted_where_it_was_said():
    call = make_call()
    make_ready(call)
    Question.objects.filter(section__call=call).update(retired=True)
    call.respondent_types.update(retired=True)
    call.changed(by=None, at=NOON)

    [tally] = tallies([call])

    assert tally.types == [("Community organisation", 1), ("Not said yet", 0)]
    assert tally.sections == [("1. Scale", 1)]
