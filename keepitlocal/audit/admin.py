"""The record, as officers read it. It is only ever added to, so here it is only looked at."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.read_only import ReadOnly

MOST = 5_000  # lines that can be paged through; a filter or a search brings up older ones


class Pages(Paginator):
    """Pages of the newest lines, without counting every line there is."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[:MOST].count()


def words_for(key):
    """A thing's kind and key as people say them: `evidence.submission/12` is "submission 12"."""
    label, _, pk = key.partition("/")
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


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ["at", "by_whom", "did", "about", "in_detail"]
    list_display_links = ["at"]
    list_filter, search_fields = ["did", "at"], ["thing__exact"]
    search_help_text = "A thing by its kind and key, such as evidence.submission/12"
    fields = readonly_fields = ["at", "by_whom", "did", "about", "in_detail"]
    paginator, show_full_result_count = Pages, False
    actions, show_facets = None, admin.ShowFacets.NEVER

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
        kind = next((model for model in apps.get_models() if model._meta.label_lower == label), None)
        if kind is None or not pk.isdigit() or not self.admin_site.is_registered(kind):
            return words
        address = reverse(f"{self.admin_site.name}:{kind._meta.app_label}_{kind._meta.model_name}_change", args=[pk])
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description="details")
    def in_detail(self, entry):
        said = {
            key: ", ".join(map(str, value)) if isinstance(value, list) else value for key, value in sorted(entry.details.items())
        }
        return "; ".join(f"{key}: {value}" for key, value in said.items())
