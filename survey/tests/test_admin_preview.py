"""What is drafted can be clicked through as respondents will see it, and nothing of that is kept."""

import pytest

from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from survey.models import Response, Survey
from survey.tests.posting import boxes
from survey.tests.stored import NOON, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]


@pytest.fixture
def survey():
    return make_survey()


def address(survey):
    return f"/admin/survey/survey/{survey.pk}/preview/"


def begin(client, survey, route=""):
    """Begin with the answers of the route of that number, or with none."""
    return client.post(address(survey), {"begin": route})


def go_on(client, survey, page, *button, **said):
    """Press Continue, or the button of that name, having typed this; a box's name is known by how it begins."""
    typed = boxes(page)
    for box, text in said.items():
        name = next((name for name in typed if name.partition("@")[0] == box), box)
        typed[name] = text
    return client.post(address(survey), typed | dict.fromkeys(button, ""))


def title(page):
    return page.context["page"].title


def titles(client, survey, page):
    """The titles of the pages up to the check, Continue pressed on each."""
    found = []
    while "page" in page.context and not page.context["page"].exit:
        found.append(title(page))
        page = go_on(client, survey, page)
    return found, page


def test_every_route_is_offered_to_begin_with(client, survey):
    shown = client.get(address(survey)).content.decode()

    assert [route.name in shown for route in survey.drafted.routes] == [True] * 6


@pytest.mark.parametrize("number", range(1, 6))
def test_a_route_leads_past_the_pages_that_it_must_be_shown(client, survey, number):
    route = survey.drafted.routes[number - 1]

    found, last = titles(client, survey, begin(client, survey, str(number)))

    assert found == [survey.drafted.page[name].title for name in route.pages]
    assert "nothing to send, and nothing is kept" in last.content.decode()


def test_who_is_not_meant_comes_to_the_exit(client, survey):
    page = begin(client, survey, "6")

    assert title(go_on(client, survey, page)) == "This survey is for others"


def test_from_nothing_the_same_is_asked_of_them_as_of_respondents(client, survey):
    page = begin(client, survey)

    refused = go_on(client, survey, page)
    went_on = go_on(client, survey, refused, role="councillor")

    assert (title(refused), refused.context["form"].errors != {}) == ("Who you are", True)
    assert title(went_on) == "Where you work, and on what"


def test_the_page_says_which_of_how_many_it_is_where_that_is_known(client, survey):
    unknown = begin(client, survey)
    known = go_on(client, survey, unknown, role="councillor")

    assert "Page 1</span>" in unknown.content.decode()
    assert "Page 2 of 5</span>" in known.content.decode()


def test_back_goes_to_the_page_before_with_what_was_typed(client, survey):
    page = go_on(client, survey, begin(client, survey), role="councillor")

    back = go_on(client, survey, page, "back", authority="Hull")
    again = go_on(client, survey, back)

    assert title(back) == "Who you are"
    assert "Hull" in again.content.decode()


def test_what_was_typed_is_on_the_check_in_words(client, survey):
    page = go_on(client, survey, begin(client, survey, "5"))
    page = go_on(client, survey, page, authority="Hull")

    shown = titles(client, survey, page)[1].content.decode()

    assert [text in shown for text in ["An elected councillor", "Hull"]] == [True, True]


def test_back_from_the_check_is_the_last_page(client, survey):
    _, check = titles(client, survey, begin(client, survey, "1"))

    assert title(go_on(client, survey, check, "back")) == "Keeping in touch"


def test_it_shows_what_is_drafted_and_not_what_is_published(client, survey):
    content = survey.draft | {"pages": [survey.draft["pages"][0] | {"title": "Who on earth"}, *survey.draft["pages"][1:]]}
    survey.edit(content, edits=0, by=None, at=NOON)

    assert title(begin(client, survey)) == "Who on earth"


def test_a_page_that_went_while_it_was_looked_at_gives_way_to_the_first(client, survey):
    page = go_on(client, survey, begin(client, survey), role="councillor")
    survey.edit(survey.draft | {"pages": [survey.draft["pages"][0]], "routes": []}, edits=0, by=None, at=NOON)

    assert title(go_on(client, survey, page)) == "Who you are"


def test_what_is_no_definition_yet_is_not_shown_and_says_why(client, survey):
    survey.edit({}, edits=0, by=None, at=NOON)

    assert "Pages must hold 1 or more." in client.get(address(survey)).content.decode()


def test_nothing_is_kept(client, survey):
    titles(client, survey, begin(client, survey, "1"))

    assert (Response.objects.count(), Survey.objects.get().edits) == (0, 0)


@pytest.mark.parametrize("said", ["", "made-up", "e30:1:x"])
def test_answers_that_were_tampered_with_begin_anew(client, survey, said):
    answer = client.post(address(survey), {"said": said, "page": "you"})

    assert (answer.status_code, answer.url) == (302, address(survey))


def test_every_page_says_that_it_is_a_preview(client, survey):
    page = begin(client, survey, "1")
    _, check = titles(client, survey, page)

    banner = "This is a preview of what is drafted."
    assert [banner in each.content.decode() for each in [page, check]] == [True, True]


def test_it_is_not_for_moderators(client, survey):
    client.force_login(make_officer(MODERATORS))

    assert [client.get(address(survey)).status_code, begin(client, survey).status_code] == [403, 403]
