"""What officers draft, at the desk: written on one page, looked at on another, and published or withdrawn by leads on a third."""

from functools import wraps

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_exempt

from keepitlocal import keys
from keepitlocal.documents import kinds
from keepitlocal.documents.receiving import receiving
from keepitlocal.lifecycle import Refusal
from keepitlocal.moment_field import MomentField
from keepitlocal.officers.edits import edits_of
from keepitlocal.officers.filters import Offered
from keepitlocal.officers.refusing import refuse_unless

LARGEST_REQUEST = 2 * kinds.LARGEST + 1024 * 1024  # bytes: a file, a picture, and words


class AddForm(forms.ModelForm):
    """Begins a piece: what it is called, and where it will be."""

    called = forms.CharField(label="Title", max_length=120, widget=forms.TextInput({"size": 60}))
    slug = forms.SlugField(
        label="Address",
        required=False,
        max_length=80,
        help_text="The last part of its address, which never changes: lower-case words with hyphens. Left empty, it is "
        "made of the title.",
    )

    reserved: frozenset[str] = frozenset()

    class Meta:
        fields = ["slug"]

    def clean(self):
        said = super().clean()
        said["slug"] = said.get("slug") or slugify(said.get("called", ""))[:80].strip("-")
        if not said["slug"] and not self.errors:
            self.add_error("slug", "Give the last part of its address: the title has no letters to make it of.")
        if said.get("slug") in self.reserved:
            self.add_error("slug", "Another page has this address. Give a different last part of its address.")
        return said


class PublishForm(forms.Form):
    moment = MomentField(
        ends=False,
        required=False,
        label="Publish from",
        help_text="Leave it empty to publish now. Everybody sees it from the moment that you give; a day alone is its first.",
    )


class DraftedAdmin(Offered):
    """The desk of one kind of pieces. `editor` is the form of a draft: a class that takes (piece, data, files)."""

    editor: type
    preview_template = ""
    form = AddForm
    fields = ["called", "slug"]
    list_display = ["called", "status", "published_at", "updated_at", "has_changes"]
    list_filter = ["status"]
    actions = None
    reserved: frozenset[str] = frozenset()  # addresses that are something else's

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.reserved = self.reserved
        return form

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        ours = [
            path("<int:pk>/preview/", self._framed(self.preview_view), name=f"{name}_preview"),
            path("<int:pk>/publish/", self._framed(self.publish_view, write="publish"), name=f"{name}_publish"),
        ]
        return [*ours, *super().get_urls()]

    def _may(self, request, verb):
        return request.user.has_perm(f"{self.opts.app_label}.{verb}_{self.opts.model_name}")

    def _framed(self, view, *, write="change"):
        """A page about one piece: for those who may see it, and to post with the permission to `write`."""

        @wraps(view)
        def wrapped(request, pk):
            piece = get_object_or_404(self.get_queryset(request), pk=pk)
            refuse_unless(self._may(request, write if request.method == "POST" else "view"), request, about=piece)
            return view(request, piece)

        wrapped.csrf_exempt = getattr(view, "csrf_exempt", False)
        return self.admin_site.admin_view(wrapped)

    def _address(self, piece, name):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[piece.pk])

    def _page(self, request, piece, template, title, **said):
        may = {"may_change": self._may(request, "change"), "may_publish": self._may(request, "publish")}
        ways = {f"{name}_address": self._address(piece, name) for name in ["change", "preview", "publish"]}
        ways["list_address"] = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        about = {"opts": self.opts, "title": title, "piece": piece, "at": request.at, "is_shown": piece.is_shown(request.at)}
        return TemplateResponse(request, template, self.admin_site.each_context(request) | may | ways | about | said)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, piece, form, change):
        """Adding one: its draft begins with the title."""
        piece.status_since = request.at
        with transaction.atomic():
            piece.save()
            piece.edit({"title": form.cleaned_data["called"]}, edits=0, by=request.user, at=request.at)

    def response_add(self, request, piece, post_url_continue=None):
        return redirect(self._address(piece, "change"))

    @method_decorator(csrf_exempt)  # The token is read with the files, so `receiving` checks it, once it is said where they go.
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The editor in place of Django's own form."""
        if (key := keys.read(object_id)) is None:
            raise Http404
        return self._framed(receiving(self.edit_view, largest=LARGEST_REQUEST))(request, pk=key)

    def edit_view(self, request, piece, receiver):
        """Write it. Where somebody else was quicker, what they saved is shown, and what was typed is still there."""
        editor = self.editor(piece, *((request.POST, request.FILES) if request.method == "POST" else (None, None)))
        is_behind = False
        if request.method == "POST" and not editor.refused(receiver) and editor.is_valid():
            try:
                with transaction.atomic():
                    piece.edit(editor.said(at=request.at), edits=edits_of(request), by=request.user, at=request.at)
            except Refusal as refusal:
                messages.warning(request, str(refusal))
                is_behind = True
            else:
                messages.success(request, f"Saved. {self.says_of(piece.drafted)} Nothing of it shows before it is published.")
                return redirect(self._address(piece, "preview" if "preview" in request.POST else "change"))
        said = {"editor": editor, "drafted": piece.drafted, "is_behind": is_behind}
        return self._page(request, piece, "campaign/desk_draft.html", str(piece), **said)

    def says_of(self, drafted):
        """What came with it, in a sentence: a file that a browser did not send leaves no other trace."""
        return f"Its picture: “{drafted.picture.description}”." if drafted.picture_id else "It has no picture."

    def preview_view(self, request, piece):
        """What is drafted, on the page that people will see."""
        said = self.preview_context(piece.drafted, request.at) | {"is_preview": True}
        return self._page(request, piece, self.preview_template, "Preview", **said)

    def publish_view(self, request, piece):
        """Publish it, now or from a moment on, or withdraw it. Refused, what was typed is still there."""
        form = PublishForm(request.POST if "publish" in request.POST else None, label_suffix="")
        try:
            if "withdraw" in request.POST:
                piece.withdraw(by=request.user, at=request.at)
                messages.success(request, f"Withdrawn: {piece}.")
                return redirect(self._address(piece, "change"))
            if form.is_valid():
                piece.publish(edits=edits_of(request), moment=form.cleaned_data["moment"], by=request.user, at=request.at)
                messages.success(request, f"Published: {piece}.")
                return redirect(self._address(piece, "change"))
        except Refusal as refusal:
            form = form if form.is_bound else PublishForm({}, label_suffix="")
            form.add_error(None, str(refusal))
            piece.refresh_from_db()
        return self._page(request, piece, "campaign/desk_publish.html", f"Publish {piece}", form=form, drafted=piece.drafted)

    @admin.display(description="title")
    def called(self, piece):
        return str(piece)

    @admin.display(description="unpublished changes")
    def has_changes(self, piece):
        return "Yes" if piece.has_unpublished_changes else "No"


class Editor:
    """The forms of a draft: what `words` asks for, and its picture."""

    words: type[forms.Form]
    picture: type[forms.Form]

    def __init__(self, piece, data=None, files=None):
        self.piece = piece
        present = piece.drafted.picture
        said = piece.drafted_columns() | {"description": present.description if present else ""}
        self.forms = [
            self.words(data, files, initial=said, label_suffix="", **self.asked()),
            self.picture(data, files, initial=said, label_suffix="", present=present),
        ]

    def asked(self):
        """What else the words are asked with."""
        return {}

    @property
    def errors(self):
        return [each.errors for each in self.forms if each.errors]

    def is_valid(self):
        """Whether all of it is: each form says what is wrong with it, also where another one does."""
        return not sum(not each.is_valid() for each in self.forms)

    def refused(self, receiver):
        """Whether a file was cut short on its way: the form says so."""
        for arrival in receiver.broken:
            self.forms[0].add_error(None, f"“{arrival.name}” did not arrive whole. Add it again.")
        return bool(receiver.broken)

    def said(self, *, at):
        """The draft that the forms make. Called in the transaction that saves it."""
        words, pictured = self.forms
        picture = pictured.pictured()
        return words.cleaned_data | {"picture_id": picture and picture.pk}
