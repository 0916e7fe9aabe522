"""Load a round's content from a folder of YAML files."""

import datetime
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from keepitlocal import parts, rounds

AHEAD = datetime.timedelta(weeks=6)


class Command(BaseCommand):
    help = "Load a round's content from the YAML files in FOLDER, or bring what was loaded up to date. A mistake loads nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--replace", action="store_true", help="also replace what officers have changed since the last load")
        parser.add_argument(
            "--as-written",
            action="store_true",
            help="keep the dates of a round that is over, which is otherwise moved to close six weeks from now",
        )
        parser.add_argument("--if-none", action="store_true", help="leave alone what is there already, and load only the rest")

    def handle(self, *, folder, replace, as_written, if_none, **options):
        takers = {part.ROUND_FILE: part for part in parts.all_parts() if hasattr(part, "ROUND_FILE")}
        wanting = {name: part for name, part in takers.items() if not (if_none and part.has_round())}
        if not wanting:
            return
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        if not any((folder / name).exists() for name in takers):
            raise CommandError(f"{folder} holds none of {', '.join(takers)}.")
        at = timezone.now()
        try:
            for line in _load(folder, wanting, at=at, replace=replace, as_written=as_written):
                self.stdout.write(line)
        except rounds.RoundError as mistake:
            raise CommandError(f"{mistake} Nothing was loaded.") from None
        for path in sorted(folder.glob("*.yaml")):
            if path.name not in takers:
                self.stdout.write(f"{path.name}: no part of the portal takes this file; it was left alone.")


@transaction.atomic
def _load(folder, takers, *, at, replace, as_written):
    """Load every file that a part takes, or none of them. Returns sentences that say what was done."""
    files = {name: rounds.read(folder / name) for name in takers if (folder / name).exists()}
    later = datetime.timedelta() if as_written else rounds.fresh_from(files.values(), at, AHEAD)
    terms = rounds.Terms(at=at, replace=replace, later=later)
    done = [line for name, file in files.items() for line in takers[name].load(file, terms=terms)]
    if later:
        done.append(f"The round's dates are past: what is new opens now, and closes {later.days:,} days later than written.")
    return done
