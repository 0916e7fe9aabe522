"""The exact words by which somebody agrees to be listed. They are the same in every language, and kept as they were read."""

from keepitlocal.consent.models import Purpose, Statement

LABEL = "Show my name in the list of supporters by place"
WORDS = (
    "If you tick this, everybody can read your name, your organisation and your place on this website, and what you pledge once "
    "an officer has read it. You can take this back at any time."
)


def statement():
    return Statement.objects.worded(Purpose.LISTING, "pledge", LABEL, WORDS)
