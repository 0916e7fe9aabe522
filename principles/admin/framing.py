"""What all pages about one principle at the desk share: who may open them, which principle is meant, and the way back."""

from functools import wraps

from django.contrib import admin
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from keepitlocal.officers.refusing import refuse_unless
from principles.models import Principle

VIEW, CHANGE, PUBLISH = "principles.view_principle", "principles.change_principle", "principles.publish_consultation"


def framed(view, *, write=CHANGE):
    """A page of the desk about one principle: for those who may see it, and to post with the permission `write`."""

    @wraps(view)
    def wrapped(request, pk):
        principle = get_object_or_404(Principle.objects.select_related("latest", "consultation"), pk=pk)
        refuse_unless(request.user.has_perm(write if request.method == "POST" else VIEW), request, about=principle)
        return view(request, principle)

    return admin.site.admin_view(wrapped)


def address(principle, name):
    return reverse(f"admin:principles_principle_{name}", args=[principle.pk])


def page_of(request, principle, template, title, **said):
    may = {"may_change": request.user.has_perm(CHANGE), "may_publish": request.user.has_perm(PUBLISH)}
    context = {**admin.site.each_context(request), "opts": Principle._meta, "title": title, "principle": principle}
    return TemplateResponse(request, template, context | may | said)
