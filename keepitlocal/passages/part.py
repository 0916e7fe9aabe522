"""What search and tags offer the portal (see keepitlocal/parts.py)."""

from keepitlocal.officers import groups

PERMISSIONS = {
    groups.OFFICERS: [
        "passages.search_passage",
        "passages.view_tag",
        "passages.add_tag",
        "passages.change_tag",
        "passages.add_tagging",
        "passages.delete_tagging",
    ],
    groups.LEADS: ["passages.delete_tag"],
    groups.MODERATORS: ["passages.search_passage"],
}
