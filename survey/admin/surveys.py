"""Surveys at the desk: their words and windows, and the ways to what they ask."""

from django.contrib import admin
from django.db.models import Count, DateTimeField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import path

from keepitlocal.extending import Extending
from survey.admin import previewing, publishing, question_pages, questions, results, routes, transferring
from survey.admin.framing import CHANGE, PUBLISH, VIEW, framed
from survey.models import Response, Survey

EDITOR = [  # the path after the survey's key, its name, and the view; each needs `change_survey`
    ("questions/", "questions", questions.outline),
    ("add-page/", "add_page", question_pages.page),
    ("pages/<slug:name>/", "page", question_pages.page),
    ("pages/<slug:name>/delete/", "delete_page", questions.delete_page),
    ("pages/<slug:on>/add-question/", "add_question", question_pages.question),
    ("questions/<slug:name>/", "question", question_pages.question),
    ("questions/<slug:name>/delete/", "delete_question", questions.delete_question),
    ("routes/", "routes", routes.routes),
    ("add-route/", "add_route", routes.route),
    ("routes/<int:number>/", "route", routes.route),
]


@admin.register(Survey)
class SurveyAdmin(Extending):
    change_form_template = "survey/desk_survey.html"
    list_display = ["title", "phase", "closes", "asks", "has_changes", "sent"]
    list_select_related = ["latest"]
    actions = ["extend"]

    def get_urls(self):
        pages = [path(f"<int:pk>/{tail}", framed(view, read=CHANGE), name=f"survey_survey_{name}") for tail, name, view in EDITOR]
        return [
            *pages,
            path("<int:pk>/preview/", framed(previewing.preview, write=VIEW), name="survey_survey_preview"),
            path("<int:pk>/publish/", framed(publishing.publish, write=PUBLISH), name="survey_survey_publish"),
            path("<int:pk>/versions/<int:number>/", framed(publishing.version), name="survey_survey_version"),
            path("<int:pk>/upload/", transferring.upload_page, name="survey_survey_upload"),
            path("<int:pk>/download/", framed(transferring.download), name="survey_survey_download"),
            *results.pages(),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        """As the list shows them, at the moment of the request."""
        sent = Response.objects.sent().filter(survey=OuterRef("pk")).order_by().values("survey")
        count = Coalesce(Subquery(sent.annotate(count=Count("pk")).values("count")), 0)
        moment = Value(request.at, output_field=DateTimeField())
        return super().get_queryset(request).defer("loaded", "latest__content").annotate(count=count, moment=moment)

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["title", "slug", "reference_prefix", "summary", "how_long", "afterwards"]}),
            self.window(request, obj),
            ("Words", {"fields": ["introduction"]}),
        ]

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_publish"] = self.has_publish_permission(request)
        context["may_enter"] = request.user.has_perm("survey.enter_response")
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        """Comes last of a saving: what the survey shows may have changed."""
        super().save_related(request, form, formsets, change)
        form.instance.changed(by=request.user, at=request.at)

    @admin.display(description="phase")
    def phase(self, survey):
        return survey.phase(survey.moment).label if survey.is_published else "Not published"

    @admin.display(description="published")
    def asks(self, survey):
        return str(survey.latest).capitalize() if survey.latest else "Nothing yet"

    @admin.display(description="unpublished changes")
    def has_changes(self, survey):
        return "Yes" if survey.has_unpublished_changes else "No"

    @admin.display(description="responses sent")
    def sent(self, survey):
        return f"{survey.count:,}"
