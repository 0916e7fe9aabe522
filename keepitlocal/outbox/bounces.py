"""Delivery reports, as mail servers send them back (RFC 3464)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """What a delivery report says: the Message-ID it is about, whether that failed for good, and the SMTP code or None."""

    message_id: str
    is_final: bool
    reply: int | None


def read(mail):
    """The report that a mail holds, or None when it is something else."""
    if mail.get_content_type() != "multipart/report":
        return None
    status = next((part for part in mail.walk() if part.get_content_type() == "message/delivery-status"), None)
    message_id = original(mail)
    if status is None or message_id is None or not isinstance(status.get_payload(), list):
        return None
    fields = [block for block in status.get_payload() if block["Action"]]
    # One that reached anybody is not undelivered: ours have one recipient each, but that one may forward to several.
    final = bool(fields) and all(failed_for_good(block) for block in fields)
    return Report(message_id, final, code(fields[0]) if final else None)


def failed_for_good(block):
    return block["Action"].strip().lower() == "failed" and str(block["Status"]).strip().startswith("5")


def code(block):
    """The SMTP code in a report's diagnostic, or None."""
    found = re.search(r"\b(5\d\d)\b(?!\.)", str(block["Diagnostic-Code"]))
    return int(found[1]) if found else None


def original(mail):
    """The Message-ID of the mail that the report is about, from the copy of it, or of its headers, that the report brings."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            found = part.get_payload(0)["Message-ID"]
        elif part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True).decode("ascii", "replace")
            match = re.search(r"^Message-ID:\s*(<[^>\s]+>)", headers, re.IGNORECASE | re.MULTILINE)
            found = match and match[1]
        else:
            continue
        if found:
            return found.strip()
    return None
