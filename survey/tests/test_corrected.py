"""A survey that is corrected twice while it is being answered spoils nothing that was answered.

What the table should say is worked out here from what was typed and from the round's file, by no rule of the survey's own.
"""

import copy
import datetime
from random import Random

import pytest
import yaml
from django.conf import settings

from survey.counting import counted
from survey.definition import read
from survey.exports import table
from survey.models import Response, Status
from survey.models.responses import begin
from survey.tests.crowds import republish
from survey.tests.respondents import texts_of_one
from survey.tests.stored import NOON, fill, make_survey
from survey.tests.test_exports import read as as_read

pytestmark = pytest.mark.django_db
ROLES = ["delivers", "delivered", "would", "commissions", "councillor"]
NUMERIC = {"many", "rank", "grid", "scale", "number"}
MINUTE = datetime.timedelta(minutes=1)


def asked_in(said):
    """The questions of a version's plain content, by name."""
    return {each["name"]: each for page in said["pages"] for each in page.get("questions", [])}


def three_versions():
    first = yaml.safe_load((settings.ROOT / "content" / "survey.yaml").read_text())["survey"]
    first = {key: first[key] for key in ("pages", "routes")}
    second = copy.deepcopy(first)
    asked_in(second)["services"]["text"] = "Which services?"
    asked_in(second)["services"]["choices"].append({"value": "housing", "label": "Housing"})
    second["pages"][1]["questions"].append({"name": "volunteers", "kind": "number", "min": 0, "text": "How many volunteers?"})
    third = copy.deepcopy(second)
    services = asked_in(third)["services"]
    services["choices"] = [each for each in services["choices"] if each["value"] != "youth"]
    asked_in(third)["seen_fail"]["show_if"] = {"role": {"in": ["commissions", "councillor"]}}
    commissioning = third["pages"][4]
    commissioning["questions"] = [each for each in commissioning["questions"] if each["name"] != "inhouse"]
    return first, second, third


def cells_of(question, texts):
    """What the columns of one question say to these texts, where it is asked."""
    name, kind = question["name"], question["kind"]
    choices = [each["value"] for each in question.get("choices", [])]
    if kind == "many":
        made = texts.get(name, "").split()
        cells = {f"{name}.{each}": str(int(each in made)) if made else "" for each in choices}
    elif kind == "rank":
        made = [texts[f"{name}.{place}"] for place in (1, 2, 3) if texts.get(f"{name}.{place}")]
        cells = {f"{name}.{each}": str(made.index(each) + 1 if each in made else 0) if made else "" for each in choices}
    elif kind == "grid":
        made = []
        cells = {f"{name}.{row['value']}": texts.get(f"{name}.{row['value']}", "") for row in question["rows"]}
    else:
        made = [texts.get(name, "")]
        cells = {name: made[0]}
    asking = {each["value"]: f"{name}.{each['value']}.words" for each in question.get("choices", []) if "asks_for" in each}
    return cells | {box: texts.get(box, "") if value in made else "" for value, box in asking.items()}


def is_number(column, question):
    return question["kind"] in NUMERIC and not column.endswith(".words")


def row_of(texts, number, versions):
    """The whole row that these texts make under the version of that number."""
    role, said = texts["role"], versions[number - 1]
    pages = next(route["pages"] for route in said["routes"] if route["answers"] == {"role": role})
    on_path = {each["name"] for page in said["pages"] if page["name"] in pages for each in page.get("questions", [])}
    row = {}
    for other in versions:
        for name, question in asked_in(other).items():
            offered = set(cells_of(asked_in(said)[name], {})) if name in asked_in(said) else set()
            for column in cells_of(question, {}) if not question.get("apart") else ():
                off_path, not_asked = ("-96", "-97") if is_number(column, question) else ("[off the path]", "[not asked]")
                row[column] = off_path if column in offered else not_asked
    for name, question in asked_in(said).items():
        shown_to = question.get("show_if", {"role": {"in": [role]}})["role"]["in"]
        if name in on_path and role in shown_to and not question.get("apart"):
            row |= cells_of(question, texts)
    return row


class Crowd:
    """People of every audience, who begin under one version and send under one; what each typed is remembered."""

    def __init__(self, survey):
        self.survey, self.random, self.at, self.expected = survey, Random(50), NOON, {}

    def begin(self, count):
        begun = []
        for number in range(count):
            texts = texts_of_one(self.survey.latest.definition, self.random) | {"role": ROLES[number % len(ROLES)]}
            response = begin(self.survey, nonce="", at=NOON)
            fill(response, texts)
            begun.append((response, texts))
        return begun

    def send(self, begun, *, under):
        for response, texts in begun:
            response = Response.objects.get(pk=response.pk)
            self.at += MINUTE
            response.send(number=1, at=self.at)
            self.expected[response.reference] = (under, texts)


@pytest.fixture
def answered():
    """The survey, its versions, and what was typed by each of fifty: some began before a correction, and sent after it."""
    versions = three_versions()
    first, second, third = map(read, versions)
    survey = make_survey(first)
    crowd = Crowd(survey)
    crowd.send(crowd.begin(15), under=1)
    moving_on = crowd.begin(5)
    republish(survey, second)
    crowd.send([*moving_on, *crowd.begin(10)], under=2)
    staying = crowd.begin(5)
    republish(survey, third)
    crowd.send([*staying], under=2)
    crowd.send(crowd.begin(15), under=3)
    return survey, versions, crowd.expected


def test_every_column_of_every_response_is_right_after_two_corrections(answered):
    survey, versions, expected = answered

    header, *lines = as_read(table.lines(survey))

    about = [(line[0], int(line[3])) for line in lines]
    assert about == [(reference, under) for reference, (under, _) in expected.items()]
    for line in lines:
        under, texts = expected[line[0]]
        assert dict(zip(header[6:], line[6:], strict=True)) == row_of(texts, under, versions)


def test_what_came_later_stands_beside_what_it_belongs_to(answered):
    survey, _, _ = answered

    header = next(table.lines(survey))

    kinds = "homelessness employment children adult-care health youth other housing other.words".split()
    assert header[8:17] == [f"services.{each}" for each in kinds]
    assert header[-1] == "volunteers"
    assert "inhouse" in header


def test_every_question_is_counted_over_all_three_versions(answered):
    survey, versions, expected = answered

    found = {each.asked.key: each for each in counted(survey)}

    assert {each.sent for each in found.values()} == {Response.objects.filter(status=Status.SENT).count()} == {50}
    assert found["volunteers", ""].not_asked == 15
    assert found["inhouse", ""].not_asked == 15
    assert {each.value: each.count for each in found["role", ""].answers} == dict.fromkeys(ROLES, 10) | {"none": 0}
