"""Pages of drafts that are kept in the process (keepitlocal/pages.py): what they say of the draft that fills them."""

from keepitlocal import pages
from keepitlocal.drafts import holding
from keepitlocal.drafts.saying import hash_of

SEEN = "seen-"  # begins the name of a slot for the hash of what is shown
NOTHING = hash_of("")


def respond(request, page, draft, said):
    """The page, filled for a draft: `said` is a dict of slot to what stands there. A slot that it does not name stays empty."""
    empty = {name: NOTHING if name.startswith(SEEN) else "" for name in page.names}
    of_draft = {
        "reference": draft.reference or "",
        "called": str(draft),
        "draft": str(draft.pk),
        "page": holding.nonce(),
    }
    return pages.respond(request, page, {**empty, **said, **of_draft})
