"""The addresses of pictures: the same in every language."""

from django.urls import re_path

from keepitlocal.pictures import views

urlpatterns = [
    re_path(r"^(?P<name>[0-9a-f]{32})\.(?P<kind>webp|jpg)$", views.picture, name="picture"),
]
