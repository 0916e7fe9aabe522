"""The addresses of the front door itself."""

from django.urls import path

from keepitlocal.campaign import notices, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("five-ways/", views.five_ways, name="five-ways"),
    path("privacy/", notices.privacy, name="privacy"),
    path("cookies/", notices.cookies, name="cookies"),
    path("accessibility/", notices.accessibility, name="accessibility"),
    path("whistleblowing/", notices.whistleblowing, name="whistleblowing"),
]
