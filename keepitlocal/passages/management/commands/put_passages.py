"""Have everything found, tagged and quoted that the parts hold, and nothing else."""

from django.core.management import BaseCommand

from keepitlocal import parts
from keepitlocal.passages.models import Passage
from keepitlocal.passages.putting import put_again


def part_of(name):
    """The part that a kind of passages is of: "evidence.answer" is of evidence."""
    return name.partition(".")[0]


class Command(BaseCommand):
    help = "Makes what officers search and tag anew from what people said, and mends what differs. Safe to run at any time."

    def add_arguments(self, parser):
        parser.add_argument("--part", choices=sorted({*map(part_of, parts.passage_kinds())}), help="Of this part alone.")

    def handle(self, *, part, **options):
        for name, kind in parts.passage_kinds().items():
            if part in {None, part_of(name)}:
                mended = put_again(name, kind)
                found = Passage.objects.filter(kind=name).count()
                self.stdout.write(f"{kind.label}: {found:,} are found, and {mended:,} things were put again.")
