"""A part of the tests' own, with kinds of passages that no other part has: things that were told, and secrets."""

from keepitlocal.passages.kinds import PassageKind


def kind(label, permission):
    return PassageKind(label, permission, lambda passage: f"/admin/told/{passage.owner}/#{passage.place}", lambda: iter([]))


TOLD, SECRET = "tests.told", "tests.secret"
PASSAGES = {TOLD: kind("Things told", "evidence.view_submission"), SECRET: kind("Secrets", "officers.view_officer")}
