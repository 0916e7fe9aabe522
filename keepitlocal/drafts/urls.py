"""The addresses at which people come back to a draft of any kind, and leave."""

from django.urls import path

from keepitlocal.drafts import returning

app_name = "return"
urlpatterns = [
    path("return/", returning.ask, name="ask"),
    path("return/leave/", returning.leave, name="leave"),
    path("return/left/", returning.left, name="left"),
    path("return/<str:token>/", returning.back, name="back"),
]
