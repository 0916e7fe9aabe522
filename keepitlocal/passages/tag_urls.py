from django.contrib import admin
from django.urls import path

from keepitlocal.passages import tag_views as views

app_name = "tags"
urlpatterns = [
    path("<int:pk>/", admin.site.admin_view(views.under), name="passages"),
    path("<int:pk>/several/", admin.site.admin_view(views.several), name="several"),
    path("on/<int:pk>/", admin.site.admin_view(views.on), name="on"),
]
