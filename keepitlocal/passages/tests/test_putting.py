"""Putting passages again makes them what they should be, and touches nothing that is so already."""

import io
from dataclasses import replace

import pytest
from django.core.management import call_command

from evidence.tests.makers import make_call, make_ready
from evidence.tests.makers import make_sent as make_evidence
from keepitlocal import parts
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages import putting
from keepitlocal.passages.models import Passage, Tag
from keepitlocal.passages.putting import put_again
from keepitlocal.passages.tests.found import unlike
from principles.tests.makers import make_comment
from survey.tests.stored import NOON, make_sent

pytestmark = pytest.mark.django_db


def command(**options):
    """What the command said, line by line."""
    said = io.StringIO()
    call_command("put_passages", stdout=said, **options)
    return said.getvalue().splitlines()


def rows():
    return list(Passage.objects.order_by("pk").values())


@pytest.fixture
def everything():
    """Something of each part, and a draft."""
    make_enquiry()
    make_evidence(make_ready().call)
    make_sent(authority="Leeds")
    make_comment()
    return rows()


def test_what_is_found_as_it_should_be_is_left_as_it_is(everything):
    assert command() == [
        "Pledges of support: 0 are found, and 0 things were put again.",
        "Enquiries: 1 are found, and 0 things were put again.",
        "Submissions: 1 are found, and 0 things were put again.",
        "Answers to a call: 1 are found, and 0 things were put again.",
        "Texts in the survey: 1 are found, and 0 things were put again.",
        "Comments on the principles: 1 are found, and 0 things were put again.",
    ]
    assert rows() == everything


def test_after_an_upgrade_everything_is_found(everything):
    Passage.objects.all().delete()

    command()

    without_keys = [[{**row, "id": None} for row in found] for found in [rows(), everything]]
    assert without_keys[0] == without_keys[1]


def test_one_part_alone_is_put_again(everything):
    Passage.objects.all().delete()

    assert command(part="survey") == ["Texts in the survey: 1 are found, and 1 things were put again."]
    assert [passage.kind for passage in Passage.objects.all()] == ["survey.text"]


@pytest.mark.parametrize(
    "wrong",
    [{"text": "Other."}, {"stems": "other"}, {"visibility": "public"}, {"quoting": "never"}, {"said_by": "Bo"}],
    ids=["text", "stems", "visibility", "quoting", "who said it"],
)
def test_what_is_found_otherwise_is_mended_and_keeps_its_key_and_tags(everything, wrong):
    tag = Tag.objects.create(name="Price")
    tag.passages.set(Passage.objects.all(), through_defaults={"by": make_officer(), "at": NOON})
    Passage.objects.update(**wrong)

    command()

    assert (rows(), tag.passages.count()) == (everything, len(everything))


@pytest.mark.parametrize(
    "stray",
    [
        {"kind": "evidence.answer", "thing": "evidence.submission/{owner}", "place": "question-0"},
        {"kind": "evidence.answer", "thing": "evidence.submission/999999", "owner": 999_999},
    ],
    ids=["of a place that says nothing", "of nothing that there is"],
)
def test_what_nobody_says_is_found_no_more(everything, stray):
    owner = Passage.objects.get(kind="evidence.answer").owner
    like = Passage.objects.get(kind=stray["kind"])
    said = {"owner": owner} | stray | {"thing": stray["thing"].format(owner=owner)}
    for name, value in {"pk": None, **said}.items():
        setattr(like, name, value)
    like.save(force_insert=True)

    command()

    assert rows() == everything


def test_many_are_put_in_several_lists(monkeypatch):
    monkeypatch.setattr(putting, "AT_A_TIME", 2)
    call = make_call()
    for _ in range(5):
        make_evidence(call)
    before = rows()
    Passage.objects.filter(pk__in=[row["id"] for row in before[2:8]]).delete()

    assert put_again("evidence.answer", parts.passage_kinds()["evidence.answer"]) == 3

    assert (len(rows()), unlike()) == (len(before), [])


def test_what_is_withdrawn_while_it_is_put_again_stays_gone():
    sent = make_evidence()
    kind = parts.passage_kinds()["evidence.answer"]
    read = list(kind.everything())
    sent.withdraw(at=NOON)

    put_again("evidence.answer", replace(kind, everything=lambda: iter(read)))

    assert rows() == []
