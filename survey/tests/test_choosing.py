"""Choosing between answers that were given at the same time."""

import pytest

from keepitlocal.drafts.saying import Said, hash_of
from survey.tests.browsing import form_of, page, press
from survey.tests.stored import NOON, hold, make_response

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

CHOOSE = page("choose")
IN_BETWEEN = "Somebody else changed or chose this in the meantime"


@pytest.fixture
def response(client):
    return hold(client, make_response(role="would"))


def contest(response, box, stored, *others, at=NOON):
    """Have a box say one text, with others beside it, each from a page that had shown something else."""
    response.write({box: Said(stored, hash_of(response.says.get(box, "")))}, at=at)
    for each in others:
        response.write({box: Said(each, hash_of("what was there before"))}, at=at)


def stands(response, box="authority"):
    response.refresh_from_db()
    return response.says.get(box, ""), [each["text"] for each in response.beside]


def key(response, text):
    return next(str(each["key"]) for each in response.beside if each["text"] == text)


def test_where_every_box_has_one_text_there_is_nothing_to_choose(client, response):
    assert "There is nothing to choose between" in client.get(CHOOSE).text


def test_a_save_that_met_another_leads_to_the_choice(client, response):
    """F14."""
    shown = form_of(client.get(page("area")))
    contest(response, "authority", "Mine")

    answer = client.post(page("area"), shown.filled({"authority": "Theirs"}))

    assert answer.url == CHOOSE
    assert [words in client.get(CHOOSE).text for words in ["Mine", "Theirs"]] == [True, True]


@pytest.mark.parametrize(("use", "says"), [("stored", "Mine"), ("Theirs", "Theirs"), ("Hers", "Hers")])
def test_what_is_pressed_is_what_the_response_says(client, response, use, says):
    contest(response, "authority", "Mine", "Theirs", "Hers")

    answer = press(client, CHOOSE, use=use if use == "stored" else key(response, use))

    assert (stands(response), answer.url) == ((says, []), page("you"))


def test_an_emptied_answer_can_be_used(client, response):
    contest(response, "authority", "Mine", "")

    press(client, CHOOSE, use=key(response, ""))

    assert stands(response) == ("", [])


@pytest.mark.parametrize(
    ("box", "texts", "words"),
    [
        ("designed", ["once", "never"], ["In the last two years", "Yes, once", ">No<"]),
        ("services", ["health youth", "children"], ["Health and wellbeing, Youth services", "Children&#x27;s services"]),
        ("barriers.size", ["0", "-1"], ["The size of contracts", "Not a barrier", "Does not apply or not sure"]),
        ("help.2", ["lots", "time"], ["Place 2", "Smaller lots", "More time to bid"]),
        ("authority", ["<b>", "</div>"], ["&lt;b&gt;", "&lt;/div&gt;"]),
    ],
    ids=["one", "many", "a row of a grid", "a place of a rank", "typed"],
)
def test_each_text_is_shown_in_the_words_of_its_question(client, response, box, texts, words):
    contest(response, box, *texts)

    shown = client.get(CHOOSE).text

    assert [each for each in words if each not in shown] == []


def test_several_boxes_are_settled_one_by_one(client, response):
    contest(response, "authority", "Mine", "Theirs")
    contest(response, "designed", "once", "never")

    first = press(client, CHOOSE, use="stored")
    second = press(client, CHOOSE, use="stored")

    assert (first.url, second.url) == (CHOOSE, page("you"))


def test_a_choice_that_comes_after_somebody_elses_is_told_and_nothing_is_lost(client, response):
    """F14, F15."""
    contest(response, "authority", "Mine", "Theirs")
    shown, use = form_of(client.get(CHOOSE)), key(response, "Theirs")
    contest(response, "authority", "Newer")

    answer = client.post(CHOOSE, shown.filled({}, use=use), follow=True)

    assert IN_BETWEEN in answer.text
    assert stands(response) == ("Newer", ["Theirs"])


def test_a_choice_pressed_twice_is_told_and_changes_nothing(client, response):
    """F10."""
    contest(response, "authority", "Mine", "Theirs")
    shown, use = form_of(client.get(CHOOSE)), key(response, "Theirs")

    answers = [client.post(CHOOSE, shown.filled({}, use=use)) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert stands(response) == ("Theirs", [])


@pytest.mark.parametrize("field", ["", "stranger", "services.health", "says", "authority@0"])
def test_a_box_that_there_is_not_is_not_found(client, response, field):
    """F7."""
    contest(response, "authority", "Mine", "Theirs")

    assert client.post(CHOOSE, {"field": field, "use": "stored"}).status_code == 404


@pytest.mark.parametrize("use", ["", "0", "99", "joined", "-1", "9" * 30])
def test_a_button_that_there_is_not_chooses_nothing(client, response, use):
    """F7."""
    contest(response, "authority", "Mine", "Theirs")

    press(client, CHOOSE, use=use)

    assert stands(response) == ("Mine", ["Theirs"])


@pytest.mark.parametrize("other", ["", "x", "1", "1@", "1@0f343b0931126a20", "9999999999@0f343b0931126a20"])
def test_a_text_that_was_not_shown_is_not_settled(client, response, other):
    """F7."""
    contest(response, "authority", "Mine", "Theirs")

    client.post(CHOOSE, {"field": "authority", "use": "stored", "seen": hash_of("Mine"), "other": other})

    assert stands(response) == ("Mine", ["Theirs"])


def test_until_it_is_chosen_it_cannot_be_sent_and_the_check_leads_there(client, response):
    contest(response, "authority", "Mine", "Theirs")

    shown = client.get(page("check")).text
    client.post(page("check"), {"number": 1})

    response.refresh_from_db()
    assert f'<a href="{CHOOSE}">Choose between the answers to “Which local authority area' in shown
    assert response.number == 0


def test_several_texts_off_the_path_keep_nobody_from_sending(client, response):
    contest(response, "contract_count", "1", "2")

    assert press(client, page("check")).url == page("sent")
    assert stands(response) == ("", [])
