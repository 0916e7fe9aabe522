"""Submissions that were sent and are being changed."""

from evidence.tests.makers import NOON, agree, attach, make_sent, question, say, write

OTHER = {
    "respondent_type": "other",
    "type_other": "A neighbour",
    "name": "Bo Elsewhere",
    "organisation": "The other one",
    "role": "Chair",
    "email": "bo@example.org",
    "area": "The north",
}


def changing(sent=None, **said):
    sent = sent or make_sent(**said)
    sent.change(at=NOON)
    return sent


def changed(sent=None, text="Otherwise."):
    sent = changing(sent)
    write(sent, {question(sent.call): text})
    return sent


def change_everything(sent):
    """Change every field and the documents, without sending the changes."""
    changing(sent)
    say(sent, **OTHER)
    write(sent, {question(sent.call): "Otherwise.", question(sent.call, "2.1"): "And more."})
    agree(sent, sent.call.publication_choices.get(code="private"))
    sent.documents.current().get().remove(at=NOON)
    attach(sent, "other.txt", b"What we know now.")
