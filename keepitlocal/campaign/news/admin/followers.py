"""Who is e-mailed news, at the desk."""

from django.contrib import admin

from keepitlocal import actions
from keepitlocal.campaign.news.models import Follower
from keepitlocal.officers.by_address import ByAddress


@admin.register(Follower)
class FollowerAdmin(ByAddress):
    called, title = "those who are e-mailed news", "Who is e-mailed news"
    list_display = ["added_at", "confirmed_at", "unsubscribed_at"]
    actions = ["unsubscribe", "forget"]

    def has_forget_permission(self, request):
        return request.user.has_perm("news.forget_follower")

    @admin.action(description="Forget them", permissions=["forget"])
    def forget(self, request, followers):
        actions.each_in_turn(self, request, followers.order_by("pk"), "forget")
