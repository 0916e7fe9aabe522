"""The front door at the desk: its pages, every version of each, and publishing one."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from keepitlocal import keys, wording
from keepitlocal.campaign import front
from keepitlocal.campaign.content import lines
from keepitlocal.campaign.editing import Editor
from keepitlocal.campaign.models import Page, Version
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers import verbs
from keepitlocal.officers.edits import edits_of
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.officers.verbs import VerbForm
from keepitlocal.templatetags.moments import moment

TITLE = "Home, about and five ways"
VIEW, CHANGE, PUBLISH = (f"campaign.{may}_version" for may in ["view", "change", "publish"])


class PublishForm(VerbForm):
    verb, label, may = "publish", "Publish this version", PUBLISH


class BringBackForm(VerbForm):
    verb, label, may = "bring_back", "Go back to this version", CHANGE

    def do(self, version, *, by, at):
        """A version that somebody else saved meanwhile is not lost: this one comes after it."""
        latest = Version.objects.of(version.page).first()
        version.bring_back(after=latest.number, by=by, at=at)


def changes(before, after):
    """What is called what, and what changed in it, from one `Written` or `Whole` to another: what stayed is left out."""
    was, became = dict(lines(before)), dict(lines(after))
    return [
        (called, wording.changes(was.get(called, ""), became.get(called, "")))
        for called in dict.fromkeys([*became, *was])
        if was.get(called, "") != became.get(called, "")
    ]


@admin.register(Version)
class VersionAdmin(ReadOnly):
    change_list_template = "campaign/desk_versions.html"
    list_display = ["version", "saved", "by", "published"]
    list_filter = ["page"]
    list_select_related = ["saved_by"]
    ordering = ["-pk"]
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("page/<slug:page>/", view(self.edit), name="campaign_version_edit"),
            path("<int:pk>/preview/", view(self.preview), name="campaign_version_preview"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """The pages, each with how it stands; and below them every version."""
        latest = {each.page: each for each in Version.objects.order_by("number")}
        shown = {each.page: each for each in Version.objects.published().order_by("number")}
        rows = [(page, latest.get(page), shown.get(page)) for page in Page]
        return super().changelist_view(request, {"title": TITLE, "pages": rows, "may_change": request.user.has_perm(CHANGE)})

    def edit(self, request, page):
        """Write the next version. Where somebody else was quicker, what they saved is shown, and what was typed is kept."""
        if page not in Page.values:
            raise Http404
        refuse_unless(request.user.has_perm(CHANGE), request, "the editing of a page")
        latest = Version.objects.of(page).first()
        said = latest.says if latest else Page(page).kind()
        editor = Editor(page, said, request.POST if request.method == "POST" else None)
        meanwhile = []
        if request.method == "POST" and editor.is_valid():
            try:
                version = Version.objects.write(page, editor.said, after=edits_of(request), by=request.user, at=request.at)
            except Refusal as refusal:
                messages.warning(request, str(refusal))
                meanwhile = changes(editor.said, said)
            else:
                messages.success(request, f"Saved: {version}. Nobody sees it before it is published.")
                return redirect(_address(version, "preview" if "preview" in request.POST else "change"))
        context = {"page": Page(page), "latest": latest, "editor": editor, "meanwhile": meanwhile}
        return self._page(request, "campaign/desk_edit.html", Page(page).label, **context)

    def preview(self, request, pk):
        """A version on the page that people will see. What is said of the campaign as a whole is shown on the home page."""
        version = get_object_or_404(Version, pk=pk)
        refuse_unless(request.user.has_perm(VIEW), request, about=version)
        is_whole = version.page == Page.CAMPAIGN
        page = Page.HOME if is_whole else version.page
        shown = front.context(page, request.at, **{"whole" if is_whole else "written": version.says})
        return TemplateResponse(request, front.TEMPLATES[page], front.said(*shown) | {"preview": version})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One version: who saved it, what differs from another, and what can be done with it."""
        version = get_object_or_404(Version.objects.select_related("saved_by", "published_by"), pk=keys.read(object_id))
        refuse_unless(request.user.has_perm(VIEW), request, about=version)
        tried = None
        if request.method == "POST":
            tried, done = verbs.pressed(self, request, version, {each.verb: each for each in [PublishForm, BringBackForm]})
            if done:
                newest = Version.objects.of(version.page).first() if tried.verb == "bring_back" else version
                return HttpResponseRedirect(_address(newest, "change"))
        return self._page(request, "campaign/desk_version.html", str(version), **self._of(version, request, tried))

    def _of(self, version, request, tried):
        others = list(Version.objects.of(version.page).exclude(pk=version.pk))
        shown = next((each for each in others if each.is_published), None)
        earlier = next((each for each in others if each.number < version.number), None)
        named = next((each for each in others if str(each.number) == request.GET.get("with")), None)
        other = named or (shown if not version.is_published else None) or earlier
        return {
            "version": version,
            "other": other,
            "others": others,
            "changes": changes(other.says, version.says) if other else [],
            "lines": lines(version.says),
            "forms": self._forms(version, request, others, shown),
            "tried": tried,
        }

    def _forms(self, version, request, others, shown):
        """What can be done with it now, by who looks."""
        can = {
            PublishForm: not version.is_published and not (shown and shown.number > version.number),
            BringBackForm: any(each.number > version.number for each in others),
        }
        return [form() for form, may in can.items() if may and request.user.has_perm(form.may)]

    def _page(self, request, template, title, **said):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, template, context | {"may_change": request.user.has_perm(CHANGE)} | said)

    @admin.display(description="version", ordering="pk")
    def version(self, version):
        return str(version)

    @admin.display(description="saved")
    def saved(self, version):
        return moment(version.saved_at)

    @admin.display(description="by")
    def by(self, version):
        return version.saved_by or "A round’s file"

    @admin.display(description="published")
    def published(self, version):
        return moment(version.published_at) if version.published_at else "No"


def _address(version, name):
    return reverse(f"admin:campaign_version_{name}", args=[version.pk])
