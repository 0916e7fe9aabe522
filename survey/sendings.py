"""What a response said each time that it was sent, and which words changed in between."""

import datetime
from dataclasses import dataclass

from keepitlocal.wording import changes
from survey import reading
from survey.definition import Definition
from survey.definition.wording import in_words
from survey.models import Version


@dataclass(frozen=True)
class Sent:
    """One sending, as it is sealed, under the version that it answered. `is_intact`: what is kept is what was sent."""

    number: int
    at: datetime.datetime
    version: Version
    sealed: dict
    sha256: str
    is_intact: bool

    @property
    def definition(self) -> Definition:
        return self.version.definition

    @property
    def groups(self):
        return reading.of_sealed(self.definition, self.sealed)

    @property
    def pages(self):
        """The titles of the pages that it was asked."""
        return [self.definition.page[name].title for name in self.sealed["pages"]]

    @property
    def questions(self):
        """What it was asked and is read with it, by name, in order."""
        return {line.question.name: line.question for group in self.groups for line in group.lines}


def sent_as(response, number):
    """What the response said when it was sent for the `number`th time; None where it was not."""
    if number == response.number:
        sealed = response.sealed()
        return Sent(number, response.sent_at, response.version, sealed, response.sha256, response.is_intact)
    if not (earlier := response.earlier.filter(number=number).first()):
        return None
    version = response.survey.versions.defer("content").filter(sha256=earlier.sealed["version"]).first()
    return Sent(number, earlier.sent_at, version, earlier.sealed, earlier.sha256, earlier.is_intact)


def changed(before, after):
    """The answers that differ between two sendings, as pairs of question and what became of its words (`wording.changes`)."""
    found = []
    for name, question in (after.questions | (before.questions)).items():
        was, now = (_words(each, name) for each in (before, after))
        if was != now:
            found.append((after.questions.get(name, question), changes(was, now)))
    return found


def _words(sent, name):
    question = sent.questions.get(name)
    return "\n".join(in_words(question, sent.sealed["answers"])) if question else ""
