"""F16: whatever is put into any box is stored or refused, escaped, and never an error of ours."""

import html

import pytest

from evidence.tests.naughty import STRINGS
from survey.definition.answering import tidied
from survey.definition.fields import names, offered
from survey.models import Response
from survey.tests.browsing import Form, form_of, page, press
from survey.tests.makers import asking, question
from survey.tests.stored import NOON, fill, hold, make_response, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

OTHER = [{"value": "north", "label": "North"}, {"value": "other", "label": "Other", "asks_for": "Which?"}]
TYPED = {
    "text": question("words", "text"),
    "long": question("words", "long"),
    "number": question("words", "number"),
    "email": question("words", "email", apart=True),
    "date": question("words", "date"),
    "words beside a choice": question("words", "one", choices=OTHER),
}
CHOSEN = {kind: question("area", kind) for kind in ["one", "many", "yes_no", "scale", "grid", "rank"]}


def boxes(asked):
    found = names(asking(asked).questions[asked["name"]])
    return [found[-1]] if asked.get("choices") == OTHER else found


@pytest.fixture
def begin(client):
    """A response in the test's browser to a survey that asks this."""
    return lambda asked, **texts: hold(client, make_response(make_survey(asking(asked)), **texts))


def every_kind():
    """A definition that asks every kind of question on one page, and its boxes."""
    one = [{**asked, "name": f"q{number}"} for number, asked in enumerate([*TYPED.values(), *CHOSEN.values()])]
    found = asking(*one)
    return found, [(asked, box) for asked in found.questions.values() for box in names(asked)]


def test_any_text_in_any_box_is_stored_as_it_is_or_refused(client):
    """F8: nothing of what is chosen is ever anything but one of the choices."""
    definition, every_box = every_kind()
    response = hold(client, make_response(make_survey(definition)))
    wrong = []

    for text in STRINGS:
        Response.objects.update(says={}, turns={})
        answer = client.post(page("you"), {box: text for _, box in every_box}, headers={"Accept": "application/json"})
        response.refresh_from_db()
        for asked, box in every_box:
            choices = offered(asked, box)
            is_taken = "\x00" not in text if choices is None else choices.issuperset(text.split())
            if answer.status_code != 200 or response.says.get(box, "") != (tidied(text) if is_taken else ""):
                wrong.append((box, text))

    assert wrong == []


@pytest.mark.parametrize("kind", ["text", "long"])
def test_any_text_is_shown_as_it_is_in_its_box_where_answers_are_checked_and_in_the_copy(client, kind):
    texts = {f"q{number}": tidied(text) for number, text in enumerate(STRINGS) if kind == "long" or len(text) < 500}
    response = hold(client, make_response(make_survey(asking(*(question(name, kind) for name in texts)))))
    fill(response, texts)

    shown = client.get(page("you")).text
    checked = html.unescape(client.get(page("check")).text)
    response.send(number=1, at=NOON)
    copy = client.get(page("copy", "?as=text")).text

    assert Form(shown).says() == texts
    assert [text for text in texts.values() if text not in checked] == []
    assert [text for text in texts.values() if text not in copy] == []
    assert "<script>alert" not in shown


@pytest.mark.parametrize("kind", TYPED)
def test_every_page_shows_any_text_escaped(client, begin, kind):
    """On the page of its question, on the check, where there is a choice between two, and when it is too late."""
    asked = TYPED[kind]
    text = "<script>alert(1)</script>{{ 7*7 }}\"'&amp;</textarea>"
    response = begin(asked, **({"words": "other"} if "words beside" in kind else {}))
    Response.objects.update(says=dict.fromkeys(boxes(asked), text) | ({"words": "other"} if "words beside" in kind else {}))
    response.refresh_from_db()
    Response.objects.update(beside=[{"key": 1, "box": boxes(asked)[0], "text": f"{text}2", "page": ""}])

    pages = [client.get(page(name)).text for name in ["you", "check", "choose"]]
    pages.append(client.post(page("you"), {boxes(asked)[0]: f"{text}3"}, follow=True).text)

    assert ["<script>alert" in each for each in pages] == [False] * 4
    assert [html.escape("<script>alert(1)</script>{{ 7*7 }}") in each for each in pages] == [True] * 4


def test_three_megabytes_in_one_box_are_given_back_with_a_sentence(client, begin):
    """F1."""
    response = begin(TYPED["long"])

    shown = client.post(page("you"), {"words": "x" * 3_000_000})

    response.refresh_from_db()
    assert (shown.status_code, response.says) == (200, {})
    assert "must be 100,000 characters or fewer. It has 3,000,000" in shown.text
    assert form_of(shown).says()["words"] == "x" * 3_000_000


def test_a_text_beyond_its_questions_length_is_kept_and_named_with_its_length(client, begin):
    """F2."""
    response = begin(question("words", "text", max_length=10))

    shown = press(client, page("you"), {"words": "Eleven char"})

    response.refresh_from_db()
    assert "must be 10 characters or fewer. It has 11" in shown.text
    assert response.says == {"words": "Eleven char"}


def test_a_nul_is_refused_and_the_rest_of_the_page_is_kept(client):
    """F3, F4."""
    response = hold(client, make_response(role="would"))

    shown = press(client, page("area"), {"authority": "a\x00b", "designed": "once"})

    response.refresh_from_db()
    assert "holds a character that cannot be kept (NUL)" in shown.text
    assert form_of(shown).says()["authority"] == "ab"
    assert response.says == {"role": "would", "designed": "once"}


@pytest.mark.parametrize(
    ("sent", "kept"), [(b"caf%E9", "caf\ufffd"), (b"%ED%A0%80", "\ufffd\ufffd\ufffd")], ids=["not UTF-8", "half a character"]
)
def test_bytes_that_are_not_text_become_the_replacement_character(client, begin, sent, kept):
    """F4, F5."""
    response = begin(TYPED["text"])

    client.post(page("you"), b"words=" + sent, content_type="application/x-www-form-urlencoded")

    response.refresh_from_db()
    assert response.says == {"words": kept}


def test_twelve_hundred_boxes_are_refused_with_a_page(client, begin):
    """F9."""
    begin(TYPED["text"])

    assert client.post(page("you"), {f"box{number}": "x" for number in range(1200)}).status_code == 400
