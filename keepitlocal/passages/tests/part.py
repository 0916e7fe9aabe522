"""A part for tests of finding: answers for those who may view submissions, and remarks for those who may view comments."""

from keepitlocal.officers import groups
from keepitlocal.passages.kinds import Narrowing, PassageKind

ANSWER, REMARK = "tests.answer", "tests.remark"

PERMISSIONS = {
    groups.OFFICERS: ["evidence.view_submission", "principles.view_comment", "passages.search_passage"],
    groups.MODERATORS: ["principles.view_comment", "passages.search_passage"],
}


def choices(*values):
    return Narrowing(
        choices=lambda officer: [(value, value.capitalize()) for value in values],
        narrow=lambda passages, value, officer: passages.filter(asked=value),
    )


PASSAGES = {
    ANSWER: PassageKind(
        label="Answers",
        permission="evidence.view_submission",
        address=lambda passage: f"/admin/answers/{passage.owner}/#{passage.place}",
        everything=lambda: iter([]),
        narrowings={"status": choices("new", "accepted"), "documents": choices("some")},
    ),
    REMARK: PassageKind(
        label="Remarks",
        permission="principles.view_comment",
        address=lambda passage: f"/admin/remarks/{passage.owner}/",
        everything=lambda: iter([]),
        narrowings={"status": choices("new", "hidden")},
    ),
}
