import pytest

from keepitlocal.outbox import letters
from keepitlocal.outbox.letters import Unwritable, one_line, tidy, together, write
from keepitlocal.outbox.tests.makers import make_message
from keepitlocal.parts import Letter

TEMPLATE = "outbox/together.txt"


def test_words_are_not_escaped_and_end_with_who_writes():
    letter = write(TEMPLATE, "About you", {"letters": [Letter("O'Neill & Sons", "ŵ <b>")]})

    assert "O'Neill & Sons\n\nŵ <b>\n" in letter.body
    assert letter.body.endswith("\nKeep it Local\nhttp://portal.example\n")


def test_a_body_has_no_gaps():
    assert tidy("\n\n  \nOne. \n\n\n\n Two.\t\n\n") == "One.\n\n Two.\n"


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", " \x0b\x0c ", "\u2028"])
def test_a_subject_is_one_line(break_):
    """M1"""
    assert one_line(f" A{break_}Bcc: b@c.d\n") == "A Bcc: b@c.d"


def test_one_letter_together_is_that_letter():
    letter = Letter("About you", "Dear you")

    assert together([letter]) is letter


def test_several_letters_together_are_one_with_a_rule_before_each():
    letter = together([Letter("One", "First."), Letter("Two", "Second.")])

    assert letter.subject == "2 e-mails from Keep it Local in one"
    assert letter.body.count("-" * 70) == 3
    assert letter.body.index("One\n\nFirst.") < letter.body.index("Two\n\nSecond.")


def test_of_several_letters_together_nobody_unsubscribes_at_one_press():
    letter = Letter("News", "There is some.", unsubscribe="https://portal.example/unsubscribe/x/")

    assert together([letter]).unsubscribe == letter.unsubscribe
    assert together([letter, letter]).unsubscribe == ""


@pytest.mark.parametrize(
    "address",
    [
        "/unsubscribe/x/",
        "mailto:a@example.org",
        "https://",
        "https://a.example/x y",
        "https://a.example/\nBcc: b@example.org",
        "https://a.example/>",
    ],
    ids=["a path", "another scheme", "no host", "a space", "a second header", "a bracket"],
)
def test_a_way_to_unsubscribe_is_a_whole_address(address):
    with pytest.raises(ValueError, match="whole address"):
        write(TEMPLATE, "News", {"letters": []}, unsubscribe=address)


@pytest.mark.django_db
def test_an_error_in_a_letter_is_told_without_its_words():
    with pytest.raises(Unwritable) as error:
        letters.read(make_message("test.broken"))

    assert str(error.value) == "Its words could not be written (KeyError)."
