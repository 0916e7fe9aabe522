"""What is read at the desk, and moved by its verbs alone."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.html import format_html

from keepitlocal.officers.filters import Offered

TICK = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="Select this object for an action - {}">'


class ReadOnly(Offered):
    """Nothing is added, typed over or deleted here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def action_checkbox(self, thing):
        """Django's own, which makes a widget from a template for each row: a fifth of what a list took."""
        return format_html(TICK, ACTION_CHECKBOX_NAME, thing.pk, thing)
