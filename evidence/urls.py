from django.urls import path

from evidence.views import calls, documents, yours

app_name = "evidence"
urlpatterns = [
    path("", calls.calls, name="calls"),
    path("<slug:slug>/", calls.call, name="call"),
    path("<slug:slug>/yours/", yours.yours, name="yours"),
    path("<slug:slug>/yours/documents/", documents.documents, name="documents"),
    path("<slug:slug>/yours/about-you/", yours.about_you, name="about-you"),
    path("<slug:slug>/yours/publication/", yours.publication, name="publication"),
    path("<slug:slug>/yours/check/", yours.check, name="check"),
    path("<slug:slug>/yours/sent/", yours.sent, name="sent"),
    path("<slug:slug>/yours/copy/", yours.copy, name="copy"),
    path("<slug:slug>/yours/<slug:task>/", yours.section, name="section"),
]
