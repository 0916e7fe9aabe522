"""A condition in words, for officers."""

from survey.definition.answering import called
from survey.definition.conditions import Mode, Op, Test
from survey.definition.questions import Kind
from survey.definition.wording import label_of


def told(condition, questions):
    """What a condition says, such as: “Who are you” is “A councillor”. `questions`: those that can be read, by name."""
    between = " and " if condition.mode == Mode.ALL else " or "
    return between.join(_told(part, questions) for part in condition.parts)


def _told(part, questions):
    if not isinstance(part, Test):
        return f"({told(part, questions)})"
    question = questions.get(part.question)
    name = called(question) if question else f"“{part.question}”, which is not asked,"
    if part.op == Op.ANSWERED:
        return f"{name} is {'answered' if part.value else 'left empty'}"
    if part.op in {Op.LESS, Op.MORE}:
        return f"{name} is {'less' if part.op == Op.LESS else 'more'} than {part.value:,}"
    made = " or ".join(f"“{_label(question, value)}”" for value in part.value)
    is_list = question and question.kind in {Kind.MANY, Kind.RANK}
    if part.op == Op.IN:
        return f"{name} {'includes' if is_list else 'is'} {made}"
    return f"{name} {'does not include' if is_list else 'is not'} {made}"


def _label(question, value):
    return label_of(question, value) if question and value in question.choice else value
