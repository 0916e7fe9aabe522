"""The principles at the desk: what each says, what is drafted for it, and the ways to publish that."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path

from keepitlocal import keys
from keepitlocal.officers.filters import Offered
from keepitlocal.paragraphs import split
from keepitlocal.templatetags.moments import moment
from principles.admin import drafting, publishing
from principles.admin.framing import PUBLISH, address, framed
from principles.models import Comment, Consultation, Principle
from principles.models.principles import HIGHEST, LONGEST_TITLE
from principles.wordings import carried


class AddForm(forms.ModelForm):
    number = forms.IntegerField(min_value=1, max_value=HIGHEST, help_text="Its address, after /principles/. It never changes.")
    title = forms.CharField(max_length=LONGEST_TITLE, widget=forms.TextInput({"size": 60}))
    text = forms.CharField(
        widget=forms.Textarea({"rows": 12, "cols": 80}),
        help_text="An empty line begins a new paragraph. Nothing of it shows before it is published.",
    )

    class Meta:
        model = Principle
        fields = ["number"]

    def clean(self):
        super().clean()
        if not Consultation.objects.exists():
            raise forms.ValidationError("There is no consultation yet: add that first, for a principle belongs to it.")


@admin.register(Principle)
class PrincipleAdmin(Offered):
    form = AddForm
    fields = ["number", "title", "text"]
    list_display = ["number", "called", "wording", "since", "has_changes", "comments", "considered"]
    list_display_links = ["number", "called"]
    list_select_related = ["latest"]
    actions = None

    def get_urls(self):
        pages = [("preview", framed(publishing.preview)), ("publish", framed(publishing.publish, write=PUBLISH))]
        ours = [path(f"<int:pk>/{name}/", page, name=f"principles_principle_{name}") for name, page in pages]
        return [*ours, *super().get_urls()]

    def get_queryset(self, request):
        here = Comment.objects.considered().filter(principle=OuterRef("pk")).order_by().values("principle")
        count = Coalesce(Subquery(here.annotate(count=Count("pk")).values("count")), 0)
        return super().get_queryset(request).defer("latest__content").annotate(considered_count=count)

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The editor in place of Django's own form."""
        if (key := keys.read(object_id)) is None:
            raise Http404
        return framed(drafting.draft)(request, pk=key)

    @transaction.atomic
    def save_model(self, request, principle, form, change):
        """Adding one: its first draft comes with it."""
        principle.save()
        said = form.cleaned_data
        content, following = carried(None, said["title"], split(said["text"]), next_id=principle.next_paragraph)
        principle.edit(content, next_paragraph=following, edits=principle.edits, by=request.user, at=request.at)

    def response_add(self, request, principle, post_url_continue=None):
        return redirect(address(principle, "change"))

    @admin.display(description="title")
    def called(self, principle):
        return principle.title

    @admin.display(description="wording")
    def wording(self, principle):
        return principle.latest.number if principle.latest else "None is published"

    @admin.display(description="since")
    def since(self, principle):
        return moment(principle.latest.took_effect_at) if principle.latest else ""

    @admin.display(description="unpublished changes")
    def has_changes(self, principle):
        return "Yes" if principle.has_unpublished_changes else "No"

    @admin.display(description="comments shown", ordering="comments_shown")
    def comments(self, principle):
        return f"{principle.comments_shown:,}"

    @admin.display(description="considered")
    def considered(self, principle):
        return f"{principle.considered_count:,}"
