"""Prove that what is counted is what was sent; or make it so."""

import sys

from django.core.management import BaseCommand

from survey.proving import prove


class Command(BaseCommand):
    help = "Makes the counted rows of every response anew from its answers, and compares. Safe to run at any time."

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help="Write the rows that differ, and not only say which.")

    def handle(self, *, mend, **options):
        proof = prove(mend=mend)
        self.stdout.write(f"{proof.right:,} of {proof.seen:,} responses are right.")
        self._say(proof.differed, "had other rows than their answers make" + (", and were mended" if mend else ""))
        self._say(proof.unsealed, "do not say what they were sealed with")
        if proof.unsealed or (proof.differed and not mend):
            sys.exit(1)

    def _say(self, keys, what):
        if keys:
            self.stdout.write(f"{len(keys):,} {what}: {', '.join(map(str, keys[:20]))}{', …' if len(keys) > 20 else ''}.")
