"""Ways back to a response, and the people who share it."""

from functools import partial

from django.shortcuts import redirect

from keepitlocal.drafts import sharing_page
from keepitlocal.pace import paced
from survey.views.held import address, address_of, nothing_here, page_of, survey_and_chosen, where_to_go_on


@paced
def way_back(request, slug):
    """The addresses that can come back (see keepitlocal/drafts/sharing_page.py), while there is something to come back to."""
    survey, response = survey_and_chosen(request, slug)
    if not response:
        return nothing_here(request, survey)
    if not response.is_being_written or response.reference:
        return redirect(address(response, "sent"))
    frame = sharing_page.Frame(
        here=address(response, "way-back"),
        following=partial(address_of, response),
        page=partial(page_of, request, "survey/way_back.html", response, on=where_to_go_on(response)),
    )
    return sharing_page.way_back(request, response, frame)
