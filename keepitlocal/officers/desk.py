"""The officers' desk: Django's admin, with the work first and what is wrong at the top."""

import datetime

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from keepitlocal import health
from keepitlocal.officers import front, second_factor
from keepitlocal.officers.counted import Counted
from keepitlocal.officers.signing_in import SignInForm

OFTEN = datetime.timedelta(seconds=10)  # every page says what is wrong, and asks for it no more often
troubles = Counted(lambda *, at: health.troubles(at), often=OFTEN)
# Whatever is not named here comes last.
ORDER = [
    "evidence",
    "survey",
    "principles",
    "pledges",
    "enquiries",
    "campaign",
    "news",
    "resources",
    "languages",
    "passages",
    "outbox",
    "officers",
    "audit",
]
# Of each app what is worked with daily comes first; some are called otherwise than their models are.
LISTS = {
    "evidence.Submission": "",
    "evidence.Draft": "",
    "evidence.Call": "",
    "survey.Response": "",
    "survey.Survey": "Surveys and their results",
    "principles.Comment": "",
    "principles.Complaint": "",
    "principles.Principle": "",
    "principles.Consultation": "The consultation",
    "principles.Watch": "Who is told of what",
    "campaign.Version": "Home, about and five ways",
    "pledges.Pledge": "",
    "pledges.Complaint": "Complaints",
    "audit.Entry": "Who did what",
}


class Desk(AdminSite):
    site_header = "Keep it Local: the officers' desk"
    site_title = "Keep it Local: the desk"
    index_title = "What there is to do"
    enable_nav_sidebar = False  # lists need the width; the front page is one press away
    login_form = SignInForm

    def is_officers(self, request):
        """Whether an officer has signed in with their password, which is half of it."""
        return super().has_permission(request)

    def has_permission(self, request):
        """The desk takes the second factor, too, given in this session."""
        return self.is_officers(request) and second_factor.is_given(request)

    def login(self, request, extra_context=None):
        """Whoever has given their password is asked for the second factor next."""
        if request.method == "GET" and self.is_officers(request) and not self.has_permission(request):
            leads_to = {REDIRECT_FIELD_NAME: request.GET[REDIRECT_FIELD_NAME]} if REDIRECT_FIELD_NAME in request.GET else {}
            return redirect(f"{reverse('officers:second_factor')}?{urlencode(leads_to)}".rstrip("?"))
        return super().login(request, extra_context)

    def each_context(self, request):
        """What every page of the desk knows. What is wrong with the portal is for those who are signed in."""
        wrong = troubles.of(at=request.at)[0] if self.has_permission(request) else []
        return {**super().each_context(request), "trial": settings.TRIAL, "troubles": wrong}

    def index(self, request, extra_context=None):
        """The work first, and everything else below it."""
        return super().index(request, {**front.page(request.user, request.at), **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        found = super().get_app_list(request, app_label)
        for app in found:
            app["models"].sort(key=lambda each: _place(each["model"]._meta.label, list(LISTS)))
            for each in app["models"]:
                each["name"] = LISTS.get(each["model"]._meta.label) or each["name"]
        return sorted(found, key=lambda app: _place(app["app_label"], ORDER))


def _place(label, order):
    return order.index(label) if label in order else len(order)
