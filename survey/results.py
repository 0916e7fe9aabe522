"""Counts as they are shown: in words, and as rows whose shares are drawn."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import date_format

from keepitlocal.templatetags.bars import Row
from survey.counting import Counted
from survey.definition import Kind, Question
from survey.definition.questions import TYPED


@dataclass(frozen=True)
class Table:
    """The answers to a question, or to one row of a grid."""

    counted: Counted
    caption: str

    @property
    def rows(self):
        """A row for each answer; its share is of those who answered."""
        answered = self.counted.answered
        return [Row(each.label, each.count, _share(each.count, answered), _note(each)) for each in self.counted.answers]

    @property
    def with_words(self):
        """The answers beside which anything was written, as tuples of value, label and how many wrote."""
        return [(each.value, each.label, f"{each.with_words:,}") for each in self.counted.answers if each.with_words]

    @property
    def average(self):
        """The mean and the median in words, or "" where no answer has a size."""
        if self.counted.mean is None:
            return ""
        return f"Mean {self.counted.mean:,.2f}, median {self.counted.median:,g}, of {self.counted.sized:,} with a number."

    @property
    def missing(self):
        """How many answered, and why the others did not, in a sentence."""
        counted = self.counted
        reasons = {
            "left it empty": counted.left_empty,
            "were led past it by what they answered before": counted.off_path,
            "answered a version that does not ask it": counted.not_asked,
        }
        said = [f"{counted.answered:,} answered", *(f"{count:,} {what}" for what, count in reasons.items() if count)]
        return f"{', '.join(said)}."


@dataclass(frozen=True)
class Part:
    """A question and its tables: one for each row of a grid, otherwise one."""

    question: Question
    tables: list[Table]

    @property
    def is_written(self):
        return self.question.kind in TYPED - {Kind.NUMBER}


def drawn(counted):
    """What was counted, question by question."""
    return [
        Part(each[0].question, [Table(one, one.asked.row.label if one.asked.row else "Answers") for one in each])
        for each in (list(those) for _, those in groupby(counted, key=lambda one: one.question.name))
    ]


def facts(progress):
    """How answering goes, as pairs of what and how many."""
    return [
        ("Begun online", f"{progress.begun:,}"),
        ("Sent online", f"{progress.online:,}"),
        ("Entered from paper", f"{progress.paper:,}"),
        ("Drafts", f"{progress.drafts:,}, of which {progress.left:,} left: not touched for a day, or too late"),
        ("Turned away", f"{progress.turned_away:,}, whose answers ended the survey for them; they are not among those who began"),
    ]


def days(progress):
    """A row for each day, whose share is of all that were sent."""
    return [Row(date_format(day, "l j F", use_l10n=False), count, _share(count, progress.sent)) for day, count in progress.days]


def stops(progress):
    """A row for each page that drafts saved last, whose share is of all drafts."""
    return [Row(title, count, _share(count, progress.drafts)) for title, count in progress.stopped]


def _share(count, of):
    return count / of if of else None


def _note(answer):
    """How often which place was given, in a rank."""
    said = ", ".join(f"place {place}: {count:,}" for place, count in enumerate(answer.places, 1))
    return said.capitalize() if answer.count else ""
