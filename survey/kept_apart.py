"""What is kept apart, in words. Nothing here knows which response a line came with."""

from survey.definition.wording import in_words
from survey.models.surveys import definition


class Words:
    """A survey's questions that are kept apart, of whichever version, and what was said to them."""

    def __init__(self, versions):
        """`versions`: the keys of a survey's versions, in order."""
        self.definitions = [definition(version) for version in versions]
        self.names = list(dict.fromkeys(name for each in self.definitions for name in each.questions if name in each.apart))

    def text_of(self, name):
        """What the question of that name asks; in the words of the last version that kept it apart."""
        return self._asked(name)[-1].text

    def of(self, answers, name):
        """What was said to the question of that name, in one line, or ""; in the words of the last version that has them all."""
        for question in reversed(self._asked(name)):
            try:
                return ", ".join(in_words(question, answers))
            except KeyError:  # it was given under an earlier version: this one does not offer it any more
                continue
        return ""

    def _asked(self, name):
        return [each.questions[name] for each in self.definitions if name in each.apart]
