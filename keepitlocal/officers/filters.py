"""What a list at the desk is narrowed by."""

from django.contrib import admin


class ChoiceFilter(admin.SimpleListFilter):
    """One of the choices offered; an address that names another one narrows nothing."""

    def value(self):
        value = super().value()
        return value if value in dict(self.lookup_choices) else None
