"""What a survey asks, as one immutable value: read from plain content, walked by one rule. Nothing here knows the database."""

from survey.definition.paths import Path, audience, path
from survey.definition.plain import fingerprint, plain
from survey.definition.questions import UNSURE, Choice, Definition, Kind, Page, Question, Route
from survey.definition.reader import Malformed
from survey.definition.reading import read

__all__ = [
    "UNSURE",
    "Choice",
    "Definition",
    "Kind",
    "Malformed",
    "Page",
    "Path",
    "Question",
    "Route",
    "audience",
    "fingerprint",
    "path",
    "plain",
    "read",
]
