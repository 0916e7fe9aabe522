"""The courses that responses took: the pages and questions that they were asked, once for each version."""

from django.apps import apps
from django.db import models

from survey.definition import fingerprint

_known = {}  # in this process: the keys of courses by version, pages and questions; there are few


class Course(models.Model):
    """What those who took it were asked. Counting asks it why an answer is missing."""

    version = models.ForeignKey("survey.Version", models.PROTECT, related_name="courses")
    pages = models.JSONField()
    questions = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("version", "sha256", name="survey_course_once")]

    def __str__(self):
        return f"course {self.pk}"


def course_of(version, path):
    """The key of the course that a path takes through the version of that key."""
    taken = (version, tuple(path.names), tuple(path.questions))
    if taken not in _known:
        said = {"pages": path.names, "questions": path.questions}
        courses = apps.get_model("survey", "Course").objects
        course, is_new = courses.get_or_create(version_id=version, sha256=fingerprint(said), defaults=said)
        if is_new:
            return course.pk  # not remembered: the transaction may yet be undone
        _known[taken] = course.pk
    return _known[taken]


forget = _known.clear
