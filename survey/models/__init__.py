"""A survey and its versions; a response, the rows that are counted, and what is kept apart."""

from survey.models.apart import Apart
from survey.models.courses import Course
from survey.models.entering import Channel
from survey.models.registry import Item, Option
from survey.models.responses import Need, Response, Writer
from survey.models.rows import ChoiceRow, NumberRow, TextRow
from survey.models.sending import Earlier, Status
from survey.models.surveys import Breaking, Faulty, Survey, Version

__all__ = [
    "Apart",
    "Breaking",
    "Channel",
    "ChoiceRow",
    "Course",
    "Earlier",
    "Faulty",
    "Item",
    "Need",
    "NumberRow",
    "Option",
    "Response",
    "Status",
    "Survey",
    "TextRow",
    "Version",
    "Writer",
]
