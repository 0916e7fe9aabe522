"""What the desk says of a submission that was withdrawn, erased, or is being changed."""

import pytest

from evidence.models import Submission
from evidence.tests.makers import NOON, attach, make_call, make_ready, make_sent, question, say, send, write
from keepitlocal.audit.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SUBMISSIONS = "/admin/evidence/submission/"


def read(client, submission):
    return " ".join(client.get(f"{SUBMISSIONS}{submission.pk}/change/").content.decode().split())


def listed(client, query):
    return [row.pk for row in client.get(SUBMISSIONS + query).context["cl"].result_list]


def test_what_was_withdrawn_says_so_with_the_reason_and_when_it_goes(client, officer):
    sent = make_sent(text="Ours works.")
    sent.withdraw(why="We <were> wrong.", at=NOON)

    page = read(client, sent)

    assert "Withdrawn by its sender at 1pm on Monday 1 June 2026.</strong> It may not be used, quoted or published." in page
    assert "It is erased" not in page
    assert "What it says is erased from 1pm on Wednesday 1 July 2026." in page
    assert "We &lt;were&gt; wrong." in page
    assert "Ours works." in page


def test_what_was_withdrawn_without_a_reason_says_so(client, officer):
    sent = make_sent()
    sent.withdraw(at=NOON)

    assert "They gave no reason." in read(client, sent)


@pytest.mark.usefixtures("uploads")
def test_what_was_erased_says_so_and_shows_nothing_else_of_it(client, officer):
    draft = make_ready(text="Ours works.", publication="private")
    attach(draft, name="quokka.txt")
    send(draft).withdraw(why="Wrong.", at=NOON)
    draft.erase(at=NOON)

    page = read(client, draft)

    assert "Erased at 1pm on Monday 1 June 2026." in page
    assert [
        words for words in ["Ours works.", "Wrong.", "O’Neill", "quokka", "Who sent it", "Confidential."] if words in page
    ] == []
    assert not Entry.objects.filter(did="confidential evidence was read").exists()


def test_what_is_being_changed_stands_as_it_was_sent(client, officer):
    sent = make_sent(text="Ours works.")
    sent.change(at=NOON)
    say(sent, name="Quokka")
    write(sent, {question(sent.call): "Other words."})

    page = read(client, sent)

    assert "Its sender has begun to change it</strong>, since 1pm on Monday 1 June 2026." in page
    assert "Ours works." in page
    assert [words for words in ["Quokka", "Other words."] if words in page] == []


def test_what_stands_has_no_such_notice(client, officer):
    page = read(client, make_sent())

    assert [words for words in ["Withdrawn by", "Erased at", "begun to change"] if words in page] == []


@pytest.mark.parametrize("status", ["withdrawn", "erased"])
def test_the_list_narrows_to_it(client, officer, status):
    call = make_call()
    make_sent(call)
    withdrawn, erased = make_sent(call), make_sent(call)
    for each in [withdrawn, erased]:
        each.withdraw(at=NOON)
    erased.erase(at=NOON)

    assert listed(client, f"?status={status}") == [{"withdrawn": withdrawn, "erased": erased}[status].pk]
    assert Submission.objects.sent().count() == len(listed(client, ""))
