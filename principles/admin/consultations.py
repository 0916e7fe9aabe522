"""The consultation at the desk: its words, its window, and how its comments are moderated. Leads publish and extend it."""

from django.contrib import admin, messages
from django.db.models import DateTimeField, Value
from django.shortcuts import redirect

from keepitlocal import actions
from keepitlocal.extending import Extending
from principles.models import Consultation


@admin.register(Consultation)
class ConsultationAdmin(Extending):
    change_form_template = "principles/desk_consultation.html"
    list_display = ["title", "phase", "closes", "moderation", "comments_shown"]
    actions = ["publish", "extend"]

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["title", "slug", "reference_prefix", "summary", "how_long", "afterwards"]}),
            self.window(request, obj),
            ("Words", {"fields": ["introduction", "advice"]}),
            ("Comments", {"fields": ["moderation"]}),
        ]

    def get_queryset(self, request):
        """As the list shows it, at the moment of the request."""
        return super().get_queryset(request).annotate(moment=Value(request.at, output_field=DateTimeField()))

    def changelist_view(self, request, extra_context=None):
        """Another is not offered."""
        may_add = self.has_add_permission(request) and not Consultation.objects.exists()
        return super().changelist_view(request, {**(extra_context or {}), "has_add_permission": may_add})

    def add_view(self, request, form_url="", extra_context=None):
        """There is one: whoever would add another is led to that. Asked here, and not on every page of the desk."""
        if self.has_add_permission(request) and (consultation := Consultation.objects.first()):
            messages.info(request, "There is one consultation, and this is it.")
            return redirect("admin:principles_consultation_change", consultation.pk)
        return super().add_view(request, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_publish"] = bool(obj and not obj.is_published and self.has_publish_permission(request))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_related(self, request, form, formsets, change):
        """Comes last of a saving: what the consultation shows may have changed."""
        super().save_related(request, form, formsets, change)
        form.instance.changed(by=request.user, at=request.at)

    def response_change(self, request, consultation):
        if "_publish" not in request.POST or not self.has_publish_permission(request):
            return super().response_change(request, consultation)
        self.publish(request, [consultation])
        return redirect(request.path)

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request, consultations):
        actions.each_in_turn(self, request, consultations, "publish")

    @admin.display(description="phase")
    def phase(self, consultation):
        return consultation.phase(consultation.moment).label if consultation.is_published else "Not published"
