"""A portal that many have come to, and each address of it that everybody may open: for what looks at what pages cost."""

import datetime

from django.conf import settings

from evidence.models import Call
from keepitlocal import tokens
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.campaign.news.models import Follower, Post
from keepitlocal.campaign.news.part import FOLLOW
from keepitlocal.campaign.pledges import agreeing, letters, links
from keepitlocal.campaign.pledges.models import Place, Pledge, Tally
from keepitlocal.campaign.pledges.models import report as report_pledge
from keepitlocal.campaign.pledges.models.statuses import Status
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.campaign.pledges.views.pledging import SENT
from keepitlocal.campaign.resources.models import Resource
from keepitlocal.campaign.resources.tests.makers import make_resource
from keepitlocal.confirming import address as to_confirm
from keepitlocal.outbox.addresses import masked
from keepitlocal.pictures.models import Picture
from keepitlocal.pictures.tests.makers import make_picture
from keepitlocal.subscriptions import quiet_address
from principles.models import Comment, Principle
from principles.models import report as report_comment
from survey.models import Survey

MINUTE = datetime.timedelta(minutes=1)
PEOPLE = 25  # pledges of one place
PICTURED = 2  # one post in so many has a picture


def fill(held, at):
    """Have there be so many published posts, resources, listed pledges and followers. Comments are their own matter."""
    picture = Picture.objects.first() or make_picture()
    if not Resource.objects.exists():
        make_resource("with-file", picture=picture, at=at - MINUTE)
    _tell(Post, held, at, picture, body="It *grows*, and people come.\n\n" * 10)
    _tell(Resource, held, at, picture, kind="report", who_by="Locality", dated=at.date(), file=Resource.objects.first().file)
    _follow(held, at)
    _pledge(held, at)


def _tell(model, held, at, picture, **said):
    said |= {"status": "published", "status_since": at, "summary": "Neighbours took the spade in hand.", "edits": 1}
    numbers = range(model.objects.count(), held)
    rows = [_told(model, number, at, picture if number % PICTURED else None, said) for number in numbers]
    model.objects.bulk_create(rows, batch_size=500)


def _told(model, number, at, picture, said):
    title = f"The street that plants tree {number}"
    return model(slug=f"row-{number}", title=title, picture=picture, published_at=at - number * MINUTE, **said)


def _follow(held, at):
    numbers = range(Follower.objects.count(), held)
    Follower.objects.bulk_create(
        [Follower(email=f"follower{number}@example.org", added_at=at, confirmed_at=at) for number in numbers], batch_size=500
    )


def _pledge(held, at):
    agreed, said = agreeing.statement(), {"status": Status.CONFIRMED, "status_since": at, "created_at": at, "confirmed_at": at}
    rows = []
    for number in range(Pledge.objects.count(), held):
        key = f"town {number // PEOPLE:05}"
        one = {"name": f"Ada Okafor {number}", "email": f"ada{number}@example.org", "reference": f"KIL-{number:08}"}
        rows.append(Pledge(place=key.title(), place_key=key, agreed=agreed, **one, **said))
    Pledge.objects.bulk_create(rows, batch_size=500)
    found = {}
    for key in Pledge.objects.shown().values_list("place_key", flat=True):
        found[key] = found.get(key, 0) + 1
    Place.objects.all().delete()
    Place.objects.bulk_create([Place(key=key, name=key.title(), pledges=many, shown=many) for key, many in found.items()])
    Tally.objects.update_or_create(pk=1, defaults={"pledges": sum(found.values()), "edition": held, "changed_at": at})


def addresses(at):
    """An address for each pattern of docs/public.md at which somebody who holds nothing is shown a page, or sent a file."""
    call, survey = Call.objects.published().first(), Survey.objects.published().first()
    return {
        **{pattern: f"/{pattern}" for pattern in PLAIN},
        **_of_the_front_door(at),
        **_of_the_principles(at),
        "evidence/<slug:slug>/": f"/evidence/{call.slug}/",
        "survey/<slug:slug>/": f"/survey/{survey.slug}/",
        "survey/<slug:slug>/questions/": f"/survey/{survey.slug}/questions/",
        "error 404": "/nowhere/",
    }


# Those without a parameter.
PLAIN = [
    *[
        "",
        "about/",
        "five-ways/",
        "news/",
        "news/follow/",
        "feeds/news/",
        "resources/",
        "pledge/",
        "pledge/supporters/",
        "contact/",
    ],
    *[
        "privacy/",
        "cookies/",
        "accessibility/",
        "whistleblowing/",
        "sitemap.xml",
        "robots.txt",
        "healthz",
        "evidence/",
        "survey/",
    ],
    *["principles/", "principles/comment/", "principles/watch/", "principles/you-said/", "principles/yours/", "feeds/comments/"],
    *["feeds/wordings/", "return/", "return/left/"],
]


def _of_the_front_door(at):
    pledge, post = Pledge.objects.shown().latest("pk"), Post.objects.exclude(picture=None).latest("pk")
    resource, enquiry = Resource.objects.order_by("pk").first(), make_enquiry(at=at)
    complaint = report_pledge(pledge, says="It is not me.", at=at)
    unconfirmed = make_pledge("di@example.org", is_confirmed=False, at=at)
    place = Place.objects.get(key=pledge.place_key)
    return {
        "news/<slug:slug>/": post.address,
        "resources/<slug:slug>/": resource.address,
        "resources/<slug:slug>/<slug:same>.<slug:kind>": resource.file_address,
        "pictures/<name>.<kind>": post.picture.webp_address,
        "pledge/sent/<str:token>/": f"/pledge/sent/{tokens.token(masked(pledge.email), salt=SENT)}/",
        "pledge/change/<str:token>/": _path_of(links.address(pledge)),
        "pledge/supporters/in/<int:key>/": f"/pledge/supporters/in/{place.pk}/",
        "pledge/supporters/<int:key>/report/": f"/pledge/supporters/{pledge.pk}/report/",
        "pledge/reported/<str:token>/": f"/pledge/reported/{tokens.token(complaint.pk, salt='pledges.reported')}/",
        "contact/sent/<str:token>/": f"/contact/sent/{enquiry.confirmation}/",
        "contact/<str:token>/": _path_of(enquiry.address),
        "confirm/<str:token>/": _path_of(to_confirm(letters.NAME, unconfirmed.pk)),
        "unsubscribe/<str:token>/": _path_of(quiet_address(FOLLOW, Follower.objects.first())),
    }


def _of_the_principles(at):
    comment, principle = Comment.objects.public().latest("pk"), Principle.objects.public().first()
    complaint = report_comment(comment, says="It names me.", at=at)
    one, said = f"/principles/{principle.number}/", f"/principles/comments/{comment.pk}/"
    return {
        "principles/<int:number>/": one,
        "principles/<int:number>/history/": f"{one}history/",
        "principles/<int:number>/comment/": f"{one}comment/",
        "principles/<int:number>/watch/": f"{one}watch/",
        "principles/comments/<int:key>/": said,
        "principles/comments/<int:key>/reply/": f"{said}reply/",
        "principles/comments/<int:key>/report/": f"{said}report/",
        "principles/reported/<str:token>/": f"/principles/reported/{tokens.token(complaint.pk, salt='principles.reported')}/",
        "feeds/principles/<int:number>/": f"/feeds/principles/{principle.number}/",
    }


def _path_of(address):
    return address.removeprefix(settings.PORTAL_URL)
