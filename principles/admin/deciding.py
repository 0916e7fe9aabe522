"""Several comments decided at once: each different text is shown once, and one verb is done to each comment in turn."""

import re

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from keepitlocal import actions, keys
from keepitlocal.officers.refusing import refuse_unless
from principles.admin import moderating
from principles.admin.context import said_once
from principles.models import Comment, Likeness

AT_ONCE = 200  # comments: of more, these are decided first
ON_A_PAGE = 50
READ = re.compile(r"([0-9]{1,18})-([0-9]{1,5})")  # a comment by its key, and the revision that was shown
FORMS = {form.verb: form for form in moderating.DECIDING}


class Deciding(admin.ModelAdmin):
    """A desk of comments."""

    actions = ["approve", "reject", "ask"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("decide/", view(self.decide_view), name="principles_comment_decide"),
            path("alike/<int:key>/", view(self.alike_view), name="principles_comment_alike"),
            *super().get_urls(),
        ]

    @admin.action(description="Approve", permissions=["moderate"])
    def approve(self, request, comments):
        return self._asked(request, moderating.ApproveForm, comments)

    @admin.action(description="Reject", permissions=["moderate"])
    def reject(self, request, comments):
        return self._asked(request, moderating.RejectForm, comments)

    @admin.action(description="Ask for a change", permissions=["moderate"])
    def ask(self, request, comments):
        return self._asked(request, moderating.AskForm, comments)

    def has_moderate_permission(self, request):
        return request.user.has_perm(moderating.MODERATE)

    def decide_view(self, request):
        """Ask about all that is like a text, or do what was asked to what was shown."""
        refuse_unless(self.has_moderate_permission(request), request, "the comments")
        said = request.POST if request.method == "POST" else request.GET
        if not (kind := FORMS.get(said.get("verb"))):
            raise BadRequest("There is no such verb.")
        if request.method != "POST":
            return self._asked(request, kind, _alike(said.get("likeness", "")).to_moderate())
        read = {int(pk): int(revision) for pk, revision in map(_read, request.POST.getlist("read")[:AT_ONCE])}
        comments = Comment.objects.filter(pk__in=read)
        form = _form(kind, request.POST)
        if not form.is_valid():
            return self._asked(request, kind, comments, form)
        rows = list(comments.select_related("author", "principle").order_by("created_at", "pk"))
        able = [comment for comment in rows if comment.can(kind.verb)]
        if others := [comment for comment in rows if comment not in able]:
            self.message_user(request, f"{actions.named(others)}: this cannot be done to it now.", messages.WARNING)
        each_its = {comment.pk: {"revision": read[comment.pk]} for comment in able}
        actions.each_in_turn(self, request, able, kind.verb, of_each=lambda row: each_its[row.pk], **form.cleaned_data)
        return HttpResponseRedirect(self._address(request))

    def _address(self, request, comment=None):
        """A comment's page, or the list, with the filters that are in use."""
        name = "change" if comment else "changelist"
        address = reverse(f"admin:principles_comment_{name}", args=[comment.pk] if comment else [])
        return add_preserved_filters({"opts": self.opts, "preserved_filters": self.get_preserved_filters(request)}, address)

    def _asked(self, request, kind, comments, form=None):
        """Show what is about to be decided, with the form of the verb."""
        rows = comments.select_related("principle").order_by("created_at", "pk")[: AT_ONCE + 1]
        found = [comment for comment in rows if comment.can(kind.verb)]
        if not found:
            self.message_user(request, f"{kind.label}: there is nothing to which this can be done now.", messages.WARNING)
            return HttpResponseRedirect(self._address(request))
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            "title": kind.label,
            "form": form or _form(kind),
            "said": said_once(found[:AT_ONCE]),
            "count": len(found[:AT_ONCE]),
            "has_more": len(found) > AT_ONCE,
        }
        return TemplateResponse(request, "principles/desk_decide.html", said)

    def alike_view(self, request, key):
        """Everything that says nearly the same: how often it is said, and each that says it, a page at a time."""
        refuse_unless(self.has_view_permission(request), request, "the comments")
        likeness = get_object_or_404(Likeness, pk=key)
        all_of_them = _alike(str(key)).received()
        if (after := keys.read(request.GET.get("after", "0"))) is None:
            raise Http404
        rows = all_of_them.filter(pk__gt=after).order_by("pk")
        rows = list(rows[: ON_A_PAGE + 1])
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Nearly the same",
            "likeness": likeness,
            "count": all_of_them.count(),
            "waiting": all_of_them.to_moderate().count(),
            "said": said_once(rows[:ON_A_PAGE]),
            "after": rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None,
            "is_first": not after,
            "verbs": moderating.DECIDING if self.has_moderate_permission(request) else [],
        }
        return TemplateResponse(request, "principles/desk_alike.html", said)


def _alike(typed):
    """The comments of a likeness by its key, as an address gives it."""
    if (key := keys.read(typed)) is None:
        raise Http404
    return Comment.objects.filter(likeness=key)


def _read(typed):
    match = READ.fullmatch(typed)
    if not match:
        raise BadRequest("This says nothing that was read.")
    return match.groups()


def _form(kind, data=None):
    """The form of a verb for many: the revision is each comment's own."""
    form = kind(data)
    del form.fields["revision"]
    return form
