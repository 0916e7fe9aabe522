from django.contrib import admin
from django.urls import path

from keepitlocal.officers import views

app_name = "officers"
urlpatterns = [
    path("invitation/<uidb64>/<token>/", views.ChoosePassword.as_view(), name="invitation"),
    path("invitation/<uidb64>/<token>", views.ChoosePassword.as_view()),
    path("telling/", admin.site.admin_view(views.telling), name="telling"),
    path("invitation/<path:mangled>", views.broken_link),
]
