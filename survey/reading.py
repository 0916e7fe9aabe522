"""What a response says, page by page, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext

from keepitlocal.templatetags.languages import content_alone
from survey.definition import Kind, Page, Question, path
from survey.definition.fields import names, offered, question_of, words_of
from survey.definition.wording import in_words
from survey.forms import DAY, MONTH, YEAR, control_of
from survey.templatetags.choices import ON_PAGE, shown_alone

PARTS = {"day": DAY, "month": MONTH, "year": YEAR}


@dataclass(frozen=True)
class Line:
    """A question and what was said to it: `lines` of words, none where it was left empty. `box`: where a link to it leads."""

    question: Question
    lines: list[str]
    box: str

    @property
    def control(self):
        return control_of(self.question, self.box)


@dataclass(frozen=True)
class Group:
    """A page and its lines."""

    page: Page
    lines: list[Line]


def of_path(way, texts=None):
    """What is said on a path, page by page. `texts`: what the boxes hold, for what cannot be read yet."""
    return [
        Group(page, [_line(each, way.answers, texts or {}, ON_PAGE) for each in way.asked[page.name]])
        for page in way.pages
        if not page.exit
    ]


def _line(question, answers, texts, voice):
    return Line(question, in_words(question, answers, voice) or _as_typed(question, texts), names(question)[0])


def _as_typed(question, texts):
    return [texts[box] for box in names(question) if texts.get(box)]


def called(question, box):
    """What a box is called: its question, and of one with several boxes which."""
    return f"{content_alone(question.text)} {_which(question, box)}".strip()


def _which(question, box):
    part = box.removeprefix(question.name).removeprefix(".")
    rows = {row.value: shown_alone(row.label) for row in question.rows}
    asking = {words_of(question, choice): content_alone(choice.asks_for) for choice in question.asking}
    if question.kind == Kind.RANK and part.isdecimal():
        return gettext("Place %(number)s") % {"number": part}
    return asking.get(box) or rows.get(part) or str(PARTS.get(part, part.capitalize()))


def in_box(question, box, text):
    """A box's text as people know it: choices by their labels."""
    if offered(question, box) is None:
        return text
    labels = {str(each.value): shown_alone(each.label) or str(each.value) for each in question.choices}
    return ", ".join(labels.get(each, each) for each in text.split())


def of_form(definition, data):
    """What a form said that was not kept, to be given back: dicts of `label` and `value`. `data` is a QueryDict."""
    found = []
    for name, values in data.lists():
        box = name.partition("@")[0]
        question, text = question_of(definition, box), " ".join(filter(None, values))
        if question and text:
            found.append({"label": called(question, box), "value": in_box(question, box, text)})
    return found


def of_draft(response):
    """What a draft says."""
    way, _ = response.read()
    return of_path(way, response.says)


def of_sent(response, voice=ON_PAGE):
    """What was sent, on the course that it took, under the version that it answered. What is kept apart is not here."""
    return of_sealed(response.version.definition, response.sealed(), voice)


def of_sealed(definition, sealed, voice=ON_PAGE):
    """The same of one sending, as it is sealed."""
    asked = set(sealed["questions"])
    groups = [
        Group(
            page, [_line(each, sealed["answers"], {}, voice) for each in page.questions if each.name in asked and not each.apart]
        )
        for page in definition.pages
    ]
    return [group for group in groups if group.lines]


def of_route(definition, route):
    """Every question that an audience is asked, page by page, to read before starting; where `route` is None, all there are."""
    if route is None:
        return [Group(page, [Line(each, [], "") for each in page.questions]) for page in definition.pages if page.questions]
    return of_path(path(definition, dict(route.answers)))
