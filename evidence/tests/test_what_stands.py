"""What was sent stands until its changes are sent, also when they never are; and giving them up."""

import pytest
from django.urls import reverse

from evidence import keeping
from evidence.exports.archive import Archive
from evidence.exports.selection import Selection
from evidence.exports.table import lines
from evidence.models import Document, Need, Status, Submission
from evidence.tests.changes import OTHER, change_everything, changed, changing
from evidence.tests.makers import (
    DAY,
    NOON,
    agree,
    attach,
    make_reviewed,
    make_sent,
    make_sent_with_document,
    question,
    say,
    send,
    texts,
    write,
)
from keepitlocal.audit.models import Entry
from keepitlocal.drafts.saying import Page
from keepitlocal.exporting import Rules
from keepitlocal.lifecycle import AlreadyMoved, NotReady
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db


def columns(submission):
    """Its row, but for what says that it is being changed."""
    row = Submission.objects.filter(pk=submission.pk).values().get()
    return {name: value for name, value in row.items() if name not in {"changing_since", "saved_at", "turns", "warned_at"}}


def given_out(call):
    """What officers take out of the portal: the table, and the names in the archive."""
    chosen = Selection(call, Rules(confidential=True, personal=True))
    archive = Archive(chosen, unscanned=True)
    return list(lines(chosen)), [(document.pk, archive._named(document)) for document in archive.documents()]


def abandoned(sent):
    pass


def given_up(sent):
    sent.leave(at=NOON)


def closed_and_deleted(sent):
    keeping.keep_promises(sent.deadline + 23 * DAY)
    keeping.keep_promises(sent.deadline + 30 * DAY)
    assert not Submission.objects.get(pk=sent.pk).is_being_written


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize("ends", [abandoned, given_up, closed_and_deleted])
def test_what_was_sent_stands_in_every_column_and_document_until_the_changes_are_sent(ends):
    sent = make_sent_with_document().submission
    before = columns(sent), given_out(sent.call), sent.latest.content

    change_everything(sent)
    ends(sent)

    assert (columns(sent), given_out(sent.call), sent.latest.content) == before
    assert sent.revisions.count() == 1


@pytest.mark.usefixtures("uploads")
def test_sending_the_changes_makes_everything_stand_under_one_reference():
    sent = make_sent_with_document().submission
    reference = sent.reference
    change_everything(sent)

    send(sent, number=2)

    row = columns(sent)
    assert (row["reference"], {name: row[name] for name in OTHER if name != "respondent_type"}) == (
        reference,
        {name: text for name, text in OTHER.items() if name != "respondent_type"},
    )
    assert (sent.respondent_type.code, sent.publication.code, sent.sent_documents) == ("other", "private", 1)
    assert [revision.number for revision in sent.revisions.all()] == [1, 2]
    assert given_out(sent.call)[1] == [(sent.documents.current().get().pk, f"{reference}/document-2.txt")]


@pytest.mark.usefixtures("uploads", "at_noon")
def test_officers_see_nothing_of_changes_that_are_not_sent(client, officer):
    sent = make_sent_with_document().submission
    change_everything(sent)
    unsent = sent.documents.current().get()

    desk = reverse("admin:evidence_submission_changelist")
    page = client.get(reverse("admin:evidence_submission_change", args=[sent.pk])).content.decode()

    assert sent.reference in client.get(desk, {"publication": "named", "type": "community"}).content.decode()
    assert sent.reference not in client.get(desk, {"publication": "private"}).content.decode()
    assert sent.reference not in client.get(desk, {"q": "The other one"}).content.decode()
    assert [words for words in [*list(OTHER.values())[1:], "Otherwise.", "other.txt"] if words in page] == []
    assert client.get(reverse("admin:evidence_document_download", args=[unsent.pk])).status_code == 404
    assert not Entry.objects.filter(did="confidential evidence was read").exists()


def test_beginning_and_giving_up_a_change_leave_what_was_decided():
    sent = make_reviewed(Status.ACCEPTED, by=make_officer())

    changed(sent).leave(at=NOON)

    sent.refresh_from_db()
    assert (sent.status, texts(sent)) == (Status.ACCEPTED, {"1.1": "It works here."})


@pytest.mark.usefixtures("uploads")
def test_giving_up_puts_the_documents_back_as_they_were_sent():
    document = make_sent_with_document()
    sent = changing(document.submission)
    document.remove(at=NOON)
    again = attach(sent, "again.txt", b"What we know.")  # the same bytes, which may be held once
    attach(sent, "new.txt", b"Something new.")

    sent.leave(at=NOON)

    assert list(sent.documents.current()) == [document]
    again.refresh_from_db()
    assert (again.removed_at, again.is_held) == (NOON, False)
    assert not sent.is_changed


def test_giving_up_puts_every_field_back_as_it_was_sent():
    sent = make_sent()
    before = sent.texts()
    changing(sent)
    say(sent, **OTHER)
    agree(sent, sent.call.publication_choices.get(code="private"))
    write(sent, {question(sent.call): "", question(sent.call, "2.1"): "More."})

    sent.leave(at=NOON)

    assert sent.texts() == before
    assert sent.answers.get(field="respondent_type").chosen.code == "community"
    assert sent.answers.filter(chosen__code="other").count() == 0


def test_giving_up_settles_what_was_to_be_chosen():
    sent = changed()
    write(sent, {question(sent.call): "Otherwise again."})
    sent.other_texts.create(field="name", text="Cy", saved_at=NOON)

    sent.leave(at=NOON)
    changing(sent)

    assert sent.needs() == [Need.CHANGE]


def test_a_page_left_open_over_a_change_given_up_writes_nothing_unseen():
    """What it saves in the next change goes beside what was sent, for both to be seen."""
    sent, page = changing(), Page("left open", 1)
    say(sent, page=page, name="Bo")
    sent.leave(at=NOON)

    with pytest.raises(AlreadyMoved):
        say(sent, page=Page("left open", 2), name="Bob")

    assert sent.texts()["name"] == "Ann O’Neill"


def test_giving_up_twice_is_giving_up_once():
    sent = changed()

    [sent.leave(at=NOON) for _ in range(2)]

    assert Entry.objects.about(sent).filter(did="was left as it was sent").count() == 1


def test_a_question_retired_in_between_keeps_its_answer():
    sent = changing()
    question(sent.call).retire()
    sent.call.changed(by=None, at=NOON)
    write(sent, {question(sent.call, "2.1"): "More."})

    send(sent, number=2)

    assert [answer["text"] for answer in sent.latest.content["answers"]] == ["It works here.", "More."]


def test_a_type_of_respondent_retired_in_between_stays_chosen():
    sent = changed()
    sent.call.respondent_types.get(code="community").retire()
    sent.call.changed(by=None, at=NOON)

    send(sent, number=2)

    assert sent.respondent_type.code == "community"


def test_words_of_publication_that_changed_in_between_are_chosen_again_and_what_was_agreed_stands_until_then():
    sent = changed()
    agreed = sent.publication
    sent.call.publication_choices.update(says="Other words.")
    sent.call.changed(by=None, at=NOON)
    sent.refresh_from_db()

    with pytest.raises(NotReady):
        send(sent, number=2)
    assert (sent.needs(), sent.publication) == ([Need.CHOICE_AGAIN], agreed)
    agree(sent, sent.call.publication_choices.get(code="named"))
    send(sent, number=2)

    assert sent.publication.words == "Other words."


@pytest.mark.django_db(transaction=True)
def test_giving_up_and_sending_at_once_do_one_of_the_two_and_never_half():
    sent = changed()
    mine, theirs = (Submission.objects.get(pk=sent.pk) for _ in range(2))

    left, outcome = at_once(lambda: mine.leave(at=NOON), lambda: send(theirs, number=2))

    sent.refresh_from_db()
    assert (left, sent.changing_since) == (None, None)
    assert sent.as_sent()["answers"] == sent.latest.content["answers"]
    assert sent.revisions.count() == (1 if isinstance(outcome, AlreadyMoved) else 2)


@pytest.mark.usefixtures("uploads")
def test_what_a_change_removed_is_kept_for_the_revision_that_held_it():
    document = make_sent_with_document()
    sent = changing(document.submission)
    document.remove(at=NOON)
    send(sent, number=2)

    kept = Document.objects.get(pk=document.pk)

    assert (kept.is_held, sent.sent_documents) == (True, 0)
