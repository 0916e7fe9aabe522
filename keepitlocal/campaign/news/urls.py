"""The addresses of news. Its feed is beside the others, in keepitlocal/urls.py."""

from django.urls import path

from keepitlocal.campaign.news import following, views

app_name = "news"
urlpatterns = [
    path("", views.posts, name="posts"),
    path("follow/", following.follow, name="follow"),
    path("<slug:slug>/", views.post, name="post"),
]
