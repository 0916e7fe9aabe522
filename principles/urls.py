"""The addresses of the principles, and of the feeds."""

from django.urls import path

from principles.views import commenting, feeds, history, reading, reporting, watching, you_said, yours

app_name = "principles"
urlpatterns = [
    path("principles/", reading.principles, name="principles"),
    path("principles/comment/", commenting.comment, {"number": None}, name="comment-on-whole"),
    path("principles/watch/", watching.watch, {"number": None}, name="watch-whole"),
    path("principles/you-said/", you_said.you_said, name="you-said"),
    path("principles/yours/", yours.yours, name="yours"),
    path("principles/<int:number>/", reading.principle, name="principle"),
    path("principles/<int:number>/comment/", commenting.comment, name="comment-on"),
    path("principles/<int:number>/history/", history.history, name="history"),
    path("principles/<int:number>/watch/", watching.watch, name="watch"),
    path("principles/comments/<int:key>/", reading.comment, name="comment"),
    path("principles/comments/<int:key>/reply/", commenting.reply, name="reply"),
    path("principles/comments/<int:key>/change/", yours.change, name="change"),
    path("principles/comments/<int:key>/take-back/", yours.take_back, name="take-back"),
    path("principles/comments/<int:key>/report/", reporting.report, name="report"),
    path("principles/reported/<str:token>/", reporting.reported, name="reported"),
    path("feeds/comments/", feeds.comments, {"number": None}, name="feed"),
    path("feeds/principles/<int:number>/", feeds.comments, name="feed-of"),
    path("feeds/wordings/", feeds.wordings, name="feed-of-wordings"),
]
