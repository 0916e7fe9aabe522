"""Tags on the pages of the desk where something is read."""

import re

import pytest
from django.test import Client

from evidence.tests.makers import make_sent as make_submission
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, put
from keepitlocal.passages.tagged import tagged
from keepitlocal.passages.tests.tags import make_tag, piece, tags_on
from principles.tests.makers import make_comment
from survey.models import TextRow
from survey.tests.stored import make_sent as make_response
from survey.tests.stored import make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
SUBMISSION = "/admin/evidence/submission/{}/change/"


def shown(client, address):
    """What a page says of tags: for each passage, the names of those that are on it."""
    page = client.get(address).content.decode()
    pieces = re.split(r'<div class="kil-tags" id="tags-(\d+)"', page)[1:]
    pairs = zip(map(int, pieces[::2]), pieces[1::2], strict=True)
    return {key: re.findall(r'<a href="/admin/tags/\d+/">(.*?)</a>', words.split("</div>")[0]) for key, words in pairs}


def place_of(submission):
    return f"question-{submission.revisions.get().content['answers'][0]['question']}"


def passages_of(thing):
    return list(Passage.objects.of(thing).order_by("pk"))


@pytest.fixture
def submission():
    return make_submission()


def test_a_submission_shows_the_tags_on_all_of_it_and_on_each_answer(client, officer, submission):
    put(submission, [piece(), piece(place_of(submission))])
    whole, answer = passages_of(submission)
    make_tag("Grants", on=[whole, answer], by=officer)
    make_tag("Loans", on=[answer], by=officer)

    assert shown(client, SUBMISSION.format(submission.pk)) == {whole.pk: ["Grants"], answer.pk: ["Grants", "Loans"]}


def test_a_tag_is_put_on_an_answer_from_the_page_of_its_submission(client, officer, submission):
    put(submission, [piece(place_of(submission))])
    [answer] = passages_of(submission)
    address = SUBMISSION.format(submission.pk)
    page = client.get(address).content.decode()

    said = {"name": "Grants", "next": re.search(r'name="next" value="(.*?)"', page)[1]}
    response = client.post(re.search(r'action="(/admin/tags/on/\d+/)"', page)[1], said)

    assert (response.headers["Location"], tags_on(answer)) == (f"{address}#tags-{answer.pk}", ["Grants"])


def test_a_thing_of_which_nothing_is_found_says_nothing_of_tags(client, officer, submission):
    put(submission, [])

    page = client.get(SUBMISSION.format(submission.pk)).content.decode()

    assert "kil-tags" not in page


def test_a_response_shows_the_tags_on_each_text_and_on_words_beside_a_choice(client, officer):
    response = make_response(authority="Anytown")
    put(response, [piece("authority"), piece("authority.other"), piece("elsewhere")])
    text, beside, _ = passages_of(response)
    make_tag("Grants", on=[text, beside], by=officer)

    found = shown(client, f"/admin/survey/response/{response.pk}/change/")

    assert found == {text.pk: ["Grants"], beside.pk: ["Grants"]}


def test_the_texts_of_a_question_show_the_tags_on_each(client, officer):
    survey = make_survey()
    responses = [make_response(survey, authority=name) for name in ["Anytown", "Otherton"]]
    for response in responses:
        put(response, [piece("authority"), piece("authority.other")])
    one, other = (passages_of(each)[0] for each in responses)
    make_tag("Grants", on=[one], by=officer)
    assert TextRow.objects.filter(item__question="authority").count() == 2

    found = shown(client, f"/admin/survey/survey/{survey.pk}/results/authority/")

    assert found == {one.pk: ["Grants"], other.pk: []}


def test_a_comment_shows_its_tags(client, officer):
    comment = make_comment()
    put(comment, [piece()])
    [passage] = passages_of(comment)
    make_tag("Grants", on=[passage], by=officer)

    assert shown(client, f"/admin/principles/comment/{comment.pk}/change/") == {passage.pk: ["Grants"]}


def test_a_moderator_is_shown_no_tags_of_a_comment():
    comment, moderator, client = make_comment(), make_officer(MODERATORS), Client()
    put(comment, [piece()])
    make_tag("Grants", on=passages_of(comment), by=moderator)
    client.force_login(moderator)

    assert "kil-tags" not in client.get(f"/admin/principles/comment/{comment.pk}/change/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_tags_of_a_page_cost_three_queries_however_many_there_are(submission, django_assert_num_queries, count):
    officer = make_officer()
    put(submission, [piece(str(number)) for number in range(count)])
    for number in range(count):
        make_tag(f"Tag {number}", on=passages_of(submission), by=officer)
    officer.has_perm("passages.view_tag")  # what an officer may do is asked for once in each request

    with django_assert_num_queries(3):
        found = tagged([submission], officer)

    assert [len(each.tags.all()) for each in found.passages.values()] == [count] * count
