"""Forms that know what their page showed."""

import re
from urllib.parse import urlencode

import pytest

from evidence.models import OtherText
from evidence.tests.makers import NOON, YOURS, fill, hold, make_call, make_draft, question, say, texts, write
from keepitlocal.drafts.saying import NAME, hash_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SECTION, ABOUT = f"{YOURS}section-1/", f"{YOURS}about-you/"
NOTHING = hash_of("")


@pytest.fixture
def draft(client):
    return hold(client, make_draft(make_call()))


def named(page):
    """The controls of a page whose names carry a hash: a dict of key to hash."""
    return dict(re.findall(r'name="([^"@]+)@([^"]*)"', page.content.decode()))


def save_itself(client, address, said, **more):
    """Save as a page with script does."""
    return client.post(address, said | more, headers={"Accept": "application/json"}).json()


def test_a_name_carries_the_hash_of_what_is_shown(client, draft):
    write(draft, {question(draft.call, "1.1"): "A"})

    assert named(client.get(SECTION)) == {"answer-1.1": hash_of("A"), "answer-1.2": NOTHING}


def test_a_page_that_is_made_for_one_person_carries_the_same_hashes(client, draft):
    """A retired question that was answered has no slot, so that page is not the one that is kept."""
    write(draft, {question(draft.call, "1.1"): "A", question(draft.call, "1.2"): "B"})
    question(draft.call, "1.2").retire()
    draft.call.changed(by=None, at=NOON)

    assert named(client.get(SECTION)) == {"answer-1.1": hash_of("A"), "answer-1.2": hash_of("B")}


def test_a_proposed_address_is_not_taken_for_one_that_is_stored(client, draft):
    draft.keep_way_back("ann@example.org", at=NOON)

    page = client.get(ABOUT)

    assert 'value="ann@example.org"' in page.content.decode()
    assert named(page)["email"] == NOTHING


def test_ids_and_labels_stay_the_same_whatever_is_shown(client, draft):
    before = re.findall(r' (?:id|for)="(id_[^"]*)"', client.get(SECTION).content.decode())
    write(draft, {question(draft.call, "1.1"): "A"})

    after = re.findall(r' (?:id|for)="(id_[^"]*)"', client.get(SECTION).content.decode())

    assert before == after
    assert {"id_answer-1.1", "id_answer-1.2"} <= set(after)


def test_the_buttons_of_a_choice_share_one_name(client, draft):
    say(draft, respondent_type="other")

    page = client.get(ABOUT).content.decode()

    assert re.findall(r'type="radio" name="([^"]*)"', page) == [f"respondent_type@{hash_of('other')}"] * 2


def test_what_was_saved_takes_the_new_hash_and_what_was_refused_keeps_the_old(client, draft):
    write(draft, {question(draft.call, "1.1"): "A", question(draft.call, "1.2"): "B"})

    page = fill(client, SECTION, {"answer-1.1": "word " * 10_001, "answer-1.2": "BB"})

    assert named(page) == {"answer-1.1": hash_of("A"), "answer-1.2": hash_of("BB")}


def test_what_stands_beside_the_answer_keeps_the_old_hash_where_something_else_was_refused(client, draft):
    """F14: the page is shown again, for the words that could not be kept are only there."""
    write(draft, {question(draft.call, "1.2"): "Somebody else’s"})

    page = client.post(SECTION, {f"answer-1.1@{NOTHING}": "word " * 10_001, f"answer-1.2@{NOTHING}": "Mine"})

    assert (page.status_code, named(page)) == (200, {"answer-1.1": NOTHING, "answer-1.2": NOTHING})
    assert "word word word" in page.content.decode()
    assert OtherText.objects.get().text == "Mine"


def test_a_page_that_changed_nothing_goes_on_showing_what_it_showed(client, draft):
    write(draft, {question(draft.call, "1.2"): "Somebody else’s"})

    reply = save_itself(client, SECTION, {f"answer-1.1@{NOTHING}": "Mine", f"answer-1.2@{NOTHING}": ""})

    assert reply == {"seen": {"answer-1.1": hash_of("Mine")}, "choose": "", "problems": []}
    assert texts(draft) == {"1.1": "Mine", "1.2": "Somebody else’s"}


def test_a_hash_is_of_what_is_stored_not_of_how_it_was_typed(client, draft):
    reply = save_itself(client, SECTION, {f"answer-1.1@{NOTHING}": "  One.\r\nTwo.  "})

    assert reply["seen"] == {"answer-1.1": hash_of("One.\nTwo.")}
    assert named(client.get(SECTION))["answer-1.1"] == reply["seen"]["answer-1.1"]


def test_a_page_that_saves_itself_is_told_of_a_conflict(client, draft):
    """F14."""
    write(draft, {question(draft.call, "1.1"): "Somebody else’s"})

    reply = save_itself(client, SECTION, {f"answer-1.1@{NOTHING}": "Mine", f"answer-1.2@{NOTHING}": "Also mine"})

    assert reply == {"seen": {"answer-1.2": hash_of("Also mine")}, "choose": f"{YOURS}choose/", "problems": []}


def test_a_page_that_saves_itself_is_told_what_is_wrong_and_the_rest_is_saved(client, draft):
    reply = save_itself(client, SECTION, {f"answer-1.1@{NOTHING}": "a\x00b", f"answer-1.2@{NOTHING}": "Kept"})

    assert reply["seen"] == {"answer-1.2": hash_of("Kept")}
    assert reply["problems"] == ["Your answer to 1.1 holds a character that cannot be kept (NUL). Remove it and save again"]


def test_a_page_that_saves_itself_is_told_the_new_hash_when_it_changes_something_back(client, draft):
    write(draft, {question(draft.call): "A"})
    save_itself(client, SECTION, {f"answer-1.1@{hash_of('A')}": "B"}, page="p", turn="1")

    reply = save_itself(client, SECTION, {f"answer-1.1@{hash_of('A')}": "A"}, page="p", turn="2")

    assert (reply["seen"], texts(draft)) == ({"answer-1.1": hash_of("A")}, {"1.1": "A"})


def test_a_name_without_a_hash_counts_as_if_the_page_had_shown_nothing(client, draft):
    client.post(SECTION, {"answer-1.1": "First"})
    client.post(SECTION, {"answer-1.1": "Second"})

    assert texts(draft) == {"1.1": "First"}
    assert OtherText.objects.get().text == "Second"


@pytest.mark.parametrize(
    "said",
    [
        {"answer-1.1@": "x"},
        {"@": "x"},
        {"answer-1.1@@": "x"},
        {f"answer-1.1@{'f' * 1000}": "x"},
        {"answer-1.1@\x00": "x"},
        {"answer-1.1@<b>'\"": "word " * 10_001},
        {"answer-1.1\x00@": "x"},
        {"answer-1.1@\ud7ff\uffff": "x"},
        {"page": "a\x00b", "turn": "1", "answer-1.1": "x"},
        {"page": "p" * 1000, "turn": "1", "answer-1.1": "x"},
        {"page": "🏠", "turn": "1", "answer-1.1": "x"},
        {"page": "p", "turn": "-1", "answer-1.1": "x"},
        {"page": "p", "turn": "1e9", "answer-1.1": "x"},
        {"page": "p", "turn": "９", "answer-1.1": "x"},
        {"page": "p", "turn": "²", "answer-1.1": "x"},
        {"page": "p", "turn": "9" * 5000, "answer-1.1": "x"},
        {"page": "p", "turn": "\x00", "answer-1.1": "x"},
        {"draft": "\x00", "answer-1.1": "x"},
        {"draft": "9" * 5000, "answer-1.1": "x"},
    ],
    ids=lambda said: ascii(said)[:40],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_no_name_that_a_stranger_makes_up_breaks_anything(client, draft, said, accept):
    """F7."""
    write(draft, {question(draft.call): "Stored"})

    body = urlencode(said)
    kind = "application/x-www-form-urlencoded"

    response = client.post(SECTION, body, content_type=kind, headers={"Accept": accept})

    assert response.status_code in {200, 302, 409}
    assert texts(draft) == {"1.1": "Stored"}
    assert "<b>'" not in response.content.decode()


def test_of_two_names_for_one_field_one_is_saved_by_its_own_hash(client, draft):
    write(draft, {question(draft.call): "A"})

    response = client.post(SECTION, {f"answer-1.1@{NOTHING}": "x", f"answer-1.1@{hash_of('A')}": "y"})

    assert (response.status_code, texts(draft), OtherText.objects.count()) == (302, {"1.1": "y"}, 0)


def test_pages_without_a_sensible_name_do_not_count_their_turns_together(client, draft):
    save_itself(client, SECTION, {f"answer-1.1@{NOTHING}": "One"}, page="", turn="5")

    reply = save_itself(client, SECTION, {f"answer-1.2@{NOTHING}": "Two"}, page="", turn="1")

    assert reply["seen"] == {"answer-1.2": hash_of("Two")}
    assert texts(draft) == {"1.1": "One", "1.2": "Two"}


def test_each_page_has_a_name_of_its_own_and_begins_at_no_turn(client, draft):
    pages = [client.get(SECTION).content.decode() for _ in range(2)]

    names = {re.search(r'name="page" value="([^"]+)"', page)[1] for page in pages}
    assert len(names) == 2
    assert all(NAME.fullmatch(name) for name in names)
    assert all('name="turn" value="0"' in page for page in pages)


def test_a_form_shown_again_after_a_repeated_press_has_the_hash_of_what_is_stored(client, draft):
    """A reload of a page that was shown with an error sends the same turn again."""
    said = {f"answer-1.1@{NOTHING}": "Mine", f"answer-1.2@{NOTHING}": "word " * 10_001, "page": "p", "turn": "1"}
    client.post(SECTION, said)

    assert named(client.post(SECTION, said)) == {"answer-1.1": hash_of("Mine"), "answer-1.2": NOTHING}
