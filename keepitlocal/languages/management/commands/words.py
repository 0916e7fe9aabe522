"""Collect the portal's own words into the Welsh catalogue, and compile the catalogues. It needs GNU gettext."""

import re

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

from keepitlocal.languages.speaking import OTHERS

# The desk speaks English, and so do e-mails; the rest is nobody's words.
LEFT_OUT = [
    ".*",
    "bench/*",
    "content/*",
    "docs/*",
    "frontend/*",
    "static/*",
    "var/*",
    "*/tests/*",
    "*/migrations/*",
    "templates/admin/*",
    "templates/audit/*",
    "templates/officers/*",
    "templates/outbox/*",
    "templates/passages/*",
    "templates/*/desk_*",
    "templates/*/_desk_*",
    "templates/*/email_*",
    "templates/*/_email_*",
]
DATED = re.compile(r'^"(?:POT-Creation|PO-Revision)-Date: .*"\n', re.MULTILINE)  # says nothing, and differs each time
CATALOGUE = settings.ROOT / "locale" / OTHERS[0] / "LC_MESSAGES" / "django.po"


class Command(makemessages.Command):
    help = "Bring locale/cy/LC_MESSAGES/django.po up to date with the words in templates and code, and compile the catalogues."
    # A guess at a translation is worse than none: nobody would look at it again.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args, **options):
        ways = {"extensions": ["html", "txt", "py"], "add_location": "file", "no_wrap": True, "no_obsolete": True}
        super().handle(*args, **{**options, **ways, "locale": OTHERS, "ignore_patterns": [*LEFT_OUT]})
        said = CATALOGUE.read_text(encoding="utf-8")
        CATALOGUE.write_text(DATED.sub("", said), encoding="utf-8")
        call_command("compilemessages", ignore_patterns=[".venv", "frontend"], verbosity=options["verbosity"])
