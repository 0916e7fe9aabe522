"""What somebody answered on paper, as an officer types it in: what of it will count, and what will not."""

from dataclasses import dataclass

from survey import reading
from survey.definition.answering import answers_in
from survey.definition.fields import names, words_of
from survey.definition.wording import in_words
from survey.models.responses import Need, on_paper


@dataclass(frozen=True)
class Sheet:
    """`groups`: what will count, page by page. `left_out`: what will not, being off the path. `exits`: nothing will."""

    groups: list[reading.Group]
    left_out: list[reading.Line]
    needs: list[Need]
    exits: bool


def sheet(version, texts):
    """What the boxes of a questionnaire say, a dict of box to text, under the version that was printed."""
    response = on_paper(version, texts)
    way, problems = response.read()
    return Sheet(reading.of_path(way, texts), left_out(version.definition, way, texts), response.needs(way, problems), way.exits)


def left_out(definition, way, texts):
    """What was written off the path, by question: a whole answer, or words beside a choice that was not made."""
    answers, _ = answers_in(definition, texts)
    found = []
    for question in definition.questions.values():
        boxes = [box for box in names(question) if texts.get(box)]
        if question.name in way.questions:
            words = [words_of(question, choice) for choice in question.asking]
            lines = [texts[box] for box in boxes if box in words and box not in way.answers]
        else:
            lines = in_words(question, answers) or [texts[box] for box in boxes]
        if lines:
            found.append(reading.Line(question, lines, names(question)[0]))
    return found
