"""The home page, and what the campaign is about."""

from django.shortcuts import render

from keepitlocal import pages, published
from keepitlocal.campaign import front
from keepitlocal.campaign.models import Page


def home(request):
    return _respond(request, Page.HOME)


def about(request):
    return _respond(request, Page.ABOUT)


def five_ways(request):
    return _respond(request, Page.FIVE_WAYS)


def _respond(request, page):
    if pages.is_ordinary(request):
        return published.respond(request, front.html(page, request.at))
    return render(request, front.TEMPLATES[page], front.said(*front.context(page, request.at)))
