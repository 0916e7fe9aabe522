"""Write the round's content back to a folder of YAML files."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from keepitlocal import parts, rounds

HEADER = "# Written by dump_round. To load it with these dates: manage.py load_round FOLDER --as-written\n"


class Command(BaseCommand):
    help = "Write the round's content as it is now to YAML files in FOLDER, which load_round takes back."

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--force", action="store_true", help="also write over files that are there")

    def handle(self, *, folder, force, **options):
        writers = {part.ROUND_FILE: part.dump for part in parts.all_parts() if hasattr(part, "dump")}
        dumped = {name: dump() for name, dump in writers.items()}
        texts = {folder / name: HEADER + rounds.written(content) for name, (content, _says) in dumped.items() if content}
        if not texts:
            raise CommandError("There is no round here to write.")
        there = [str(path) for path in texts if path.exists()]
        if there and not force:
            raise CommandError(f"{', '.join(there)} would be written over. Nothing was written. To write over it, add --force.")
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path}: written.")
        for line in (line for _content, says in dumped.values() for line in says):
            self.stdout.write(line)
