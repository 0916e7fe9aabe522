"""How far a draft has come: its tasks, and what it still needs before it can be sent."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from evidence.models import Need, content
from evidence.models.writing import ABOUT, field_of
from evidence.templatetags.asked import titled

DOCUMENTS, ABOUT_YOU, PUBLICATION, CHECK, CHOOSE = "documents", "about-you", "publication", "check", "choose"


@dataclass(frozen=True)
class Task:
    """One line of the task list. `colour`: that of the tag in which its state stands until it is done."""

    slug: str
    title: str
    state: str
    is_done: bool
    colour: str = ""


@dataclass(frozen=True)
class Progress:
    """A draft's tasks in their order, and what it still needs, as pairs of a task's name and what to do there.

    No task in particular has an empty name. `is_contested`: whether it has texts to choose between. `is_unchanged`:
    whether it was sent, and says so still.
    """

    tasks: list[Task]
    needs: list[tuple[str, str]]
    is_contested: bool
    is_unchanged: bool


def of(submission):
    """How far the draft has come."""
    what, says = content.of(submission.call), submission.beginnings()
    needs = submission.needs(says)
    first = steps(submission.call)[0]
    where = {
        Need.TYPE: ABOUT_YOU,
        Need.NAME: ABOUT_YOU,
        Need.CHOICE: PUBLICATION,
        Need.CHOICE_AGAIN: PUBLICATION,
        Need.TEXTS: CHOOSE,
        Need.CHANGE: "",
    }
    sections = [section for section in what.sections if section.slug in steps(submission.call)]
    return Progress(
        tasks=[
            *(_section(section, says) for section in sections),
            _documents(submission),
            _about(says, needs),
            _publication(needs),
        ],
        needs=[(where.get(need, first), need.label) for need in needs],
        is_contested=Need.TEXTS in needs,
        is_unchanged=Need.CHANGE in needs,
    )


def steps(call):
    """The names of the tasks in their order, ending with the check."""
    return [*content.of(call).asking, DOCUMENTS, ABOUT_YOU, PUBLICATION, CHECK]


def _section(section, says):
    questions = [field_of(each) for each in section.questions.all() if not each.retired or field_of(each) in says]
    done, title = len([field for field in questions if field in says]), titled(section)
    if not done:
        return _not_started(section.slug, title)
    state = gettext("%(done)d of %(all)d answered") % {"done": done, "all": len(questions)}
    return Task(section.slug, title, state, is_done=done == len(questions))


def _not_started(slug, title):
    return Task(slug, title, gettext("Not started"), is_done=False, colour="grey")


def _done(slug, title):
    return Task(slug, title, gettext("Done"), is_done=True)


def _documents(submission):
    count, title = submission.documents.current().count(), gettext("Documents")
    if not count:
        return _not_started(DOCUMENTS, title)
    return Task(DOCUMENTS, title, ngettext("%(count)d document", "%(count)d documents", count) % {"count": count}, is_done=True)


def _about(says, needs):
    title = gettext("About you")
    if not {Need.TYPE, Need.NAME} & set(needs):
        return _done(ABOUT_YOU, title)
    if says.keys().isdisjoint(ABOUT):
        return _not_started(ABOUT_YOU, title)
    return Task(ABOUT_YOU, title, gettext("In progress"), is_done=False)


def _publication(needs):
    title = gettext("How it may be published")
    if Need.CHOICE_AGAIN in needs:
        return Task(PUBLICATION, title, gettext("Choose again"), is_done=False, colour="yellow")
    return _not_started(PUBLICATION, title) if Need.CHOICE in needs else _done(PUBLICATION, title)
