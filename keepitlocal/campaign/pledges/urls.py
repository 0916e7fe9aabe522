"""The addresses of pledges."""

from django.urls import path

from keepitlocal.campaign.pledges.views import pledging, reporting, supporters, yours

app_name = "pledges"
urlpatterns = [
    path("", pledging.ask, name="pledge"),
    path("sent/<str:token>/", pledging.sent, name="sent"),
    path("change/<str:token>/", yours.change, name="change"),
    path("supporters/", supporters.supporters, name="supporters"),
    path("supporters/in/<int:key>/", supporters.place, name="place"),
    path("supporters/<int:key>/report/", reporting.report, name="report"),
    path("reported/<str:token>/", reporting.reported, name="reported"),
]
