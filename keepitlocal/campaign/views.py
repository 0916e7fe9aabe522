from django.shortcuts import render

from keepitlocal import parts


def home(request):
    """What the campaign is, and the ways to take part, from every part."""
    return render(request, "campaign/home.html", {"opportunities": parts.opportunities(request.at), "at": request.at})
