"""Submissions as JSON: one object, which says by which rules it was made before it holds one object for each of them."""

import json

from evidence.exports.table import ABOUT
from evidence.models import Status
from keepitlocal.exporting import moment
from keepitlocal.tables import PAGE

DOCUMENT = ["number", "kind", "size", "sha256"]  # and its name, which its sender chose, where there is personal data


def as_json(selection, *, at):
    """The pieces of the file. What is left out is null."""
    page = [_top(selection, at)]
    size, between = 0, "\n"
    for row in selection.rows():
        page.append(between + json.dumps(_object(selection, row)))
        between, size = ",\n", size + len(page[-1])
        if size > PAGE:
            yield "".join(page).encode()
            page, size = [], 0
    yield ("".join(page) + "\n]}\n").encode()


def _top(selection, at):
    rules = selection.rules
    told = {
        **({"warning": rules.warning} if rules.warning else {}),
        "call": selection.call.title,
        "exported_at": moment(at),
        "holds_confidential_evidence": rules.confidential,
        "holds_personal_data": rules.personal,
        "narrowed_by": list(selection.narrowed),
    }
    return json.dumps(told).removesuffix("}") + ', "submissions": ['


def _object(selection, row):
    personal, says = selection.rules.personal, row.says
    return {
        "reference": row.reference,
        "status": Status(row.status).label,
        "sent_at": moment(row.sent_at),
        "channel": row.channel,
        "received_at": moment(row.received_at) or None,
        "late": row.is_late,
        "type": says["type"],
        **{field: says[field] if personal else None for field in ABOUT},
        "publication": selection.publications[says["publication"]],
        "answers": [{key: answer[key] for key in ["code", "asked", "text"]} for answer in says["answers"]],
        "documents": [
            {key: document.get(key) if key in DOCUMENT or personal else None for key in [*DOCUMENT, "name"]}
            for document in says.get("documents", [])
        ],
        "asked_by_officers": [_asked(each) for each in row.asked],
    }


def _asked(asked):
    answers = [{"answered_at": moment(reply.at), "text": reply.text} for reply in asked.replies.all()]
    return {"asked_at": moment(asked.at), "asked": asked.text, "answers": answers}
