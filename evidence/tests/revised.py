"""Revisions as a test needs them: what was sent, and what is sent in its place."""

import datetime

from evidence.models import Revision

HOUR = datetime.timedelta(hours=1)


def revise(submission, **changed):
    """The next revision: it says what the last one did, but for what is `changed`."""
    last = submission.latest
    return Revision.objects.create(
        submission=submission, number=last.number + 1, sent_at=last.sent_at + HOUR, content=last.content | changed
    )


def answer(question, text, section="1. Scale", code="1.1"):
    """An answer as a revision keeps it."""
    return {"question": question, "section": section, "code": code, "asked": f"What about {code}?", "text": text}


def document(number, name="Notes.pdf"):
    """A document as a revision keeps it."""
    return {"pk": number, "number": number, "kind": "pdf", "size": 2048, "sha256": f"{number:064}", "name": name}


def content(*answers, documents=(), **said):
    """What a revision keeps, with these answers and documents."""
    about = {"type": {"code": "community", "label": "Community organisation"}, "type_other": ""}
    about |= {"name": "Ann O’Neill", "organisation": "O’Neill & Sons", "role": "", "email": "ann@example.org", "area": ""}
    return {**about, "publication": 1, "answers": list(answers), "documents": list(documents), **said}
