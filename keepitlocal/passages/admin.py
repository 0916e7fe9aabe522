"""The list of tags at the desk: how much is under each, and what may be done to one."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from keepitlocal import keys
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.passages.kinds import readable
from keepitlocal.passages.models import Tag, Tagging
from keepitlocal.passages.tag_forms import MergeForm, TagForm
from keepitlocal.passages.under import in_words
from keepitlocal.templatetags.bars import Row

ORDERS = {"name": "By name", "most": "Most used first"}


@dataclass(frozen=True)
class Line:
    """A tag, how many passages of each kind have it, and all of them together as a bar beside the most used one's."""

    tag: Tag
    counts: list[tuple[str, int]]
    bar: Row


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm

    def get_urls(self):
        merge = self.admin_site.admin_view(self.merge_view)
        return [path("<path:object_id>/merge/", merge, name="passages_tag_merge"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """Every tag; what an officer may not read is not counted for them."""
        refuse_unless(self.has_view_permission(request), request, "the tags")
        kinds, order = readable(request.user), request.GET.get("order", "name")
        said = {
            "title": "Tags",
            "kinds": [kind.label for kind in kinds.values()],
            "lines": lines(kinds, order),
            "orders": ORDERS,
            "order": order if order in ORDERS else "name",
        }
        return self._page(request, "passages/tags.html", **said)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Django's own, but that what a verb refuses is said."""
        may = self.has_view_permission(request) if object_id else self.has_add_permission(request)
        refuse_unless(may, request, "a tag")
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request, tag, form, change):
        said = {"name": tag.name, "description": tag.description, "by": request.user, "at": request.at}
        if change:
            tag.change(**said)
        else:
            tag.pk = Tag.objects.add(**said).pk

    def log_addition(self, request, tag, message):
        """Nothing in Django's own log, which keeps a tag's name: the record has it without."""

    log_change = log_addition

    def merge_view(self, request, object_id):
        """Choose which tag takes its place; see what will happen; do it."""
        tag = self._found(request, object_id)
        form = MergeForm(request.POST or (request.GET if "into" in request.GET else None), tag=tag)
        into = form.cleaned_data["into"] if form.is_valid() else None
        if request.method == "POST" and into:
            return self._done(request, f"“{tag}” is merged into “{into}”.", into, tag.merge, into=into)
        said = {"title": f"Merge {tag}", "tag": tag, "form": form, "into": into}
        if into:
            new, count = tag.not_yet(into).count(), tag.taggings.count()
            said |= {"new": in_words(new), "both": count - new, "both_in_words": in_words(count - new)}
        return self._page(request, "passages/merge.html", **said)

    def delete_view(self, request, object_id, extra_context=None):
        """Ask once more, saying how much it is on."""
        tag = self._found(request, object_id)
        if request.method == "POST":
            return self._done(request, f"“{tag}” is deleted.", None, tag.remove)
        return self._page(request, "passages/delete.html", title=f"Delete {tag}", tag=tag, count=tag.taggings.count())

    def _found(self, request, key):
        """The tag, for those who may merge and delete. Trying to without being allowed goes on the record."""
        pk = keys.read(key)
        if pk is None or not (tag := Tag.objects.filter(pk=pk).first()):
            raise Http404
        refuse_unless(self.has_delete_permission(request, tag), request, about=tag)
        return tag

    def _done(self, request, words, then, verb, **said):
        """Do it, say so, and show what is left; what is refused is said on the list."""
        try:
            verb(**said, by=request.user, at=request.at)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            then = None
        else:
            self.message_user(request, words, messages.SUCCESS)
        address = reverse("tags:passages", args=[then.pk]) if then else reverse("admin:passages_tag_changelist")
        return HttpResponseRedirect(address)

    def _page(self, request, template, **said):
        return TemplateResponse(request, template, self.admin_site.each_context(request) | {"opts": self.opts} | said)


def lines(kinds, order):
    """A line for each tag, in two queries."""
    counts = Tagging.objects.counts()
    found = {tag: [(name, counts.get((tag.pk, name), 0)) for name in kinds] for tag in Tag.objects.all()}
    totals = {tag: sum(count for _, count in each) for tag, each in found.items()}
    most = max(totals.values(), default=0) or 1
    order = sorted(found, key=lambda tag: -totals[tag]) if order == "most" else found
    return [Line(tag, found[tag], Row(tag.name, totals[tag], totals[tag] / most)) for tag in order]
