from django.urls import path

from keepitlocal.campaign.enquiries import views

app_name = "enquiries"
urlpatterns = [
    path("", views.contact, name="contact"),
    path("sent/<str:token>/", views.sent, name="sent"),
    path("<str:token>/", views.conversation, name="conversation"),
]
