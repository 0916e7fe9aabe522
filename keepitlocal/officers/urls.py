from django.contrib import admin
from django.urls import path

from keepitlocal.officers import giving, views

app_name = "officers"
urlpatterns = [
    path("invitation/<uidb64>/<token>/", views.ChoosePassword.as_view(), name="invitation"),
    path("invitation/<uidb64>/<token>", views.ChoosePassword.as_view()),
    path("coverage/", admin.site.admin_view(views.coverage), name="coverage"),
    path("invitation/<path:mangled>", views.broken_link),
    path("new-password/<uidb64>/<token>/", views.NewPassword.as_view(), name="new_password"),
    path("new-password/<uidb64>/<token>", views.NewPassword.as_view()),
    path("new-password/<path:mangled>", views.broken_link),
    path("password_change/", admin.site.admin_view(views.ChangePassword.as_view())),
    path("telling/", admin.site.admin_view(views.telling), name="telling"),
    path("second-factor/", giving.give, name="second_factor"),
    path("second-factor/set-up/", giving.set_up, name="set_up"),
    path("second-factor/picture.svg", giving.picture, name="picture"),
    path("second-factor/yours/", admin.site.admin_view(giving.yours), name="yours"),
    path("second-factor/kept/", admin.site.admin_view(giving.kept), name="kept"),
    # Also for whoever has signed in by half, whom Django's own address sends back.
    path("logout/", admin.site.logout),
]
