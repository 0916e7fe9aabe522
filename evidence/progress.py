"""How far a draft has come: its tasks, and what it still needs before it can be sent."""

from dataclasses import dataclass

from evidence.models import Need, content

DOCUMENTS, ABOUT, PUBLICATION, CHECK = "documents", "about-you", "publication", "check"


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    slug: str
    title: str
    state: str
    is_done: bool


@dataclass(frozen=True)
class Progress:
    """A draft's tasks in their order, and what it still needs, as pairs of a task's name and what to do there."""

    tasks: list[Task]
    needs: list[tuple[str, str]]


def of(submission):
    """How far the draft has come."""
    what = content.of(submission.call)
    answered = submission.answered()
    needs = submission.needs(answered)
    first = steps(submission.call)[0]
    where = {Need.ANSWER: first, Need.TYPE: ABOUT, Need.NAME: ABOUT, Need.CHOICE: PUBLICATION, Need.CHOICE_AGAIN: PUBLICATION}
    sections = [section for section in what.sections if section.slug in steps(submission.call)]
    return Progress(
        tasks=[
            *(_section(section, answered) for section in sections),
            _documents(submission),
            _about(submission, needs),
            _publication(needs),
        ],
        needs=[(where[need], need.label) for need in needs],
    )


def steps(call):
    """The names of the tasks in their order, ending with the check."""
    return [*content.of(call).asking, DOCUMENTS, ABOUT, PUBLICATION, CHECK]


def _section(section, answered):
    questions = [question.pk for question in section.questions.all() if not question.retired or question.pk in answered]
    done = len(answered.intersection(questions))
    state = f"{done} of {len(questions)} answered" if done else "Not started"
    return Task(section.slug, str(section), state, is_done=done == len(questions))


def _documents(submission):
    count = submission.documents.current().count()
    state = f"{count} document{'' if count == 1 else 's'}" if count else "Not started"
    return Task(DOCUMENTS, "Documents", state, is_done=count > 0)


def _about(submission, needs):
    is_done = not {Need.TYPE, Need.NAME} & set(needs)
    is_begun = any(submission.serializable_value(field) for field in submission.ABOUT)
    return Task(ABOUT, "About you", "Done" if is_done else "In progress" if is_begun else "Not started", is_done)


def _publication(needs):
    state = "Choose again" if Need.CHOICE_AGAIN in needs else "Not started" if Need.CHOICE in needs else "Done"
    return Task(PUBLICATION, "How it may be published", state, is_done=state == "Done")
