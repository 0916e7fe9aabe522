"""Finding drafts at the desk: by what may be known of them, and by an address that is known already."""

import pytest

from evidence.tests.makers import NOON, make_call, make_draft, make_ready
from evidence.tests.test_admin_drafts import DRAFTS, listed
from evidence.tests.test_drafting import change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_list_narrows_to_a_call_a_type_and_an_address(client, officer):
    here, there = make_ready(), make_draft(make_call(slug="another"))
    there.keep_way_back("ann@example.org", at=NOON)

    assert listed(client, f"?call__id__exact={there.call_id}") == {there.pk}
    assert (listed(client, "?type=community"), listed(client, "?type=-")) == ({here.pk}, {there.pk})
    assert (listed(client, "?address=yes"), listed(client, "?address=no")) == ({there.pk}, {here.pk})


def test_the_list_narrows_to_how_far_they_have_come(client, officer):
    call = make_call()
    made = {"untouched": make_draft(call).pk, "begun": make_draft(call, name="Ann").pk, "ready": make_ready(call).pk}

    assert {progress: listed(client, f"?progress={progress}") for progress in made} == {
        progress: {pk} for progress, pk in made.items()
    }


@pytest.mark.parametrize("name", ["type", "address", "progress"])
@pytest.mark.parametrize("value", ["owl", "'", "%00", "delete"])
def test_a_choice_that_there_is_not_narrows_nothing(client, officer, name, value):
    draft = make_draft()

    assert listed(client, f"?{name}={value}") == {draft.pk}


@pytest.mark.parametrize(
    "lookup",
    [
        "name__startswith=A",
        "email=ann@example.org",
        "writers__email__startswith=a",
        "answers__text__contains=x",
        "turns__has_key=x",
    ],
)
def test_nothing_that_is_kept_of_a_draft_can_be_guessed_at_through_the_list(client, officer, lookup):
    change(make_ready())

    assert client.get(f"{DRAFTS}?{lookup}").status_code == 400


def test_a_draft_is_found_by_its_number_and_by_its_reference(client, officer):
    call = make_call()
    draft, changing = make_draft(call), change(make_ready(call))

    for typed in [f"{draft.pk}", f"draft {draft.pk}", f" Draft {draft.pk} ", f"DRAFT{draft.pk}"]:
        assert listed(client, f"?q={typed}") == {draft.pk}
    for typed in [changing.reference, changing.reference.lower().replace("-", " ")]:
        assert listed(client, f"?q={typed}") == {changing.pk}


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("ann@example.org", True),
        ("ANN@Example.org ", True),
        ("ann@example.or", False),
        ("nn@example.org", False),
        ("ann@", False),
        ("@example.org", False),
        ("ann", False),
        ("example", False),
        ("%25@example.org", False),
    ],
)
def test_a_draft_is_found_by_a_whole_address_alone(client, officer, typed, is_found):
    call = make_call()
    draft = make_draft(call)
    draft.keep_way_back("ann@example.org", at=NOON)
    make_draft(call).keep_way_back("bo@example.org", at=NOON)

    assert listed(client, f"?q={typed}") == ({draft.pk} if is_found else set())


@pytest.mark.parametrize("typed", ["-", "quokka", "99999999999999999999", "draft", "0"])
def test_searching_for_what_there_is_not_finds_nothing(client, officer, typed):
    make_ready(text="quokka")

    assert listed(client, f"?q={typed}") == set()
