"""What somebody said, and what they and a moderator do to it."""

import html

from principles.tests.commenting import form_of
from principles.tests.makers import NOON

YOURS = "/principles/yours/"
DISCUSSION = "/principles/1/"
OTHER_WORDS = "This would work in Leeds."


def change_of(comment):
    return f"/principles/comments/{comment.pk}/change/"


def take_back_of(comment):
    return f"/principles/comments/{comment.pk}/take-back/"


def change(client, comment, text):
    return client.post(change_of(comment), form_of(client.get(change_of(comment))) | {"text": text})


def words(answer):
    return html.unescape(answer.text)


def asked(comment):
    comment.ask(revision=1, words="Leave out the name.", by=None, at=NOON)


def rejected(comment):
    comment.reject(revision=1, reason="other", words="It is all in capitals.", by=None, at=NOON)
