"""Comments at the desk: a queue, each read with what it is about beside it, and moved by the verbs alone."""

import copy
from collections import Counter

from django.contrib import admin
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from keepitlocal import keys, references
from keepitlocal.audit.admin import with_names
from keepitlocal.audit.models import Entry
from keepitlocal.officers import paging, verbs, walking
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.outbox.models import Message
from principles.admin import context, filters, moderating
from principles.admin.deciding import Deciding
from principles.admin.exporting import Exporting
from principles.models import Comment

COUNTED = 1_000  # of what waits; of more, it is only said that there are more


class Queue(paging.Keyed):
    """A page of comments, each with how many say nearly the same: counted by one query for all."""

    def get_results(self, request):
        super().get_results(request)
        alike = Comment.objects.received().filter(likeness__in={row.likeness_id for row in self.result_list})
        counts = dict(alike.order_by().values_list("likeness").annotate(Count("pk")))
        for row in self.result_list:
            row.said_by = counts.get(row.likeness_id, 0)


@admin.register(Comment)
class CommentAdmin(Deciding, Exporting, ReadOnly):
    change_list_template = "principles/desk_comment_list.html"
    list_display = ["reference", "about", "who", "words", "alike", "where", "status_since"]
    list_filter = [
        filters.StatusFilter,
        filters.PrincipleFilter,
        filters.ConsideredFilter,
        filters.WriterFilter,
        filters.AlikeFilter,
        filters.ComplaintsFilter,
    ]
    search_fields = ["name", "organisation"]
    search_help_text = "Reference, name or organisation; or a whole e-mail address"
    sortable_by = ["status_since"]  # of columns that are never empty: see keepitlocal/officers/walking.py
    ordering = ["created_at", "pk"]
    list_select_related = ["principle"]
    list_per_page = 50
    paginator, show_full_result_count, show_facets = paging.KeyedPages, False, admin.ShowFacets.NEVER

    def get_urls(self):
        view = self.admin_site.admin_view(self.moderate_view)
        return [path("<path:object_id>/moderate/", view, name="principles_comment_moderate"), *super().get_urls()]

    def get_list_filter(self, request):
        sees_complaints = request.user.has_perm("principles.view_complaint")
        return self.list_filter if sees_complaints else self.list_filter[:-1]

    def get_changelist(self, request):
        return Queue

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, however it was typed; by words of name and organisation; or by that very address."""
        if "@" in typed:
            return rows.from_address(typed.strip()), False
        found, may_repeat = super().get_search_results(request, rows, typed)
        reference = references.tidy(typed)
        return (found | rows.filter(reference__contains=reference) if reference else found), may_repeat

    def changelist_view(self, request, extra_context=None):
        """The list, below how much waits. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "the comments")
        return super().changelist_view(request, {**waiting(), **(extra_context or {})})

    @admin.display(description="on")
    def about(self, comment):
        return f"{context.about(comment)}{': a reply' if comment.is_reply else ''}"

    @admin.display(description="name")
    def who(self, comment):
        return format_html("<bdi>{}</bdi>{}", comment.name, " (policy team)" if comment.is_by_officer else "")

    @admin.display(description="first words")
    def words(self, comment):
        return format_html("<bdi>{}</bdi>", Truncator(" ".join(comment.latest_text.split())).chars(140))

    @admin.display(description="said by")
    def alike(self, comment):
        if comment.said_by < 2:
            return "One"
        address = reverse("admin:principles_comment_alike", args=[comment.likeness_id])
        return format_html('<a href="{}">{} alike</a>', address, f"{comment.said_by:,}")

    @admin.display(description="status")
    def where(self, comment):
        waits = "a change waits" if comment.has_change_waiting else "not read yet" if comment.waits_while_shown else ""
        return f"{comment.get_status_display()}; {waits}" if waits else comment.get_status_display()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One page to read."""
        return self._read(request, self._found(request, object_id))

    @method_decorator(require_POST)
    def moderate_view(self, request, object_id):
        """Do one verb to one comment. What is refused comes back as it was filled in, with the reason."""
        comment = self._found(request, object_id)
        stood = copy.copy(comment)
        form, done = verbs.pressed(self, request, comment, moderating.FORMS)
        if not done:
            return self._read(request, self._found(request, object_id), tried=form)
        following = self._next(request, stood) if type(form) in moderating.DECIDING else comment
        return HttpResponseRedirect(self._address(request, following))

    def _next(self, request, comment):
        """What follows in the list that this page was reached from, or comes first in it; None where nothing is left.

        `comment` is as it was when it stood there: a list may be ordered by what deciding changes.
        """
        rows = walking.rows_of(self, request)
        return walking.neighbours(rows, comment)[1] or rows.exclude(pk=comment.pk).first()

    def _read(self, request, comment, tried=None):
        """The reading page."""
        before, after = walking.neighbours(walking.rows_of(self, request), comment)
        sees_complaints = request.user.has_perm("principles.view_complaint")
        said = {
            **self.admin_site.each_context(request),
            **context.beside(comment),
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            "before": before,
            "after": after,
            "title": str(comment),
            "comment": comment,
            "verbs": moderating.forms_for(comment, request.user, tried),
            "tried": tried,
            "complaints": comment.complaints.all()[: context.SHOWN] if sees_complaints else [],
            "sent_messages": Message.objects.about(comment),
            "entries": with_names(Entry.objects.about(comment)[:20]),
        }
        return TemplateResponse(request, "principles/desk_comment.html", said)

    def _found(self, request, key):
        """The comment, if this officer may read it. Trying to without being allowed goes on the record."""
        rows = Comment.objects.select_related("principle", "author", "officer", "considered_by", "likeness")
        if not (comment := rows.filter(pk=keys.read(key)).first()):
            raise Http404
        refuse_unless(self.has_view_permission(request, comment), request, about=comment)
        return comment


def waiting():
    """How many comments wait, and how many different texts these are, as far as they are counted."""
    likenesses = Counter(
        Comment.objects.to_moderate().order_by("created_at", "pk").values_list("likeness", flat=True)[: COUNTED + 1]
    )
    return {"waiting": min(likenesses.total(), COUNTED), "texts": len(likenesses), "wait_more": likenesses.total() > COUNTED}
