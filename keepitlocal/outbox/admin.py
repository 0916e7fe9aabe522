"""The officers' view of what was promised by e-mail: to be read, and sent again."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from keepitlocal import actions, parts
from keepitlocal.officers.paging import Keyed, KeyedPages
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message
from keepitlocal.ways_in import without_ways_in


class Kind(admin.SimpleListFilter):
    """From what the parts write, not from a look through every row."""

    title, parameter_name = "kind", "kind"

    def lookups(self, request, model_admin):
        return [(kind, Message(kind=kind).kind_in_words) for kind in sorted(parts.letters())]

    def queryset(self, request, messages):
        return messages.filter(kind=self.value()) if self.value() else messages


@admin.register(Message)
class MessageAdmin(ReadOnly):
    list_filter = ["status", Kind]
    search_fields = ["^to", "about__exact"]
    search_help_text = "An address, or how it begins."
    ordering = ["-pk"]
    sortable_by = []
    list_per_page = 50
    paginator, show_full_result_count, show_facets = KeyedPages, False, admin.ShowFacets.NEVER
    actions = ["send_again"]

    def get_changelist(self, request):
        return Keyed

    def get_list_display(self, request):
        # Who asks decides whether there is something to link to.
        return ["kind_in_words", "address", self.about_for(request), "status", "attempts", "due_at", "sent_at", "last_error"]

    def get_fields(self, request, message=None):
        shown = [
            "kind_in_words",
            "address",
            self.about_for(request),
            "revision",
            "status",
            "status_since",
            "created_at",
            "due_at",
        ]
        return [*shown, "sent_at", "attempts", "reply", "last_error", "held", "combined_into", "message_id", "letter"]

    def get_search_results(self, request, messages, typed):
        """What is not shown is not found by it either."""
        found, may_repeat = super().get_search_results(request, messages, typed)
        return (found.filter(Q(forget_to=False) | Q(about=typed.strip())) if typed.strip() else found), may_repeat

    def get_readonly_fields(self, request, message=None):
        return self.get_fields(request, message)

    def about_for(self, request):
        @admin.display(description="about")
        def about(message):
            label, _, key = message.about.partition("/")
            try:
                model = apps.get_model(label)
                desk = self.admin_site.get_model_admin(model)
                address = reverse(f"{self.admin_site.name}:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])
            except (LookupError, NotRegistered, NoReverseMatch):  # it has no page at the desk
                return message.about
            if not desk.has_view_permission(request):
                return message.about
            return format_html('<a href="{}">{} {}</a>', address, model._meta.verbose_name, key)

        return about

    @admin.display(description="kind")
    def kind_in_words(self, message):
        return message.kind_in_words

    @admin.display(description="to")
    def address(self, message):
        """One that is to be forgotten is not for officers' eyes either: it would tell who sent what the e-mail is about."""
        if message.is_forgotten:
            return "erased"
        return "not shown" if message.forget_to else message.to

    @admin.display(description="as it would read now")
    def letter(self, message):
        """Its words, without the links that would let an officer in as somebody else."""
        try:
            letter = letters.read(message)
        except letters.Unwritable as error:
            return str(error)
        if letter is None:
            return "There is nothing left to write about."
        return format_html("<strong>{}</strong><pre>{}</pre>", letter.subject, without_ways_in(letter.body))

    @admin.action(description="Send again", permissions=["send_again"])
    def send_again(self, request, messages_to_send):
        actions.each_in_turn(self, request, messages_to_send, "send_again")

    def has_send_again_permission(self, request):
        return request.user.has_perm("outbox.send_again_message")
