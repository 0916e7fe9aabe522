from django.contrib import admin
from django.urls import path

from keepitlocal.passages import views

app_name = "passages"
urlpatterns = [path("search/", admin.site.admin_view(views.search), name="search")]
