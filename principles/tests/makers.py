"""Believable principles and comments in the database; a test says only what it is about."""

import datetime

from django.http import HttpResponse
from django.test import RequestFactory

from keepitlocal.drafts import holding
from principles import decided, histories, pages
from principles.models import Author, Comment, Consultation, Principle, post, principles
from principles.wordings import carried, split

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
WEEK = datetime.timedelta(weeks=1)
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)
TEXT = "Do not commission each service on its own.\n\nDraw on everything that the place has to offer."


def forget():
    """Remember nothing: a test's rows are rolled back, and the next test's may get their keys."""
    for each in [decided, histories, pages, principles]:
        each.forget()


def make_consultation(*, is_published=True, at=NOON, **fields):
    """The consultation, open at NOON, before it has any principle."""
    fields = {"opens_at": at - WEEK, "closes_at": at + WEEK, "introduction": "A draft, and the start of a conversation."} | fields
    said = {
        "slug": "draft-principles",
        "title": "Draft commissioning principles",
        "summary": "Five principles that are out for comment.",
    }
    return Consultation.objects.create(published_at=at - WEEK if is_published else None, **said | fields)


def make_principle(number=1, *, title="Start with the place", text=TEXT, is_published=True, at=NOON - WEEK):
    """A principle with its first wording; in the consultation, which is made where there is none."""
    if not Consultation.objects.exists():
        make_consultation()
    principle = Principle.objects.create(number=number)
    draft(principle, title, text, at=at)
    if is_published:
        principle.publish(edits=principle.edits, by=None, at=at)
    return principle


def draft(principle, title, text, *, at=NOON):
    """Have its next wording say this."""
    before = principle.drafted if principle.draft else None
    content, following = carried(before, title, split(text), next_id=principle.next_paragraph)
    principle.edit(content, next_paragraph=following, edits=principle.edits, by=None, at=at)


def reword(principle, text, *, title="", why="Comments asked for it.", led_by=(), by=None, at=NOON):
    """Give it a new wording."""
    draft(principle, title or principle.title, text, at=at)
    return principle.publish(edits=principle.edits, why=why, led_by=led_by, by=by, at=at)


def make_author(email="sam@example.org", *, is_confirmed=True, at=NOON):
    return Author.objects.create(email=email, added_at=at, confirmed_at=at if is_confirmed else None)


def make_comment(
    principle=None, *, text="This would work where we are.", answers=None, author=None, is_published=True, at=NOON, **fields
):
    """A comment on the principle, or as a reply, approved unless told otherwise. On "whole": on the principles as a whole."""
    if answers:
        principle = answers.principle or "whole"
    principle = principle or Principle.objects.first() or make_principle()
    author = author or Author.objects.filter(email="sam@example.org").first() or make_author()
    on = {} if principle == "whole" else {"principle": principle, "wording": principle.latest}
    said = {"name": "Sam Okafor", "organisation": "Example Community Trust", "author": author} | on | fields
    comment = post(Comment(text=text, **said), answers=answers, begun_at=at, at=at)
    if is_published and author.is_confirmed:
        comment.approve(revision=1, by=None, at=at)
    return comment


def hold(client, author):
    """Have a test client's browser hold an author."""
    answer = HttpResponse()
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    holding.hold(answer, request, author)
    client.cookies.update(answer.cookies)
    return author
