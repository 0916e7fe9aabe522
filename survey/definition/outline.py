"""Plain content that may be no definition yet, page by page, as far as it can be read; with what is wrong where it is."""

from dataclasses import dataclass, field

from survey.definition.editing import pages_in, questions_in
from survey.definition.questions import Page, Question
from survey.definition.reader import Malformed
from survey.definition.reading import read_heading, read_question


@dataclass
class Entry:
    """A page or a question, or nothing where it cannot be read. `faults`: sentences, of it and of what is within it."""

    place: tuple
    said: dict
    read: Page | Question | None
    faults: list[str] = field(default_factory=list)
    questions: list["Entry"] = field(default_factory=list)

    @property
    def anchor(self):
        return anchor(self.place)


@dataclass
class Outline:
    """`faults` are those of no page or question: of the whole, or of its routes, as pairs of place and sentence."""

    pages: list[Entry]
    faults: list

    @property
    def questions(self):
        """The questions that can be read, by their names."""
        return {each.read.name: each.read for page in self.pages for each in page.questions if each.read}

    def called(self, place):
        """What the page or question at a place is called."""
        if place[:1] == ("routes",):
            return "who is asked what"
        entries = {entry.place: entry.said for page in self.pages for entry in [page, *page.questions]}
        said = entries.get(tuple(place[:4])) or entries.get(tuple(place[:2])) or {}
        return said.get("text" if "kind" in said else "title") or "the questions"

    def before(self, name):
        """What can be asked of earlier answers on the page of that name: pairs of a page's title and its questions."""
        found = []
        for page in self.pages:
            if page.said.get("name") == name:
                break
            asked = [each.read for each in page.questions if each.read and not each.read.apart]
            if asked:
                found.append((page.said.get("title") or "A page", asked))
        return found


def anchor(place):
    """Where a place is on the page that shows the outline."""
    return "-".join(map(str, place[: 4 if len(place) > 3 and place[2] == "questions" else 2]))


def outlined(content, faults=()):
    """The outline of plain content, with each fault where it belongs."""
    pages = [_entry(place, said, read_heading) for place, said in pages_in(content)]
    asked = [_entry(place, said, read_question) for place, said in questions_in(content)]
    for page in pages:
        page.questions = [each for each in asked if each.place[:2] == page.place]
    there = {entry.place: entry for entry in [*pages, *asked]}
    rest = []
    for fault in faults:
        entry = there.get(tuple(fault.place[:4])) or there.get(tuple(fault.place[:2]))
        entry.faults.append(fault.sentence) if entry else rest.append(fault)
    return Outline(pages, rest)


def _entry(place, said, reading):
    try:
        return Entry(place, said, reading(said))
    except Malformed:
        return Entry(place, said, None)
