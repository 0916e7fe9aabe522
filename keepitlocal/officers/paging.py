"""Pages of a list at the desk that may hold a hundred thousand rows: only their keys are looked for, and once."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from keepitlocal.officers import walking

MOST = 5_000  # rows that can be paged through; a filter or a search brings up others


class Pages(Paginator):
    """Pages of the first rows, without counting every row there is."""

    @cached_property
    def counted(self):
        return self.object_list.order_by()[: MOST + 1].count()

    @property
    def count(self):
        return min(self.counted, MOST)

    @property
    def has_more(self):
        """Whether there are rows that no page shows."""
        return self.counted > MOST


class KeyedPages(Pages):
    """The keys of the first rows, in their order, tell both how many there are and which are on a page."""

    @cached_property
    def keys(self):
        return list(self.object_list.select_related(None).values_list("pk", flat=True)[: MOST + 1])

    @property
    def counted(self):
        return len(self.keys)


class Keyed(walking.Listed):
    """A list that fetches the rows of its page by their keys: whatever narrows it is worked out once."""

    def get_results(self, request):
        super().get_results(request)
        start = (self.page_num - 1) * self.list_per_page if self.multi_page and not self.show_all else 0
        keys = self.paginator.keys[start : start + (self.result_count if self.show_all else self.list_per_page)]
        rows = self.apply_select_related(self.model_admin.get_queryset(request)).in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]
