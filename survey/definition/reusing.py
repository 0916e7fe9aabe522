"""Names that stood for something else before: under one name, answers to two questions would be counted as one."""

from survey.definition.answering import called
from survey.definition.plain import lists, places


def reused(definition, earlier):
    """What has the name or value of something else in an earlier definition, as pairs of place and sentence."""
    _, at = places(definition)
    for name, question in definition.questions.items():
        past = [each.questions[name] for each in earlier if name in each.questions]
        if not past:
            continue
        if others := [each.kind for each in past if each.kind != question.kind]:
            yield (*at[name], "kind"), f"{name!r} was a question of the kind {others[-1]} before. Give this one another name"
            continue
        if name not in earlier[-1].questions and past[-1].text != question.text:
            sentence = f"{name!r} was the name of {called(past[-1])}, which was taken away. Give this question another name"
            yield (*at[name], "name"), sentence
        for place, sentence in _values(question, past):
            yield (*at[name], *place), sentence


def _values(question, past):
    """The same of the values of a question's choices, rows and columns."""
    for key, listed in lists(question).items():
        were = [{each.value: each.label for each in lists(before)[key]} for before in past]
        for number, choice in enumerate(listed):
            label = next((labels[choice.value] for labels in reversed(were) if choice.value in labels), choice.label)
            if choice.value not in were[-1] and label != choice.label:
                sentence = f"{choice.value!r} was the value of “{label}”, which was taken away. Give this another value"
                yield (key, number, "value"), sentence
