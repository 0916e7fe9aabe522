"""What is read at the desk, and moved by its verbs alone."""

from django.contrib import admin


class ReadOnly(admin.ModelAdmin):
    """Nothing is added, typed over or deleted here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
