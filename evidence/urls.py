from django.urls import path

from evidence.views import asked, calls, choosing, documents, sending, sharing, yours

app_name = "evidence"
urlpatterns = [
    path("", calls.calls, name="calls"),
    path("<slug:slug>/", calls.call, name="call"),
    path("<slug:slug>/yours/", yours.yours, name="yours"),
    path("<slug:slug>/yours/documents/", documents.documents, name="documents"),
    path("<slug:slug>/yours/about-you/", yours.about_you, name="about-you"),
    path("<slug:slug>/yours/publication/", yours.publication, name="publication"),
    path("<slug:slug>/yours/check/", sending.check, name="check"),
    path("<slug:slug>/yours/choose/", choosing.choose, name="choose"),
    path("<slug:slug>/yours/way-back/", sharing.way_back, name="way-back"),
    path("<slug:slug>/yours/sent/", sending.sent, name="sent"),
    path("<slug:slug>/yours/copy/", sending.copy, name="copy"),
    path("<slug:slug>/yours/change/", sending.change, name="change"),
    path("<slug:slug>/yours/withdraw/", sending.withdraw, name="withdraw"),
    path("<slug:slug>/yours/asked/<str:token>/", asked.asked, name="asked"),
    path("<slug:slug>/yours/<slug:task>/", yours.section, name="section"),
]
