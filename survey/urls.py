from django.urls import path

from survey.views import answering, choosing, sending, sharing, surveys

app_name = "survey"
urlpatterns = [
    path("", surveys.surveys, name="surveys"),
    path("<slug:slug>/", surveys.start, name="start"),
    path("<slug:slug>/questions/", surveys.questions, name="questions"),
    path("<slug:slug>/check/", sending.check, name="check"),
    path("<slug:slug>/sent/", sending.sent, name="sent"),
    path("<slug:slug>/copy/", sending.copy, name="copy"),
    path("<slug:slug>/change/", sending.change, name="change"),
    path("<slug:slug>/choose/", choosing.choose, name="choose"),
    path("<slug:slug>/way-back/", sharing.way_back, name="way-back"),
    path("<slug:slug>/<slug:name>/", answering.page, name="page"),
]
