"""The addresses of resources."""

from django.urls import path

from keepitlocal.campaign.resources import views

app_name = "resources"
urlpatterns = [
    path("", views.resources, name="resources"),
    path("<slug:slug>/", views.resource, name="resource"),
    path("<slug:slug>/<slug:same>.<slug:kind>", views.file, name="file"),
]
