"""The sweep: what nobody holds goes late and in two steps, and what is missing is told."""

import datetime
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as the_settings
from django.core.management import call_command

from evidence import sweeping, tasks
from evidence.models import Document
from evidence.tests.makers import DAY, MOMENT, NOON, arrival, attach, make_draft, make_ready, send
from keepitlocal.documents import storage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
WEEK = 7 * DAY


def orphan(area, *, changed_at):
    """A file that no row holds, in staging or in storage."""
    path = storage.folder(area, *(["ab"] if area == storage.KEPT else [])) / "abcd"
    path.write_bytes(b"Left behind.")
    os.utime(path, (changed_at.timestamp(), changed_at.timestamp()))
    return path


def in_quarantine(uploads):
    return sorted(str(path.relative_to(uploads / "quarantine")) for path in uploads.glob("quarantine/*/*"))


@pytest.mark.parametrize("area", [storage.STAGING, storage.KEPT])
def test_an_orphan_goes_to_quarantine_after_a_day_and_not_a_moment_sooner(uploads, area):
    """B5."""
    path = orphan(area, changed_at=NOON - DAY)

    early = sweeping.sweep(NOON - datetime.timedelta(seconds=1))
    assert (early.quarantined, path.exists()) == ([], True)
    swept = sweeping.sweep(NOON)

    assert (swept.quarantined, path.exists()) == (["abcd"], False)
    assert in_quarantine(uploads) == ["2026-06-01/abcd"]


def test_quarantine_is_emptied_after_thirty_days(uploads):
    """B5."""
    orphan(storage.KEPT, changed_at=NOON - DAY)
    sweeping.sweep(NOON)

    assert sweeping.sweep(NOON + 30 * DAY).deleted == 0
    assert in_quarantine(uploads) == ["2026-06-01/abcd"]
    assert sweeping.sweep(NOON + 31 * DAY).deleted == 1
    assert in_quarantine(uploads) == []


def test_a_document_of_a_draft_and_one_that_was_sent_stay(uploads):
    call_draft = make_ready()
    sent = attach(call_draft, data=b"sent")
    send(call_draft)
    draft = make_draft(call_draft.call)
    kept = attach(draft, data=b"kept")

    swept = sweeping.sweep(NOON + 1000 * DAY)

    assert (swept.quarantined, swept.deleted, swept.missing) == ([], 0, [])
    assert storage.path_of(sent.key).exists()
    assert storage.path_of(kept.key).exists()


def test_the_bytes_of_a_removed_document_go_after_a_week_with_its_name():
    document = attach(make_draft(), "Secret.txt")
    document.remove(at=NOON)

    assert sweeping.sweep(NOON + WEEK - MOMENT).deleted == 0
    assert storage.path_of(document.key).exists()
    assert sweeping.sweep(NOON + WEEK).deleted == 1

    document.refresh_from_db()
    assert not storage.path_of(document.key).exists()
    assert (document.gone_at, document.name, document.number) == (NOON + WEEK, "", 1)


def test_what_a_revision_holds_stays_when_the_working_copy_lets_go_of_it():
    draft = make_ready()
    document = attach(draft)
    send(draft)
    Document.objects.update(removed_at=NOON)  # as a working copy opened after the sending will

    sweeping.sweep(NOON + WEEK)

    document.refresh_from_db()
    assert document.gone_at is None
    assert storage.path_of(document.key).exists()


@pytest.mark.parametrize("harm", ["gone", "cut short"])
def test_a_row_without_its_file_is_told(caplog, harm):
    """B6."""
    document = attach(make_draft())
    path = storage.path_of(document.key)
    path.chmod(0o600)
    path.unlink() if harm == "gone" else path.write_bytes(b"What")

    swept = sweeping.sweep(NOON)

    assert swept.missing == [document]
    assert f"Document {document.pk} is missing in storage" in caplog.text
    assert f"Missing in storage: {document.pk}." in str(swept)


def test_what_was_let_go_is_not_missing():
    attach(make_draft()).remove(at=NOON)
    sweeping.sweep(NOON + WEEK)

    assert sweeping.sweep(NOON + WEEK).missing == []


def test_a_second_sweep_finds_nothing_to_do(uploads):
    orphan(storage.STAGING, changed_at=NOON - DAY)
    sweeping.sweep(NOON)

    swept = sweeping.sweep(NOON)

    assert (swept.quarantined, swept.deleted, swept.missing) == ([], 0, [])


def test_the_command_and_the_clockwork_sweep(uploads, capsys):
    orphan(storage.KEPT, changed_at=NOON - 365 * DAY)
    call_command("sweep_documents")
    orphan(storage.STAGING, changed_at=NOON - 365 * DAY)
    tasks.sweep_documents()

    assert "To quarantine: 1. Deleted: 0." in capsys.readouterr().out
    assert [path.endswith("/abcd") for path in in_quarantine(uploads)] == [True]  # of the same name, both


def test_beat_asks_for_a_sweep_every_hour():
    asked = the_settings.CELERY_BEAT_SCHEDULE["sweep the documents"]

    assert (asked["task"], asked["schedule"]) == (tasks.sweep_documents.name, 3600.0)


KILLED_BETWEEN_FILE_AND_ROW = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from pathlib import Path
settings.MEDIA_ROOT = Path(sys.argv[1])
from keepitlocal.documents import storage
from keepitlocal.documents.receiving import Arrival
arrival = Arrival("notes.txt")
arrival.take(b"What we know.")
arrival.settled()
if sys.argv[2] == "after":
    print(storage.keep(arrival.file), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["before", "after"], ids=["before the move", "between the move and the row"])
def test_kill_9_leaves_an_orphan_and_nothing_more(uploads, moment):
    """B5: an orphan, which the sweep puts into quarantine."""
    code = [sys.executable, "-c", KILLED_BETWEEN_FILE_AND_ROW, str(uploads), moment]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "keepitlocal.settings"}
    killed = subprocess.run(code, cwd=the_settings.ROOT, env=environment, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = [path for path in uploads.rglob("*") if path.is_file()]
    written = datetime.datetime.fromtimestamp(left[0].stat().st_mtime, datetime.UTC)

    early = sweeping.sweep(written)
    swept = sweeping.sweep(written + DAY + datetime.timedelta(seconds=1))

    # After the move the name in staging is left as well: two names of one file.
    assert len(left) == (1 if moment == "before" else 2)
    assert early.quarantined == []
    assert sorted(swept.quarantined) == sorted(path.name for path in left)
    assert len(in_quarantine(uploads)) == len(left)
    assert Document.objects.count() == 0


def test_what_is_on_its_way_is_left_alone(uploads):
    coming = arrival()

    sweeping.sweep(datetime.datetime.fromtimestamp(os.stat(coming.file.name).st_mtime, datetime.UTC))

    assert os.path.exists(coming.file.name)
    coming.close()
