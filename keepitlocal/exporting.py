"""What leaves the portal as a file: by which rules, under which name, and sent as it is made."""

from dataclasses import dataclass

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "json": "application/json",
    "zip": "application/zip",
}
CONFIDENTIAL = "This file contains confidential evidence. It may not be published, quoted or passed on."
PERSONAL = "This file contains personal data. Give it to nobody who does not need it, and delete it when you have used it."


@dataclass(frozen=True)
class Rules:
    """What a file may hold beyond what is always in it. It says so of itself: in its name, and before anything else."""

    confidential: bool = False
    personal: bool = False

    @property
    def warning(self):
        """The sentences that it begins with; "" where there is nothing to be said."""
        return " ".join(sentence for sentence, holds in [(CONFIDENTIAL, self.confidential), (PERSONAL, self.personal)] if holds)

    @property
    def in_name(self):
        """What the file's name says of them."""
        held = [each for each, holds in [("confidential-evidence", self.confidential), ("personal-data", self.personal)] if holds]
        return f"-contains-{'-and-'.join(held)}" if held else ""

    def titled(self, columns, personal):
        """The names of columns. Each stays in its place whether or not it holds anything, and says so."""
        return [f"{column} (left out)" if column in personal and not self.personal else column for column in columns]

    def said(self, texts):
        """Personal texts, or nothing in place of each."""
        return list(texts) if self.personal else [""] * len(texts)


def warned(rules, lines):
    """The lines of a table below what it has to say of itself."""
    if rules.warning:
        yield [rules.warning]
    yield from lines


def moment(at):
    """A moment as tables tell it: in UK time, with how far that is from UTC; "" for none."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def attached(pieces, name, *, kind, at):
    """The file, sent piece by piece, kept by no browser or proxy, and named with the day."""
    response = StreamingHttpResponse(pieces, content_type=TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}-{timezone.localdate(at)}.{kind}")
    add_never_cache_headers(response)
    return response
