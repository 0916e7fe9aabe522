"""The portal's addresses. People link to them: they do not change."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from keepitlocal import confirming, errors, found, health, subscriptions
from keepitlocal.campaign.news import views as news
from keepitlocal.officers import views as officers

# What respondents see, in each language: under /cy/ it is the same in Welsh.
urlpatterns = i18n_patterns(
    path("", include("keepitlocal.campaign.urls")),
    path("news/", include("keepitlocal.campaign.news.urls")),
    path("feeds/news/", news.feed, name="news-feed"),
    path("resources/", include("keepitlocal.campaign.resources.urls")),
    path("pledge/", include("keepitlocal.campaign.pledges.urls")),
    path("contact/", include("keepitlocal.campaign.enquiries.urls")),
    path("evidence/", include("evidence.urls")),
    path("survey/", include("survey.urls")),
    path("", include("principles.urls")),
    path("", include("keepitlocal.drafts.urls")),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    prefix_default_language=False,
)
urlpatterns += [
    path("pictures/", include("keepitlocal.pictures.urls")),
    path("admin/", include("keepitlocal.officers.urls")),
    path("admin/", include("keepitlocal.passages.urls")),
    path("admin/tags/", include("keepitlocal.passages.tag_urls")),
    path("admin/forgotten/", officers.forgotten_password, name="admin_password_reset"),  # Django's name for it, and its link
    path("admin/", admin.site.urls),
    path("sitemap.xml", found.sitemap, name="sitemap"),
    path("robots.txt", found.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
]

handler400 = errors.bad_request
handler403 = errors.denied
handler404 = errors.not_found
handler500 = errors.failed
