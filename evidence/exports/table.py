"""What a table of submissions holds: one row each, with a column for each question."""

from evidence.models import Status
from keepitlocal.exporting import moment, warned

ABOUT = {
    "type_other": "type in their own words",
    "name": "name",
    "organisation": "organisation",
    "role": "role",
    "area": "area",
    "email": "email",
}  # personal, all of them
CAME = ["how it came", "received", "late"]
COLUMNS = ["reference", "status", "sent at", "call", "type", *ABOUT.values(), "publication", "documents", *CAME]
LAST = ["answers to questions that are gone", "what the policy team asked, and answers"]


def lines(selection):
    """The table from its top: lists of texts and numbers, all of the same length but for a warning."""
    return warned(selection.rules, _lines(selection))


def _lines(selection):
    titles = selection.rules.titled(COLUMNS, set(ABOUT.values()))
    yield [*titles, *selection.questions.values(), *LAST]
    for row in selection.rows():
        yield _line(selection, row)


def _line(selection, row):
    says = row.says
    answers = {answer["question"]: answer for answer in says["answers"]}
    gone = [f"{each['code']} {each['asked']}\n{each['text']}" for key, each in answers.items() if key not in selection.questions]
    return [
        row.reference,
        Status(row.status).label,
        moment(row.sent_at),
        selection.call.title,
        says["type"]["label"] if says["type"] else "",
        *selection.rules.said([says[field] for field in ABOUT]),
        selection.publications[says["publication"]],
        len(says.get("documents", [])),
        row.came,
        moment(row.received_at),
        "yes" if row.is_late else "no",
        *(answers[key]["text"] if key in answers else "" for key in selection.questions),
        "\n\n".join(gone),
        "\n\n".join("\n".join([asked.text, *(reply.text for reply in asked.replies.all())]) for asked in row.asked),
    ]
