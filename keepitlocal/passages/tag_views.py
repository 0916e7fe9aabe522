"""Putting tags on what people said, taking them off, and reading what is under one."""

from urllib.parse import urldefrag

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from keepitlocal import keys, parts
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.passages.kinds import readable
from keepitlocal.passages.models import Passage, Quoting, Tag
from keepitlocal.passages.tag_forms import NameForm
from keepitlocal.passages.tagging import LONGEST_NAME
from keepitlocal.passages.under import AT_A_TIME, Narrowed, in_words, listed


@require_POST
def on(request, pk):
    """Put a tag on one passage, by its name; or take one off, by its key."""
    passage = get_object_or_404(Passage.objects.defer("text", "stems", "names"), pk=pk)
    kind = parts.passage_kinds().get(passage.kind)
    if not kind:
        raise Http404
    refuse_unless(request.user.has_perm(kind.permission), request, about=passage)
    one = Passage.objects.filter(pk=passage.pk)
    is_done = _take_off(request, one) if "off" in request.POST else _put_on(request, one)
    return _back(request, kind.address(passage), is_done)


@require_POST
def several(request, pk):
    """The same for the passages that are ticked below a tag: put another on them, or take this one off."""
    refuse_unless(request.user.has_perm("passages.view_tag"), request, "tags")
    tag = get_object_or_404(Tag, pk=pk)
    chosen = [key for each in request.POST.getlist("passage")[:AT_A_TIME] if (key := keys.read(each))]
    passages = Passage.objects.filter(pk__in=chosen, kind__in=readable(request.user))
    is_done = False
    if not chosen:
        messages.error(request, "Tick at least one passage first.")
    else:
        is_done = _take_off(request, passages) if "off" in request.POST else _put_on(request, passages)
    return _back(request, reverse("tags:passages", args=[tag.pk]), is_done)


def _put_on(request, passages):
    """Put the tag that was typed on them; whether that was done. What is in the way is said."""
    refuse_unless(request.user.has_perm("passages.add_tagging"), request, "putting on a tag")
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.problem)
        return False
    name, is_new = form.cleaned_data["name"], False
    if not (tag := Tag.objects.called(name).first()):
        refuse_unless(request.user.has_perm("passages.add_tag"), request, "adding a tag")
        tag, is_new = Tag.objects.called_or_added(name, by=request.user, at=request.at), True
    try:
        count = tag.put_on(passages, by=request.user, at=request.at)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    if is_new:
        messages.success(request, f"“{tag}” is a new tag, and on {in_words(count)}.")
    else:
        messages.success(request, f"“{tag}” is on {in_words(count)} more." if count else f"“{tag}” is there already.")
    return True


def _take_off(request, passages):
    """Take a tag off them; whether there is such a tag."""
    refuse_unless(request.user.has_perm("passages.delete_tagging"), request, "taking off a tag")
    key = keys.read(request.POST["off"])
    if not (tag := key and Tag.objects.filter(pk=key).first()):
        messages.error(request, "That tag is not there any more: somebody has merged or deleted it.")
        return False
    count = tag.take_off(passages)
    messages.success(request, f"“{tag}” is off {in_words(count)}." if count else f"“{tag}” was off already.")
    return True


def _back(request, otherwise, is_done):
    """To where the officer was, on this host and nowhere else; where something is in the way, to the top, where it is said."""
    here = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure())
    address = here if is_ours else otherwise
    return HttpResponseRedirect(address if is_done else urldefrag(address).url)


def under(request, pk):
    """What is under a tag: each passage with who said it, as it may be described, and whether it may be quoted."""
    refuse_unless(request.user.has_perm("passages.view_tag"), request, "the tags")
    tag = get_object_or_404(Tag, pk=pk)
    narrowed = Narrowed.of(request.GET, tag, request.user)
    refuse_unless(narrowed.kinds, request, "what is under a tag")
    others = Tag.objects.exclude(pk__in=[tag.pk, *(each.pk for each in narrowed.also)])
    said = {
        **admin.site.each_context(request),
        "title": tag.name,
        "tag": tag,
        "narrowed": narrowed,
        "quotings": Quoting.choices,
        "others": others.only("name"),
        "listing": listed(tag, narrowed),
        "is_all": len(narrowed.kinds) == len(parts.passage_kinds()),
        "most": LONGEST_NAME,
    }
    return TemplateResponse(request, "passages/under.html", said)
