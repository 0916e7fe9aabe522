"""The officers' desk: Django's admin, with the work first and what is wrong at the top."""

from django.conf import settings
from django.contrib.admin import AdminSite

from keepitlocal import health

# Whatever is not named here comes last.
ORDER = ["evidence", "survey", "principles", "campaign", "outbox", "officers", "audit"]


class Desk(AdminSite):
    site_header = "Keep it Local: the officers' desk"
    site_title = "Keep it Local: the desk"
    index_title = "What there is to do"
    enable_nav_sidebar = False  # lists need the width; the front page is one press away

    def each_context(self, request):
        """What every page of the desk knows. What is wrong with the portal is for those who are signed in."""
        troubles = health.troubles(request.at) if self.has_permission(request) else []
        return {**super().each_context(request), "trial": settings.TRIAL, "troubles": troubles}

    def get_app_list(self, request, app_label=None):
        order = {label: place for place, label in enumerate(ORDER)}
        found = super().get_app_list(request, app_label)
        return sorted(found, key=lambda app: order.get(app["app_label"], len(order)))
