"""What a list at the desk is narrowed by."""

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.utils.text import capfirst


class ChoiceFilter(admin.SimpleListFilter):
    """One of the choices offered; an address that names another one narrows nothing."""

    def value(self):
        value = super().value()
        return value if value in dict(self.lookup_choices) else None


class WaitingFilter(ChoiceFilter):
    """By status. Where none is chosen, what waits for somebody here; a search looks through everything."""

    title, parameter_name = "status", "status"
    waiting = ""

    def __init__(self, request, *args):
        super().__init__(request, *args)
        self.is_search = bool(request.GET.get(SEARCH_VAR))

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": self.waiting}, *others]

    def queryset(self, request, rows):
        if self.value() in {None, "all"}:
            return rows if self.value() or self.is_search else self.those_waiting(rows)
        return rows.filter(status=self.value())


class Offered(admin.ModelAdmin):
    """A list that is narrowed by what it offers, and by nothing else."""

    def lookup_allowed(self, lookup, value, request=None):
        """What else is kept of a row cannot be guessed at through the address of the list, nor can a database be troubled."""
        filters = self.get_list_filter(request)
        fields = [each for each in filters if isinstance(each, str)]
        if lookup in {f"{field}__{how}" for field in fields for how in ["exact", "id__exact"]}:
            return "\0" not in value  # the others look at what they are given themselves
        return lookup in {each.parameter_name for each in filters if each not in fields}

    def changelist_view(self, request, extra_context=None):
        """Called what is in it, unless a list says otherwise; Django's own tells people to select one."""
        return super().changelist_view(request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})})
