"""How far a draft has come: its tasks, and what it still needs before it can be sent."""

from dataclasses import dataclass

from evidence import content
from evidence.content import asked


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    slug: str
    title: str
    state: str
    is_done: bool = False
    problem: str = ""  # what to do before it can be sent; empty when nothing stands in the way


def tasks(submission):
    """The tasks of a draft, in their order; checking and sending comes after them."""
    what = content.of(submission.call)
    answered = set(submission.answers.values_list("question", flat=True))
    sections = [*what.numbered, *([what.reflections] if what.reflections else [])]
    listed = [_section(section, answered) for section in sections]
    return [*listed, _about(submission), _publication(submission, what)]


def missing(submission):
    """What must still be done before it can be sent, as tasks with a problem."""
    what = [task for task in tasks(submission) if task.problem]
    if not submission.answers.exists():
        what.insert(0, Task(steps(submission.call)[0], "", "", problem="Answer at least one question"))
    return what


def steps(call):
    """The names of the tasks in their order, ending with the check."""
    what = content.of(call)
    return [
        *(section.slug for section in what.numbered),
        *(["reflections"] if what.reflections else []),
        "about-you",
        "publication",
        "check",
    ]


def _section(section, answered):
    questions = [question.pk for question in section.questions.all() if not question.retired or question.pk in answered]
    done = len(answered.intersection(questions))
    state = f"{done} of {len(questions)} answered" if done else "Not started"
    if section.number is None and done:
        state = "Answered"
    return Task(section.slug, str(section), state, is_done=bool(asked(section)) and done == len(questions))


def _about(submission):
    needs = [words for words, value in [("your name", submission.name), ("who you are", submission.respondent_type)] if not value]
    if not needs:
        return Task("about-you", "About you", "Done", is_done=True)
    problem = f"Tell us {' and '.join(reversed(needs))}"
    started = any(getattr(submission, field) for field in submission.ABOUT)
    return Task("about-you", "About you", "In progress" if started else "Not started", problem=problem)


def _publication(submission, what):
    title = "How it may be published"
    if what.choice(submission.publication):
        return Task("publication", title, "Done", is_done=True)
    if submission.publication:
        problem = "Choose again how it may be published: the words have changed since you chose"
        return Task("publication", title, "Choose again", problem=problem)
    return Task("publication", title, "Not started", problem="Choose how it may be published")
