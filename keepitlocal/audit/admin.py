"""The record, as officers read it. It is only ever added to, so here it is only looked at."""

import datetime

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Max
from django.http import HttpResponseNotAllowed
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from keepitlocal.audit.models import Entry, named, record
from keepitlocal.audit.narrowing import Narrowing
from keepitlocal.exporting import attached, moment
from keepitlocal.officers import paging
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.tables import as_csv

AT_A_TIME = 2_000  # rows fetched together


class Record(paging.Keyed):
    """The lines that the form above them asks for."""

    def __init__(self, request, *args, **kwargs):
        self.form = Narrowing(request.GET)
        super().__init__(request, *args, **kwargs)

    def get_filters_params(self, params=None):
        return {name: value for name, value in super().get_filters_params(params).items() if name not in self.form.fields}

    def get_queryset(self, request, exclude_parameters=None):
        return self.form.narrowed(super().get_queryset(request, exclude_parameters))


def words_for(key):
    """A thing's kind and key as people say them: `evidence.submission/12` is "submission 12"."""
    label, _, pk = key.partition("/")
    if pk == "None":  # whom a stranger tried to sign in as, for example
        return "nobody we know"
    try:
        return f"{apps.get_model(label)._meta.verbose_name} {pk}"
    except (LookupError, ValueError):
        return key


def with_names(entries):
    """The entries in a list, each with `by_name`: its officer's present name or key, or the portal's. One query for all names.

    The portal stands for the public and the clockwork.
    """
    entries = list(entries)
    keys = {entry.by.partition("/")[2] for entry in entries if entry.by}
    officers = get_user_model()._default_manager.filter(pk__in=keys) if keys else []
    names = {named(officer): str(officer) for officer in officers}
    for entry in entries:
        entry.by_name = (names.get(entry.by) or words_for(entry.by)) if entry.by else "the portal"
    return entries


def detailed(details):
    """The details of an entry in one line."""
    return "; ".join(f"{key}: {in_words(value)}" for key, value in sorted(details.items()))


def in_words(value):
    """One detail as people say it: moments in UK time."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    try:
        at = timezone.localtime(datetime.datetime.fromisoformat(value))  # naive, such as a day, is refused like any other text
    except (TypeError, ValueError, OverflowError):
        return str(value)
    return date_format(at, "j F Y, H:i")


def lines(entries):
    """The record as a table, the newest line first; officers by their present names, and by their keys, which never change."""
    names = {named(officer): str(officer) for officer in get_user_model()._default_manager.all()}
    yield ["when", "by", "by: key", "what was done", "to", "to: key", "details"]
    rows = entries.values_list("at", "by", "did", "thing", "details")
    for at, by, did, thing, details in rows.iterator(chunk_size=AT_A_TIME):
        who = (names.get(by) or words_for(by)) if by else "the portal"
        yield [moment(at), who, by, did, words_for(thing), thing, detailed(details)]


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ["at", "by_whom", "did", "about", "in_detail"]
    list_display_links = ["at"]
    fields = readonly_fields = ["at", "by_whom", "did", "about", "in_detail"]
    sortable_by = []
    list_per_page = 50
    paginator, show_full_result_count = paging.KeyedPages, False
    actions, show_facets = None, admin.ShowFacets.NEVER
    change_list_template = "audit/desk_record.html"

    def get_urls(self):
        export = self.admin_site.admin_view(self.export_view)
        return [path("export/", export, name="audit_entry_export"), *super().get_urls()]

    def get_changelist(self, request):
        return Record

    def changelist_view(self, request, extra_context=None):
        """The newest lines. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "the record")
        return super().changelist_view(request, {"title": "The record", **(extra_context or {})})

    def export_view(self, request):
        """The lines that the list shows, all of them, as CSV; that they were exported is the next line."""
        refuse_unless(request.user.has_perm("audit.export_entry"), request, "an export")
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = Narrowing(request.GET)
        entries = form.narrowed(Entry.objects.filter(pk__lte=Entry.objects.aggregate(last=Max("pk", default=0))["last"]))
        record("the record was exported", request.user, at=request.at, by=request.user, count=entries.count(), narrowed=form.told)
        return attached(as_csv(lines(entries)), "the-record", kind="csv", at=request.at)

    def get_changelist_instance(self, request):
        changes = super().get_changelist_instance(request)
        changes.result_list = with_names(changes.result_list)
        return changes

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        return with_names([entry])[0] if entry else None

    @admin.display(description="by")
    def by_whom(self, entry):
        return entry.by_name

    @admin.display(description="to")
    def about(self, entry):
        label, _, pk = entry.thing.partition("/")
        words = words_for(entry.thing)
        try:
            address = reverse(f"{self.admin_site.name}:{label.replace('.', '_')}_change", args=[int(pk)])
        except (NoReverseMatch, ValueError):  # of some things the desk has no page
            return words
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description="details")
    def in_detail(self, entry):
        return detailed(entry.details)
