"""What changed between two revisions, by part and in nobody's words."""

import pytest

from evidence.comparing import REFLECTIONS, Became, difference, pairs
from evidence.tests.revised import answer, content, document

SECRET = "quokka-7731"


def places(*codes):
    """Answers to questions of these codes, each in the section that it begins with."""
    return [
        answer(number, "Words.", section=f"{code.partition('.')[0]}. Section", code=code) for number, code in enumerate(codes, 1)
    ]


def test_what_became_of_each_answer_is_told_by_its_code():
    before = content(answer(1, "Same."), answer(2, "Old.", code="1.2"), answer(3, "Gone.", code="1.3"))
    after = content(answer(1, "Same."), answer(2, "New.", code="1.2"), answer(4, "Come.", code="1.4"))

    found = difference(before, after)

    assert found.answers == {
        Became.UNCHANGED: ["1.1"],
        Became.CHANGED: ["1.2"],
        Became.ADDED: ["1.4"],
        Became.GONE: ["1.3"],
    }
    assert found.phrases() == ["Changed: 1.2", "Added: 1.4", "No longer answered: 1.3"]


def test_answers_come_in_the_order_of_the_call_whichever_revision_has_them():
    one, ten, nine, later, reflections = *places("1.1", "1.10", "1.9", "10.1"), answer(5, "Good.", "Principles", "reflections")
    other = answer(6, "Words.", section="2. Another", code="2.1")

    found = pairs(content(reflections, ten, later), content(other, nine, one))

    assert [pair.latest["code"] for pair in found] == ["1.1", "1.9", "1.10", "2.1", "10.1", "reflections"]


def test_the_number_of_the_section_comes_before_the_code():
    letters = [answer(1, "Words.", "10. Last", "a"), answer(2, "Words.", "9. First", "b"), answer(3, "Words.", "Principles", "0")]

    assert [pair.latest["code"] for pair in pairs(content(*letters), content())] == ["b", "a", "0"]


def test_a_question_is_told_by_its_key_so_that_a_code_given_to_another_is_another():
    found = difference(content(answer(1, "Words.")), content(answer(2, "Words.")))

    assert (found.answers[Became.GONE], found.answers[Became.ADDED]) == (["1.1"], ["1.1"])


def test_the_reflections_are_called_what_they_are():
    reflections = answer(9, "Good.", "Principles", "reflections")

    assert difference(content(), content(reflections)).phrases() == [f"Added: {REFLECTIONS}"]


def test_documents_are_told_by_their_numbers():
    before = content(documents=[document(1), document(2)])
    after = content(documents=[document(8), document(3), document(2)])

    assert difference(before, after).phrases() == ["Documents added: 3, 8", "Documents removed: 1"]


@pytest.mark.parametrize(
    ("changed", "phrases"),
    [
        ({"role": "Chair"}, ["About you: changed"]),
        ({"type": {"code": "academic", "label": "Academic"}}, ["About you: changed"]),
        ({"email": ""}, ["About you: changed"]),
        ({"publication": 2}, ["How it may be published: changed"]),
        ({}, []),
    ],
    ids=["role", "type", "address", "publication", "nothing"],
)
def test_who_sent_it_and_how_it_may_be_published_are_told_as_changed(changed, phrases):
    assert difference(content(), content(**changed)).phrases() == phrases


def test_it_says_which_labels_changed():
    assert difference(content(), content(name="Bo", area="Wales")).about == ["Name", "Area"]


def test_no_phrase_has_a_word_of_the_sender():
    said = dict.fromkeys(["type_other", "name", "organisation", "role", "email", "area"], SECRET)
    after = content(answer(1, SECRET), documents=[document(1, name=SECRET)], **said, publication=2)

    forth, back = (difference(*both) for both in [(content(), after), (after, content())])

    assert SECRET not in repr(forth) + repr(back)
    assert len(forth.phrases()) == len(back.phrases()) == 4


def test_what_was_sent_before_there_were_documents_is_compared_too():
    before = content()
    del before["documents"]

    assert difference(before, content(documents=[document(1)])).documents_added == [1]


@pytest.mark.parametrize(
    ("before", "after", "only_spaced"),
    [("One.\nTwo.", "One.\n\nTwo. ", True), ("One.", "Two.", False), ("One.", "One.", False)],
    ids=["spaces", "words", "nothing"],
)
def test_a_change_of_spaces_alone_is_known(before, after, only_spaced):
    (pair,) = pairs(content(answer(1, before)), content(answer(1, after)))

    assert pair.is_only_spaced is only_spaced


def test_a_question_put_in_other_words_since_says_how_it_was_asked():
    before, after = answer(1, "Words."), answer(1, "Words.") | {"asked": "And now?"}

    asked = [pairs(content(*one), content(*other))[0].asked_before for one, other in [([before], [after]), ([after], [after])]]

    assert asked == ["What about 1.1?", ""]
