"""What there is to see at the front door: news, resources, pledges, and getting in touch."""

from django.conf import settings
from django.test import override_settings

from keepitlocal import tokens
from keepitlocal.campaign.enquiries.models import About
from keepitlocal.campaign.enquiries.tests.makers import make_answered, make_closed, make_enquiry
from keepitlocal.campaign.news.models import Follower
from keepitlocal.campaign.news.part import FOLLOW
from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.campaign.pledges import letters, links
from keepitlocal.campaign.pledges.models import Place, report
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.campaign.resources.tests.makers import make_resource
from keepitlocal.confirming import address as to_confirm
from keepitlocal.pictures.tests.makers import make_picture
from keepitlocal.subscriptions import quiet_address
from keepitlocal.tests.public.words import LONG, WORD

PLEDGE = {"name": "Ada Okafor", "place": "Leeds", "email": "ada@example.org"}
WRONG = {"name": "Keep it Local", "place": "", "email": "nobody"}


def see(stage, visitor, at):
    if stage == "normal":
        telling(visitor, at)
        following(visitor, at)
        pledging(visitor, at)
        supporting(visitor, at)
        writing(visitor, at)
    elif stage == "long":
        long(visitor, at)


def telling(visitor, at):
    """News and resources, with pictures."""
    with override_settings(MEDIA_ROOT=settings.STATE / "public"):
        picture = make_picture()
        for number in range(3):
            make_post(f"post-{number}", picture=picture if number else None, at=at)
        make_resource("five-ways", picture=picture, at=at)
        make_resource("leaflet", kind="leaflet", at=at)
    for address in ["news/post-0/", "resources/leaflet/"]:
        visitor.see("normal", f"/{address}")
    for address in ["news/post-1/", "resources/five-ways/"]:
        visitor.see("with a picture", f"/{address}")


def following(visitor, at):
    visitor.send("in error", "/news/follow/")
    visitor.send("asked", "/news/follow/", {"email": "ann@example.org"})
    follower = Follower.objects.begin("bo@example.org", at=at)
    visitor.see("follow", path_of(to_confirm(FOLLOW, follower.pk)))
    followed = Follower.objects.begin("cy@example.org", is_confirmed=True, at=at)
    visitor.see("stop news", path_of(quiet_address(FOLLOW, followed)))


def pledging(visitor, at):
    visitor.send("in error", "/pledge/", WRONG)
    visitor.send("sent", "/pledge/", PLEDGE)
    pledge = make_pledge("bo@example.org", is_confirmed=False, at=at)
    visitor.see("pledge", path_of(to_confirm(letters.NAME, pledge.pk)))
    change = path_of(links.address(make_pledge("cy@example.org", words="I will shop in town.", at=at)))
    visitor.see("normal", change)
    visitor.send("in error", change, WRONG)
    withdrawn = make_pledge("di@example.org", at=at)
    withdrawn.withdraw(at=at)
    visitor.see("withdrawn", path_of(links.address(withdrawn)))
    visitor.see("no link", "/pledge/change/none/", status=410)


def supporting(visitor, at):
    pledge = make_pledge("ed@example.org", name="Ed Lin", organisation="Example Community Trust", place="Hull", at=at)
    visitor.see("normal", f"/pledge/supporters/in/{Place.objects.get(key=pledge.place_key).pk}/")
    reporting = f"/pledge/supporters/{pledge.pk}/report/"
    visitor.see("empty", reporting)
    visitor.send("in error", reporting, {"email": "nobody"})
    complaint = report(pledge, says="It is not me.", at=at)
    visitor.see("normal", f"/pledge/reported/{tokens.token(complaint.pk, salt='pledges.reported')}/")


def writing(visitor, at):
    visitor.send("in error", "/contact/", {"email": "nobody"})
    enquiry = make_enquiry(at=at)
    visitor.see("normal", f"/contact/sent/{enquiry.confirmation}/")
    visitor.see("normal", path_of(enquiry.address))
    visitor.send("in error", path_of(enquiry.address))
    visitor.see("answered", path_of(make_answered(at=at).address))
    visitor.see("closed", path_of(make_closed(at=at).address))


def path_of(address):
    return address.removeprefix(settings.PORTAL_URL)


def long(visitor, at):
    make_post("long", title=LONG, summary=WORD, body=f"{WORD}\n\n{LONG}", at=at)
    make_pledge("long@example.org", name=WORD, organisation=WORD, place=WORD[:60], at=at)
    visitor.see("long", "/news/long/")
    visitor.see("long", path_of(make_enquiry(WORD * 3, name=WORD, about=About.CAMPAIGN, at=at).address))
