"""`manage.py trial`: try the portal on this machine."""

import os
import signal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from keepitlocal import trial


class Command(BaseCommand):
    help = "Serve the portal on this machine as a trial, until Ctrl-C. PORT chooses the port, PORTAL_VAR the folder it keeps."

    def handle(self, **options):
        if not settings.TRIAL:
            raise CommandError("These are the settings of the real portal. A trial is started with: make run")
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
            # A launcher under nohup is to outlive its terminal.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, signal.default_int_handler)
        try:
            trial.run(port(), self.say)
        except trial.Refused as refused:
            raise CommandError(str(refused)) from None
        except KeyboardInterrupt:
            self.say("\nThe trial has ended. What it holds is kept for the next one.")

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()


def port():
    said = os.environ.get("PORT") or "8000"
    if not said.isdecimal() or not 0 < int(said) < 65535:
        raise CommandError(f"PORT is {said!r}: choose a number such as 8001.")
    return int(said)
