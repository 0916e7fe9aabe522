"""The portal's addresses. People link to them: they do not change."""

from django.contrib import admin
from django.urls import include, path

from keepitlocal import confirming, errors, health, subscriptions
from keepitlocal.campaign import views as campaign
from keepitlocal.officers import views as officers

urlpatterns = [
    path("", campaign.home, name="home"),
    path("evidence/", include("evidence.urls")),
    path("survey/", include("survey.urls")),
    path("", include("principles.urls")),
    path("", include("keepitlocal.drafts.urls")),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("admin/", include("keepitlocal.officers.urls")),
    path("admin/", include("keepitlocal.passages.urls")),
    path("admin/tags/", include("keepitlocal.passages.tag_urls")),
    path("admin/forgotten/", officers.forgotten_password, name="admin_password_reset"),  # Django's name for it, and its link
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
]

handler400 = errors.bad_request
handler403 = errors.denied
handler404 = errors.not_found
handler500 = errors.failed
