"""What changed between two revisions of a submission: by question for the e-mails, answer by answer for the desk."""

import math
import re
from dataclasses import dataclass

from django.db import models

from evidence import reading

REFLECTIONS = "what you write about the principles"


class Became(models.TextChoices):
    """What became of an answer."""

    UNCHANGED = "unchanged", "Unchanged"
    CHANGED = "changed", "Changed"
    ADDED = "added", "Added"
    GONE = "gone", "No longer answered"


@dataclass(frozen=True)
class Pair:
    """A question's answer in the one revision and in the other, as revisions keep it; None where it had none."""

    before: dict | None
    after: dict | None

    @property
    def latest(self):
        """The answer that names the question: the later one, where there is one."""
        return self.after or self.before

    @property
    def texts(self):
        return tuple(each["text"] if each else "" for each in [self.before, self.after])

    @property
    def became(self):
        if not self.before:
            return Became.ADDED
        if not self.after:
            return Became.GONE
        return Became.CHANGED if self.texts[0] != self.texts[1] else Became.UNCHANGED

    @property
    def is_only_spaced(self):
        """Whether all that changed are spaces and line ends, which nobody sees."""
        one, other = self.texts
        return self.became == Became.CHANGED and one.split() == other.split()

    @property
    def called(self):
        """What people quote."""
        return REFLECTIONS if self.latest["code"] == "reflections" else self.latest["code"]

    @property
    def asked_before(self):
        """What the question said before, where it was put in other words since; else nothing."""
        return self.before["asked"] if self.before and self.before["asked"] != self.latest["asked"] else ""


@dataclass(frozen=True)
class Difference:
    """By part, and in none of the sender's words."""

    answers: dict  # of what became of them to what their questions are called, in the call's order
    documents_added: list[int]
    documents_removed: list[int]
    about: list[str]  # the labels of what they say about themselves
    publication: bool

    def phrases(self):
        """A short phrase for each part that changed; none when nothing did."""
        parts = {became.label: self.answers[became] for became in [Became.CHANGED, Became.ADDED, Became.GONE]}
        parts["Documents added"], parts["Documents removed"] = self.documents_added, self.documents_removed
        phrases = [f"{part}: {', '.join(map(str, named))}" for part, named in parts.items() if named]
        changed = {"About you": self.about, "How it may be published": self.publication}
        return phrases + [f"{part}: changed" for part, is_changed in changed.items() if is_changed]


def difference(before, after):
    """How the content of one revision differs from that of another."""
    beside = pairs(before, after)
    added, removed = documents(before, after)
    return Difference(
        answers={became: [pair.called for pair in beside if pair.became == became] for became in Became},
        documents_added=[each["number"] for each in added],
        documents_removed=[each["number"] for each in removed],
        about=[label for label, *_ in about(before, after)],
        publication=before["publication"] != after["publication"],
    )


def pairs(before, after):
    """Every answer of either revision's content beside the other's, in the order of sections and codes."""
    one, other = ({answer["question"]: answer for answer in says["answers"]} for says in [before, after])
    return sorted((Pair(one.get(key), other.get(key)) for key in one | other), key=lambda pair: _place(pair.latest))


def documents(before, after):
    """The documents that came, and those that went, as revisions keep them."""
    one, other = ({each["number"]: each for each in says.get("documents", [])} for says in [before, after])
    return [other[number] for number in sorted(set(other) - set(one))], [one[number] for number in sorted(set(one) - set(other))]


def about(before, after):
    """What they say differently about themselves: the label, what they said, and what they say."""
    both = zip(reading.about(before), reading.about(after), strict=True)
    return [(label, said, says) for (label, said), (_, says) in both if said != says]


def _place(answer):
    """Where an answer stands: 1.10 after 1.9, and the section without a number last."""
    numbered = re.match(r"[0-9]+", answer["section"])
    # Letters and figures by turns, so that no number is ever compared with a word.
    code = re.split(r"([0-9]+)", answer["code"])
    return int(numbered[0]) if numbered else math.inf, [int(each) if place % 2 else each for place, each in enumerate(code)]
