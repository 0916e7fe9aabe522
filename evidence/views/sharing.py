"""Ways back to a submission, and the people who share it."""

from functools import partial

from django.utils.translation import gettext

from evidence import drafts
from evidence.views.held import address, address_of, nothing_here, page_of
from keepitlocal.drafts import sharing_page
from keepitlocal.pace import paced


@paced
def way_back(request, slug):
    """The addresses that can come back (see keepitlocal/drafts/sharing_page.py)."""
    call, submission = drafts.call_and_chosen(request, slug)
    if not submission:
        return nothing_here(request, call)
    frame = sharing_page.Frame(
        here=address(submission, "way-back"),
        following=partial(address_of, submission),
        page=partial(page_of, request, "evidence/way_back.html", submission),
        removed=partial(_removed, submission),
    )
    return sharing_page.way_back(request, submission, frame)


def _removed(submission, email):
    """Sending gives the receipt's address a link, so taking that away is not the end of it."""
    if not submission.answers.filter(field="email", text__iexact=email).exists():
        return ""
    return gettext("Receipts would still go there, with a new link: change the address under “About you”.")
