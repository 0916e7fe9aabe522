"""What a call asks, read once per stamp and kept in the process: nothing here may be changed by who reads it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from evidence.models.calls import PublicationChoice, RespondentType, Section


@dataclass(frozen=True)
class Content:
    """What a call says: every section with its questions (retired ones too), who may answer, and what may be published."""

    sections: tuple[Section, ...]
    types: tuple[RespondentType, ...]
    choices: tuple[PublicationChoice, ...]

    @cached_property
    def numbered(self):
        return [section for section in self.sections if section.number and asked(section)]

    @cached_property
    def reflections(self):
        return next((section for section in self.sections if not section.number and asked(section)), None)

    @cached_property
    def asking(self):
        """The names of the sections that ask something, in their order."""
        return [section.slug for section in self.sections if asked(section)]

    def section(self, slug):
        """The section of that name, or None."""
        return next((section for section in self.sections if section.slug == slug), None)

    def type(self, code):
        """The type of respondent with that code, also when it is no longer offered; or None."""
        return next((each for each in self.types if each.code == code), None)

    def choice(self, fingerprint):
        """The choice offered now in exactly the words with that fingerprint, or None."""
        return next((each for each in self.choices if each.fingerprint == fingerprint), None)


def asked(section):
    """The questions that a section asks now."""
    return [question for question in section.questions.all() if not question.retired]


def of(call):
    """What the call asks as it stands."""
    return _read(call.pk, call.stamp)


@lru_cache(maxsize=64)
def _read(pk, stamp):
    return Content(
        sections=tuple(Section.objects.filter(call=pk).prefetch_related("questions")),
        types=tuple(RespondentType.objects.filter(call=pk)),
        choices=tuple(PublicationChoice.objects.filter(call=pk)),
    )


forget = _read.cache_clear
