"""Submissions as JSON and as Word documents: what each says, and in which order."""

import io
import json

import docx
import pytest

from evidence.tests.exported import export
from evidence.tests.makers import DAY, NOON, make_asked, make_call, make_entered, make_sent, question
from keepitlocal.audit.models import named
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Quoting, Tag, Tagging, Visibility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
WHO = "Community organisation"


def read(client, call, order, **ticks):
    """What the document says below its contents, each with its style."""
    found = docx.Document(io.BytesIO(export(client, call, order, **ticks)[1])).paragraphs
    said = [(each.style.name, each.text) for each in found if each.text]
    return said[1 + next(place for place, (_, text) in enumerate(said) if "Update field" in text) :]


def tagged(name, sent, **said):
    """A tag of that name on the answer to the first question."""
    key = question(sent.call).pk
    told = {"said_by": f"Ann, {WHO}", "text": "It works here.", "asked": "1.1 What about 1.1?", "quoting": Quoting.NAMED} | said
    passage, _ = Passage.objects.get_or_create(
        thing=named(sent),
        place=f"question-{key}",
        defaults={
            "kind": "evidence.answer",
            "owner": sent.pk,
            "reference": sent.reference,
            "visibility": Visibility.OFFICERS,
            "said_at": NOON,
            **told,
        },
    )
    tag, _ = Tag.objects.get_or_create(name=name, defaults={"description": f"What is about {name}."})
    Tagging.objects.create(tag=tag, passage=passage, by=make_officer(), at=NOON)


def test_by_respondent_each_submission_has_a_heading_and_each_answer_its_question(client, officer):
    sent = make_sent(text="It works here.\nIt does.")

    assert read(client, sent.call, "by respondent") == [
        ("Heading 1", f"{sent.reference}: {WHO}"),
        ("Caption", "May be quoted with the name. New. Sent 2026-06-01T13:00:00+01:00."),
        ("Heading 2", "1.1 What about 1.1?"),
        ("Normal", "It works here."),
        ("Normal", "It does."),
    ]


def test_by_question_each_question_has_a_heading_and_below_it_who_answered(client, officer):
    call = make_call()
    one, two = make_sent(call), make_sent(call, publication="unnamed", text="Not here.")

    assert read(client, call, "by question")[:7] == [
        ("Heading 1", "1.1 What about 1.1?"),
        ("Heading 2", f"{one.reference}: {WHO}"),
        ("Caption", "May be quoted with the name."),
        ("Normal", "It works here."),
        ("Heading 2", f"{two.reference}: {WHO}"),
        ("Caption", "May be quoted without a name."),
        ("Normal", "Not here."),
    ]


def test_what_officers_asked_and_its_answers_are_in_every_file(client, officer):
    sent = make_sent()
    make_asked(sent, by=officer).reply("In 2019.\nAnd in 2020.", at=NOON)
    told = [("Caption", "Which year was that?"), ("Normal", "In 2019."), ("Normal", "And in 2020.")]

    one, other = (read(client, sent.call, order) for order in ["by respondent", "by question"])
    (said,) = json.loads(export(client, sent.call, "json")[1])["submissions"]

    assert one[-4:] == [("Heading 2", "Asked by the policy team"), *told]
    assert other[-6:-3] == [
        ("Heading 1", "Asked by the policy team"),
        ("Heading 2", f"{sent.reference}: {WHO}"),
        ("Caption", "May be quoted with the name."),
    ]
    assert other[-3:] == told
    answer = {"answered_at": "2026-06-01T13:00:00+01:00", "text": "In 2019.\nAnd in 2020."}
    assert said["asked_by_officers"] == [
        {"asked_at": "2026-06-01T13:00:00+01:00", "asked": "Which year was that?", "answers": [answer]}
    ]


def test_by_respondent_what_was_entered_says_how_it_came(client, officer, uploads):
    sent = make_entered(make_call(closes_at=NOON - DAY), received_at=NOON - DAY)

    assert ("Caption", "Came by post, received 2026-05-31T13:00:00+01:00, late.") in read(client, sent.call, "by respondent")


def test_by_tag_each_tag_has_a_heading_and_below_it_what_it_was_put_on(client, officer):
    sent = make_sent()
    tagged("Trust", sent)
    tagged("Buildings", sent)

    of_one = [
        ("Heading 2", f"{sent.reference}: {WHO}"),
        ("Caption", "May be quoted with the name. 1.1 What about 1.1?"),
        ("Normal", "It works here."),
    ]
    assert read(client, sent.call, "by tag") == [
        ("Heading 1", "Buildings"),
        ("Caption", "What is about Buildings."),
        *of_one,
        ("Heading 1", "Trust"),
        ("Caption", "What is about Trust."),
        *of_one,
    ]


def test_by_tag_nothing_confidential_comes_unasked(client, officer):
    """X6."""
    sent = make_sent(publication="private")
    tagged("Trust", sent, quoting=Quoting.NEVER)

    assert len(read(client, sent.call, "by tag")) == 2
    assert len(read(client, sent.call, "by tag", confidential="on")) == 5


def test_the_title_page_says_what_when_and_by_which_rules(client, officer):
    sent = make_sent()

    found = docx.Document(io.BytesIO(export(client, sent.call, "by respondent")[1])).paragraphs

    assert [each.text for each in found[:6]] == [
        "Call for evidence: evidence by respondent",
        "1 submission, exported on 1 June 2026, 13:00.",
        "Confidential evidence is left out.",
        "What is personal about respondents, such as names and organisations, is left out.",
        "Answers, and what the policy team asked, are as they were written.",
        "Choose “Update field” here to list the headings.",
    ]


def test_json_says_what_was_sent_and_by_which_rules(client, officer):
    sent = make_sent()

    assert json.loads(export(client, sent.call, "json")[1]) == {
        "call": "Call for evidence",
        "exported_at": "2026-06-01T13:00:00+01:00",
        "holds_confidential_evidence": False,
        "holds_personal_data": False,
        "narrowed_by": [],
        "submissions": [
            {
                "reference": sent.reference,
                "status": "New",
                "sent_at": "2026-06-01T13:00:00+01:00",
                "channel": "online",
                "received_at": None,
                "late": False,
                "type": {"code": "community", "label": WHO},
                **dict.fromkeys(["type_other", "name", "organisation", "role", "area", "email"]),
                "publication": "named",
                "answers": [{"code": "1.1", "asked": "What about 1.1?", "text": "It works here."}],
                "documents": [],
                "asked_by_officers": [],
            }
        ],
    }
