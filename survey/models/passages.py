"""What officers find, tag and quote of a response: every text that was written in it, and nothing that is kept apart."""

from keepitlocal.passages.models import Passage, Quoting, Visibility
from survey.definition import Kind
from survey.definition.fields import words_of
from survey.definition.paths import route_of
from survey.definition.wording import of_audience
from survey.models.surveys import definition

TEXT = "survey.text"
IN_WORDS = {Kind.TEXT, Kind.LONG}
LONGEST_ASKED = Passage._meta.get_field("asked").max_length
LONGEST_SAID_BY = Passage._meta.get_field("said_by").max_length


def passages_of(response):
    """The passages of a response that was sent. It asks for no name, so whoever wrote it is quoted as one of their audience."""
    asked = definition(response.version_id)
    route = route_of(asked, response.answers)
    said = {
        "kind": TEXT,
        "reference": response.reference,
        "said_by": of_audience(asked, route)[:LONGEST_SAID_BY] if route else "Somebody who answered",
        "visibility": Visibility.OFFICERS,
        "quoting": Quoting.UNNAMED,
        "said_at": response.sent_at,
    }
    return [
        Passage(place=place, asked=words[:LONGEST_ASKED], text=response.answers[box], **said)
        for question in asked.questions.values()
        for box, place, words in texts(question)
        if box in response.answers
    ]


def texts(question):
    """Where the answer to a question holds texts: its own, and words beside its choices. Triples of a box, the place of its
    passage and what is asked there; none of a question that is kept apart."""
    if question.apart:
        return []
    own = [(question.name, question.name, question.text)] if question.kind in IN_WORDS else []
    beside = [
        (words_of(question, each), f"{question.name}.{each.value}", f"{question.text} {each.asks_for}")
        for each in question.asking
    ]
    return own + beside
