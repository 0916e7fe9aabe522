"""The record, as officers read it. It is only ever added to, so here it is only looked at."""

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from keepitlocal.audit.models import Entry, named

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


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    list_display = ["at", "by_whom", "did", "about", "in_detail"]
    list_display_links = ["at"]
    list_filter, search_fields = ["did", "at"], ["thing__exact"]
    search_help_text = "A thing by its kind and key, such as evidence.submission/12"
    fields = readonly_fields = ["at", "by_whom", "did", "about", "in_detail"]
    paginator, show_full_result_count = Pages, False
    actions, show_facets = None, admin.ShowFacets.NEVER

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, entry=None):
        return False

    def has_delete_permission(self, request, entry=None):
        return False

    def get_changelist_instance(self, request):
        """The names of all officers on the page come in one query."""
        changes = super().get_changelist_instance(request)
        changes.result_list = list(changes.result_list)
        keys = {entry.by for entry in changes.result_list if entry.by}
        officers = get_user_model()._default_manager.filter(pk__in=[key.partition("/")[2] for key in keys])
        names = {named(officer): str(officer) for officer in (officers if keys else [])}
        for entry in changes.result_list:
            entry.by_name = names.get(entry.by)
        return changes

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        if entry:
            officer = get_user_model()._default_manager.filter(pk=entry.by.partition("/")[2] or None).first()
            entry.by_name = str(officer) if officer else None
        return entry

    @admin.display(description="by")
    def by_whom(self, entry):
        """The officer's present name; the portal stands for the public and the clockwork."""
        return (entry.by_name or words_for(entry.by)) if entry.by else "the portal"

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
