"""Officers named in a note."""

import pytest

from evidence.mentioning import Unclear, marked, named_in
from keepitlocal.officers.models import Officer

ANN = Officer(pk=1, name="Ann Other", email="ann@example.org")
ANNE = Officer(pk=2, name="Ann Otherwise", email="a.otherwise@example.org")
TWO = [Officer(pk=key, name="Jo Bell", email=f"jo{key}@example.org") for key in [3, 4]]
ALL = [ANN, ANNE, *TWO]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Ann Other, look.", [ANN]),
        ("Look, @ann OTHER!", [ANN]),
        ("@Ann Otherwise knows", [ANNE]),
        ("@ann", [ANN]),
        ("Ask @a.otherwise.", [ANNE]),
        ("(@jo3 and @Ann Other and @ann)", [TWO[0], ANN]),
        ("Write to ann@example.org, at 5 @ 6, @", []),
    ],
)
def test_an_officer_is_named_by_their_name_or_by_the_beginning_of_their_address(text, named):
    assert named_in(text, ALL) == named


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@Nobody here", "“@Nobody” fits nobody."),
        ("@Ann Othe", "“@Ann” fits several officers"),
        ("@Jo Bell", "“@Jo Bell” fits several officers."),
    ],
)
def test_a_name_that_fits_nobody_or_several_is_said_with_the_names_there_are(text, words):
    with pytest.raises(Unclear) as unclear:
        named_in(text, [*ALL, Officer(pk=5, name="Ann Third", email="ann@elsewhere.example")])

    assert str(unclear.value).startswith(words)
    assert "@Ann Otherwise, @jo3, @jo4" in str(unclear.value)


def test_a_name_is_marked_where_it_stands_and_nothing_else_is_markup():
    assert marked("<b> @Ann Other & @Bo", [ANN]) == "&lt;b&gt; <strong>@Ann Other</strong> &amp; @Bo"
