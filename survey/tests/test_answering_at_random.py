"""Surveys and answers made at random, answered in a browser: the path, the pages, the check and what is sent say the same."""

import re

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from survey.definition import Kind, path
from survey.definition.answering import LONGEST_KEPT, UNKEPT, answers_in, tidied
from survey.definition.arriving import problems_of
from survey.definition.fields import names, offered
from survey.definition.linting import faults
from survey.models import Apart, Response, Status, registry, rows
from survey.tests.browsing import SURVEY, form_of, page
from survey.tests.definitions import definitions, texts_for
from survey.tests.stored import forget, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

EXAMPLES, STEPS = 30, 14
HEADINGS = re.compile(r'<h2 class="govuk-heading-m">(Page \d+|Alone)</h2>')


class Walk:
    """Somebody who answers, and what a draft must say by the rules alone."""

    def __init__(self, definition, data):
        self.definition, self.data, self.says = definition, data, {}
        make_survey(definition)
        self.browser = Client()
        self.at = self.browser.post(SURVEY, {"nonce": "one"}).url

    @property
    def way(self):
        return path(self.definition, answers_in(self.definition, self.says)[0])

    def step(self):
        """Open the page that they are at, fill it in, and press one of its buttons."""
        name = self.at.removeprefix(SURVEY).partition("/")[0]
        asked, before = self.way.asked[name], self.way.before(name)
        form = form_of(self.browser.get(self.at))
        boxes = [box for question in asked for box in names(question)]
        assert {box for box in form.names if "@" in form.names[box]} == set(boxes)
        texts = {box: self.sent(box, text) for box, text in self.data.draw(texts_for(self.definition)).items()}
        then = self.data.draw(st.sampled_from(["", "", "", "back"])) if before else ""
        is_refused = self.takes(asked, {box: text for box, text in texts.items() if box in boxes})
        answer = self.browser.post(self.at, form.filled(texts, **({"then": then} if then else {})))
        if is_refused or (not then and problems_of(asked, self.says)):
            assert answer.status_code == 200
        else:
            following = before if then else self.way.after(name)
            assert answer.url == page(following.name if following else "check")
            self.at = answer.url
        assert Response.objects.get().says == {box: text for box, text in self.says.items() if text}

    def sent(self, box, text):
        """A text as a browser sends it: ticks in the order of the page, and no halves of characters."""
        question = self.definition.questions.get(box)
        if question and question.kind == Kind.MANY and question.texts.issuperset(text.split()):
            return " ".join(str(each.value) for each in question.choices if str(each.value) in text.split())
        return text.replace("\udfff", "?")

    def takes(self, asked, texts):
        """Keep what can be kept. Whether something cannot."""
        by_box = {box: question for question in asked for box in names(question)}
        is_refused = False
        for box, text in texts.items():
            choices = offered(by_box[box], box)
            if UNKEPT.search(text) or len(text) > LONGEST_KEPT or (choices is not None and not choices.issuperset(text.split())):
                is_refused = True
            else:
                self.says[box] = tidied(text)
        return is_refused

    def go_back(self):
        """To any page of the path, by its address."""
        self.at = page(self.data.draw(st.sampled_from([each.name for each in self.way.pages if not each.exit])))

    def look(self):
        """Open the check: it shows the pages of the path, or there is nothing to send."""
        shown = self.browser.get(page("check"))
        if self.way.exits:
            assert shown.status_code == 302
        else:
            assert HEADINGS.findall(shown.text) == [each.title for each in self.way.pages]

    def send(self):
        """Press send. What is ready is sent, and stands as the path says; what is not is not sent."""
        response, way = Response.objects.get(), self.way
        is_ready = not way.exits and not response.needs(way, answers_in(self.definition, self.says)[1])
        self.browser.post(page("check"), {"number": 1})
        sent = Response.objects.get()
        assert (sent.status == Status.SENT) == is_ready
        if is_ready:
            apart = next(iter(Apart.objects.values_list("answers", flat=True)), {})
            assert (sent.course.pages, sent.course.questions) == (way.names, way.questions)
            assert ({**sent.answers, **apart}, sent.says) == (way.answers, {})
            assert {name.partition(".")[0] for name in apart} <= self.definition.apart
            assert self.definition.apart.isdisjoint(name.partition(".")[0] for name in sent.answers)
            assert rows.stored(sent.pk) == rows.rows_of(self.definition, registry.of(sent.version_id), sent.answers)
            assert self.browser.get(page("copy")).status_code == self.browser.get(page("copy", "?as=text")).status_code == 200
        return is_ready


def walk(definition, data):
    """Answer a survey to its end, with going back. Whether it was sent."""
    found = Walk(definition, data)
    for _ in range(STEPS):
        if found.at == page("check"):
            if not data.draw(st.integers(0, 2)):
                break
            found.go_back()
        elif found.definition.page[found.at.removeprefix(SURVEY).partition("/")[0]].exit:
            assert "you are not counted" in found.browser.get(found.at).text
            found.go_back()
        found.step()
    found.look()
    return found.send()


def test_whatever_is_asked_and_answered_the_path_decides_and_nothing_fails(settings):
    settings.PACE = 0
    outcomes = at_random(EXAMPLES)

    assert {True, False} <= set(outcomes)


def at_random(examples):
    """Always the same examples, so that it is red or green for good; each is rolled back. Whether each was sent."""
    outcomes = []

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(definitions(), st.data())
    def answered(definition, data):
        assume(not faults(definition))
        with transaction.atomic():
            forget()
            outcomes.append(walk(definition, data))
            transaction.set_rollback(True)

    answered()
    return outcomes
