"""What the record speaks of, in groups that people know: whatever was done begins with the words of one of them."""

DEEDS = {
    "signing in": (
        "Signing in, passwords and second factors",
        [
            "signed ", "failed to sign in", "failed to give", "was locked out", "was let in again", "asked for a new password",
            "chose a password", "gave the second factor", "set up the second factor", "replaced the second factor",
            "second factor was forgotten", "made printed codes",
        ],
    ),
    "refused": ("Being refused", ["was refused"]),
    "exports": (
        "Exports and downloads",
        [
            "submissions were exported", "documents ", "comments were exported", "pledges were exported",
            "the record was exported",
            "what is kept apart was exported", "had its responses exported", "had its codebook exported",
        ],
    ),
    "confidential": ("Reading what is confidential", ["confidential evidence was read"]),
    "officers": (
        "Officers and what they may do",
        ["was invited", "was given groups", "was renamed", "was deactivated", "was made active again", "chose how to be told"],
    ),
    "sending": (
        "What people sent, changed and took back",
        [
            "was sent", "was received", "became submitted", "became sent", "became withdrawn", "was changed by",
            "is being changed by", "was left as", "confirmed their address", "was confirmed", "was reported", "was disowned",
            "was entered", "answered a question", "became confirmed", "became merged", "was continued by",
        ],
    ),
    "reviewing": (
        "Reviewing and moderating",
        [
            "became in review", "became accepted", "became declined", "became published", "became rejected", "became asked",
            "became hidden", "became waiting", "became upheld", "became dismissed", "was assigned", "was noted on",
            "was considered", "was read, and stands", "had a change", "had its words", "had its place", "was asked a question",
            "had a question taken back", "became answered", "became closed", "became open",
        ],
    ),
    "publishing": (
        "Writing, publishing and extending",
        [
            "published", "is to be e-mailed", "is not to be e-mailed", "changed", "loaded", "was extended", "was given longer",
            "had its questions", "had its next wording", "was translated", "had its translation",
        ],
    ),
    "tags": ("Tags", ["was added", "was renamed", "was described", "was merged into", "was deleted"]),
    "letters": (
        "E-mails and links",
        ["was reminded", "was told to be quiet", "had its links stopped", "gave up", "became cancelled", "was away"],
    ),
    "erasing": ("Erasing", ["became erased", "was forgotten", "was deleted", "is to be deleted"]),
}  # fmt: skip

# What the lines of a group are about, where others are written in the same words.
ABOUT = {"officers": "officers.officer", "tags": "passages.tag"}
