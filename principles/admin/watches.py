"""Who is told of what comes, at the desk."""

from django.contrib import admin

from keepitlocal.officers.by_address import ByAddress
from principles.models import Watch


@admin.register(Watch)
class WatchAdmin(ByAddress):
    called, title = "those who are told", "Who is told of what"
    list_display = ["of", "how", "confirmed_at", "unsubscribed_at"]
    list_select_related = ["principle", "comment"]

    @admin.display(description="told of")
    def of(self, watch):
        if watch.comment:
            return f"Replies to {watch.comment}"
        return str(watch.principle) if watch.principle else "All the principles"
