"""Posts at the desk."""

from django import forms
from django.contrib import admin
from django.urls import path

from keepitlocal.campaign.desk import DraftedAdmin, Editor
from keepitlocal.campaign.news import pages
from keepitlocal.campaign.news.admin import mailing
from keepitlocal.campaign.news.models import Post
from keepitlocal.campaign.news.models.posts import LONGEST_BODY, MOST_RELATED
from keepitlocal.pictures.fields import PictureForm

OFFERED = 30  # posts to be related to


class WordsForm(forms.Form):
    title = forms.CharField(max_length=120, widget=forms.TextInput({"size": 60}))
    summary = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3, "cols": 80}),
        help_text="A sentence or two in plain words: lists, e-mails, readers of the feed and whoever shares it show them.",
    )
    body = forms.CharField(
        label="What it says",
        required=False,
        max_length=LONGEST_BODY,
        widget=forms.Textarea({"rows": 18, "cols": 80}),
        help_text="In Markdown: an empty line begins a paragraph, ## a heading, - an item of a list, **strong**, and "
        "[words](https://…) a link.",
    )
    related = forms.TypedMultipleChoiceField(
        label="Related posts",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Up to {MOST_RELATED}. They are linked below it as long as they are published.",
    )

    def __init__(self, *args, offered=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["related"].choices = offered

    def clean_related(self):
        if len(self.cleaned_data["related"]) > MOST_RELATED:
            raise forms.ValidationError(f"Choose up to {MOST_RELATED}.")
        return self.cleaned_data["related"]


class PostEditor(Editor):
    words, picture = WordsForm, PictureForm

    def asked(self):
        chosen = self.piece.draft.get("related", [])
        others = Post.objects.exclude(pk=self.piece.pk).defer("body")
        found = {each.pk: each for each in [*others.filter(pk__in=chosen), *others[:OFFERED]]}
        return {"offered": [(key, str(post)) for key, post in found.items()]}


@admin.register(Post)
class PostAdmin(DraftedAdmin):
    editor, preview_template = PostEditor, "news/desk_preview.html"
    reserved = frozenset({"follow"})

    def get_urls(self):
        return [
            path("<int:pk>/mailing/", self._framed(self.mailing_view, write="mail"), name="news_post_mailing"),
            *super().get_urls(),
        ]

    def _page(self, request, piece, template, title, **said):
        ways = {"mailing_address": self._address(piece, "mailing"), "may_mail": self._may(request, "mail")}
        return super()._page(request, piece, template, title, **ways | said)

    def mailing_view(self, request, post):
        """Have it e-mailed to those who follow the news, or not after all."""
        said = mailing.said(request, post)
        return self._page(request, post, "news/desk_mailing.html", "E-mail it", **said) if isinstance(said, dict) else said

    def preview_context(self, drafted, at):
        return pages.post_context(drafted, pages.related(drafted, at))
