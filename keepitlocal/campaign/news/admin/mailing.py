"""E-mailing a post to those who follow the news: on a page that says to how many."""

from django.shortcuts import redirect

from keepitlocal.campaign.news.models import Follower, Mailing
from keepitlocal.campaign.news.models.mailing import mail, recall
from keepitlocal.lifecycle import Refusal


def said(request, post):
    """What the page says of a post, having done what was posted; or the response that leads back to it."""
    refusal = None
    if request.method == "POST":
        try:
            (recall if "recall" in request.POST else mail)(post, by=request.user, at=request.at)
            return redirect(request.path)
        except Refusal as refused:
            refusal = refused
    mailing = Mailing.objects.filter(post=post).first()
    return {"mailing": mailing, "followers": Follower.objects.awake().count(), "refusal": refusal}
