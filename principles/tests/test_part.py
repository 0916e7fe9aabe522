"""What the portal finds of this part: its way to take part on the front page, and who may do what at the desk."""

import pytest

from keepitlocal import parts
from keepitlocal.officers.groups import LEADS, MODERATORS, OFFICERS, declared
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.windows import Phase
from principles import part
from principles.models import Comment, Consultation, post
from principles.tests.makers import DAY, MOMENT, NOON, WEEK, make_author, make_comment, make_consultation, make_principle

pytestmark = pytest.mark.django_db

ENDS = NOON + WEEK


def ours(group):
    """What a group may do here, and not what others may."""
    return {may.partition(".")[2] for may in declared()[group] if may.startswith("principles.")}


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (NOON - WEEK - MOMENT, Phase.UPCOMING),
        (NOON, Phase.OPEN),
        (ENDS - DAY, Phase.ENDING),
        (ENDS, Phase.GRACE),
        (ENDS + DAY, Phase.CLOSED),
    ],
    ids=lambda value: value.name.lower() if isinstance(value, Phase) else "",
)
def test_the_front_page_tells_of_it_as_it_stands(at, phase):
    make_consultation()

    [card] = part.opportunities(at)

    assert (card.title, card.address, card.phase) == ("Draft commissioning principles", "/principles/", phase)
    assert (card.opens_at, card.closes_at, card.extended_from) == (NOON - WEEK, ENDS, None)


def test_the_front_page_says_that_it_was_extended():
    consultation = make_consultation()
    consultation.extend(ENDS + DAY, why="It was down.", by=None, at=NOON)

    [card] = part.opportunities(NOON)

    assert (card.closes_at, card.extended_from) == (ENDS + DAY, ENDS)


def test_the_card_ends_its_sentence_itself():
    make_consultation(summary="Five principles.")

    assert part.opportunities(NOON)[0].summary == "Five principles"


def test_nobody_is_told_of_what_is_not_published():
    make_consultation(is_published=False)

    assert part.opportunities(NOON) == []


def test_the_card_leads_to_the_principles(client, arrive):
    arrive(NOON)
    make_principle()

    page = client.get("/").content.decode()

    assert '<a class="govuk-link" href="/principles/">Draft commissioning principles</a>' in page


def test_there_is_a_round_once_there_is_a_consultation():
    before = part.has_round()

    make_consultation(is_published=False)

    assert (before, part.has_round(), Consultation.objects.count()) == (False, True, 1)


def test_moderators_moderate_and_see_nothing_else():
    """A12"""
    assert declared()[MODERATORS] == {"principles.view_comment", "principles.moderate_comment", "passages.search_passage"}


def test_only_leads_publish_decide_complaints_and_erase():
    leads = {"publish_consultation", "decide_complaint", "erase_comment", "export_personal_comment"}
    assert ours(LEADS) - ours(OFFICERS) == leads


def test_a_complaint_is_urgent_and_a_comment_is_not():
    """C10"""
    topics = parts.topics()

    assert (topics["complaints"].is_urgent, topics["comments"].is_urgent) == (True, False)


def test_officers_digests_tell_of_what_came_to_be_read_and_was_changed():
    comment = make_comment()
    make_comment(author=make_author("new@example.org", is_confirmed=False))
    reply = Comment(officer=make_officer(), name="Ann", text="Thank you.", principle=comment.principle, wording=comment.wording)
    post(reply, answers=comment, begun_at=NOON, at=NOON)
    comment.change("In other words.", at=NOON)

    lines = parts.topics()["comments"].digest(NOON, NOON + MOMENT)

    assert lines == [f"New: 1 ({comment.reference})", f"Changed by their authors: 1 ({comment.reference})"]
