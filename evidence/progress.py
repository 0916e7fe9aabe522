"""How far a draft has come: its tasks, and what it still needs before it can be sent."""

from dataclasses import dataclass

from evidence.models import Need, content
from evidence.models.writing import ABOUT, field_of

DOCUMENTS, ABOUT_YOU, PUBLICATION, CHECK, CHOOSE = "documents", "about-you", "publication", "check", "choose"


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    slug: str
    title: str
    state: str
    is_done: bool


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
    done = len([field for field in questions if field in says])
    state = f"{done} of {len(questions)} answered" if done else "Not started"
    return Task(section.slug, str(section), state, is_done=done == len(questions))


def _documents(submission):
    count = submission.documents.current().count()
    state = f"{count} document{'' if count == 1 else 's'}" if count else "Not started"
    return Task(DOCUMENTS, "Documents", state, is_done=count > 0)


def _about(says, needs):
    is_done = not {Need.TYPE, Need.NAME} & set(needs)
    is_begun = not says.keys().isdisjoint(ABOUT)
    return Task(ABOUT_YOU, "About you", "Done" if is_done else "In progress" if is_begun else "Not started", is_done)


def _publication(needs):
    state = "Choose again" if Need.CHOICE_AGAIN in needs else "Not started" if Need.CHOICE in needs else "Done"
    return Task(PUBLICATION, "How it may be published", state, is_done=state == "Done")
