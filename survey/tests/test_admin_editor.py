"""What a survey asks is edited at the desk, and nothing of it shows before it is published."""

import pytest
from django.contrib.messages import get_messages

from keepitlocal.audit.models import Entry
from survey.definition import editing, plain
from survey.models import Survey
from survey.tests.makers import definition, page, question
from survey.tests.posting import boxes, send
from survey.tests.stored import NOON, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]

ASKED = definition(
    page("you", question("role", required=True), question("age", "number", min=0)),
    page("work", question("job", "text"), show_if={"role": {"in": ["north"]}}),
    page("end", exit=True, show_if={"role": {"in": ["south"]}}),
)


@pytest.fixture
def survey():
    return make_survey(ASKED)


def at(survey, tail):
    return f"/admin/survey/survey/{survey.pk}/{tail}"


def asked(survey):
    """The pages of what is drafted, each with the names of its questions."""
    draft = Survey.objects.get(pk=survey.pk).draft
    return [(each["name"], [asked["name"] for asked in each.get("questions", [])]) for each in draft["pages"]]


def drafted(survey, name):
    draft = Survey.objects.get(pk=survey.pk).draft
    return editing.at(draft, editing.question_places(draft)[name])


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def edit_meanwhile(survey):
    """Somebody else edits the survey."""
    now = Survey.objects.get(pk=survey.pk)
    now.edit(editing.replaced(now.draft, ("pages", 0, "title"), "Somebody else's"), edits=now.edits, by=None, at=NOON)


def test_every_page_and_question_is_listed_with_its_condition_in_words(client, survey):
    shown = client.get(at(survey, "questions/")).content.decode()

    assert [text in shown for text in ["What of role?", "A number, age", "Shown where “What of role” is “North”"]] == [True] * 3


def test_a_fault_is_said_beside_what_it_concerns(client, survey):
    content = plain(ASKED) | {"pages": plain(ASKED)["pages"][1:]}
    survey.edit(content, edits=0, by=None, at=NOON)

    outline = client.get(at(survey, "questions/")).context["outline"]

    assert [len(each.faults) for each in outline.pages] == [1, 1]


def test_what_is_no_definition_yet_still_opens_and_says_where_it_is_wrong(client, survey):
    survey.edit({"pages": [{"name": "you", "title": "You"}]}, edits=0, by=None, at=NOON)

    outline = client.get(at(survey, "questions/")).context["outline"]

    assert outline.pages[0].faults == ["questions must hold 1 or more"]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("down page you", ["work", "you", "end"]),
        ("up page end", ["you", "end", "work"]),
        ("up page you", ["you", "work", "end"]),
    ],
)
def test_a_page_moves_up_and_down(client, survey, move, expected):
    client.post(at(survey, "questions/"), {"edits": 0, "move": move})

    assert [name for name, _ in asked(survey)] == expected


def test_a_question_moves_and_the_record_says_who_edited(client, survey, officer):
    client.post(at(survey, "questions/"), {"edits": 0, "move": "down question role"})

    assert asked(survey)[0] == ("you", ["age", "role"])
    assert Entry.objects.about(survey).filter(did="had its questions edited", by=f"officers.officer/{officer.pk}").count() == 1


@pytest.mark.parametrize("move", ["", "left page you", "up page gone", "up thing you"])
def test_a_move_that_makes_no_sense_is_not_found(client, survey, move):
    assert client.post(at(survey, "questions/"), {"edits": 0, "move": move}).status_code == 404


def test_an_untouched_form_leaves_every_question_as_it_was(client, survey):
    for name in ASKED.questions:
        send(client, at(survey, f"questions/{name}/"))
    for name in ASKED.page:
        send(client, at(survey, f"pages/{name}/"))

    assert Survey.objects.get(pk=survey.pk).draft == plain(ASKED)


def test_an_untouched_form_leaves_every_question_of_the_round_as_it_was(client):
    survey = make_survey()
    was = survey.draft

    for name in survey.drafted.questions:
        assert send(client, at(survey, f"questions/{name}/")).status_code == 302
    for name in survey.drafted.page:
        assert send(client, at(survey, f"pages/{name}/")).status_code == 302

    assert Survey.objects.get(pk=survey.pk).draft == was


def test_a_page_is_added_at_the_end_under_a_name_of_its_title(client, survey):
    send(client, at(survey, "add-page/"), title="Last words")

    assert asked(survey)[-1] == ("last-words", [])


def test_a_question_is_added_to_its_page_under_a_name_of_its_words(client, survey):
    send(client, at(survey, "pages/you/add-question/?kind=long"), text="What else?")

    assert asked(survey)[0] == ("you", ["role", "age", "what_else"])
    assert drafted(survey, "what_else") == {"name": "what_else", "kind": "long", "text": "What else?"}


def test_before_a_question_is_added_its_kind_is_chosen(client, survey):
    shown = client.get(at(survey, "pages/you/add-question/")).content.decode()

    assert [f'href="?kind={kind}"' in shown for kind in ["one", "grid", "yes_no"]] == [True] * 3


def test_choices_are_listed_in_the_order_of_their_numbers_and_given_values(client, survey):
    lines = ["Both", "Neither", "One"]
    said = {f"choices-{number}-label": label for number, label in enumerate(lines)}
    said |= {"choices-0-ORDER": 3, "choices-1-ORDER": 1, "choices-2-ORDER": 2, "choices-2-value": "single"}

    send(client, at(survey, "pages/you/add-question/?kind=many"), text="Which?", **said)

    listed = [(each["value"], each["label"]) for each in drafted(survey, "which")["choices"]]
    assert listed == [("neither", "Neither"), ("single", "One"), ("both", "Both")]


def test_a_tables_columns_are_numbers(client, survey):
    said = {"rows-0-label": "Price", "columns-0-label": "No", "columns-1-label": "Yes", "columns-2-label": "Not sure"}

    send(client, at(survey, "pages/you/add-question/?kind=grid"), text="Agree?", **said, **{"columns-2-value": "-1"})

    assert [each["value"] for each in drafted(survey, "agree")["columns"]] == [1, 2, -1]


def test_a_line_is_taken_away_when_it_is_ticked(client, survey):
    send(client, at(survey, "questions/role/"), **{"choices-1-DELETE": "on"})

    assert [each["value"] for each in drafted(survey, "role")["choices"]] == ["north", "east"]


@pytest.mark.parametrize(
    ("kind", "said", "says"),
    [
        ("one", {}, "Choices must hold 2 or more."),
        ("number", {"min": "9", "max": "3"}, "Max must not be less than min."),
        ("text", {"max_length": "9999"}, "Max_length can be up to 500."),
        ("text", {"name": "Not A Name"}, "must be lower-case letters"),
        ("text", {"name": "job"}, "is the name of something else, or was"),
        ("text", {"text": ""}, "This is empty. Fill it in"),
    ],
    ids=["too few choices", "no number fits", "too long", "no name", "a name that is taken", "no words"],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(client, survey, kind, said, says):
    shown = send(client, at(survey, f"pages/you/add-question/?kind={kind}"), **({"text": "What now?"} | said))

    assert says in shown.content.decode()
    assert asked(survey)[0] == ("you", ["role", "age"])


def test_a_published_name_kind_and_value_stay_whatever_is_sent(client, survey):
    send(client, at(survey, "questions/role/"), name="other", kind="text", **{"choices-0-value": "changed", "text": "Who?"})

    question = drafted(survey, "role")
    assert (question["kind"], question["text"], question["choices"][0]["value"]) == ("one", "Who?", "north")


def test_a_question_that_is_not_published_can_become_one_of_another_kind(client):
    survey = make_survey(ASKED, is_published=False)

    send(client, at(survey, "questions/job/?kind=long"))

    assert drafted(survey, "job")["kind"] == "long"


def test_a_question_can_move_to_another_page(client, survey):
    send(client, at(survey, "questions/age/"), page="work")

    assert asked(survey)[:2] == [("you", ["role"]), ("work", ["job", "age"])]


def test_what_is_said_to_be_deleted_is_and_how_many_answered_it_is_told_first(client, survey):
    make_sent(survey, role="north", age="40")
    make_sent(survey, role="north")

    asks = client.get(at(survey, "questions/age/delete/"))
    client.post(at(survey, "questions/age/delete/"), boxes(asks))

    assert "1 response that was sent answered" in asks.content.decode()
    assert asked(survey)[0] == ("you", ["role"])


def test_a_page_goes_with_its_questions_which_are_named_first(client, survey):
    asks = client.get(at(survey, "pages/work/delete/"))
    client.post(at(survey, "pages/work/delete/"), boxes(asks))

    assert asks.context["asked"] == ["What of job?"]
    assert [name for name, _ in asked(survey)] == ["you", "end"]


@pytest.mark.parametrize(
    ("tail", "said"),
    [
        ("questions/age/", {"text": "Words of mine"}),
        ("pages/you/", {"title": "Words of mine"}),
        ("pages/you/add-question/?kind=long", {"text": "Words of mine"}),
        ("add-route/", {"name": "Words of mine", "form-0-answer": "role=north"}),
    ],
    ids=["a question", "a page", "a new question", "a route"],
)
def test_what_somebody_else_edited_meanwhile_is_told_and_nothing_typed_is_lost(client, survey, tail, said):
    page = client.get(at(survey, tail))
    edit_meanwhile(survey)

    refused = client.post(at(survey, tail), boxes(page) | said)
    again = client.post(at(survey, tail), boxes(refused))

    assert "Somebody else has edited it" in told(refused)
    assert "Words of mine" in refused.content.decode()
    assert (again.status_code, "Words of mine" in str(Survey.objects.get(pk=survey.pk).draft)) == (302, True)


def test_a_question_that_somebody_else_deleted_meanwhile_is_not_lost_either(client, survey):
    page = client.get(at(survey, "questions/age/"))
    survey.edit(editing.removed(survey.draft, ("pages", 0, "questions", 1)), edits=0, by=None, at=NOON)

    refused = client.post(at(survey, "questions/age/"), boxes(page) | {"text": "How old?"})
    client.post(at(survey, "questions/age/"), boxes(refused))

    assert drafted(survey, "age")["text"] == "How old?"


def test_nothing_that_is_edited_shows_before_it_is_published(client, survey):
    send(client, at(survey, "questions/role/"), text="Who on earth?")

    assert "Who on earth?" not in client.get("/survey/landscape/questions/").content.decode()


def test_looking_takes_as_many_queries_however_much_is_asked(client, survey, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(at(survey, "questions/"))
    large = make_survey(slug="large")
    with django_assert_max_num_queries(12):
        client.get(at(large, "questions/"))
