"""A14: a different word that nobody can guess in every field of every row; then everything public is crawled for them.

What may be seen is written down field by field in seen_in_public.py. What is not there is private, and so are a model and a
field that are new: they need a row in plot.py, and whatever page shows a word of theirs fails these tests.
"""

import itertools

import pytest
from django.db.models import Q
from django.test import Client, override_settings

from evidence.models import Call
from keepitlocal import parts
from keepitlocal.campaign.models import Page, Version
from keepitlocal.campaign.news.models import Post
from keepitlocal.campaign.pledges.models import Pledge
from keepitlocal.campaign.resources.models import File, Resource
from keepitlocal.campaign.tests.makers import make_version
from keepitlocal.found import WHILE
from keepitlocal.languages.models import Translation
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage
from keepitlocal.pictures.models import Picture
from keepitlocal.tests import sowing
from keepitlocal.tests.crawling import Crawl
from keepitlocal.tests.plot import IN_FILES, Plot
from keepitlocal.tests.public import Visitor, patterns, wrong
from keepitlocal.tests.seen_in_public import KEPT, SEEN, Seen
from keepitlocal.tests.sowing import Place, seen
from keepitlocal.tests.test_roles import addresses as desk_addresses
from keepitlocal.tests.world import HELD, NOON, forget
from principles.models import Author, Comment, Consultation, Principle, Wording
from survey.models import Survey

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

MACHINES = ["/sitemap.xml", "/robots.txt", "/healthz"]


@pytest.fixture
def sown(arrive, settings, tmp_path):
    """A portal with words in it: its `Plot`, and a dict of word to `Place`."""
    arrive(NOON)
    settings.MEDIA_ROOT, settings.PACE = tmp_path, 0
    plot = Plot()
    words = sowing.sow()
    words |= {word: Place(Translation, key, "words") for word, key in plot.translate().items()}
    words |= {word: Place(File, name, "what is in it") for name, word in IN_FILES.items()}
    forget()
    yield plot, words
    forget()


def said(answer):
    """Everything that an answer says: its headers, with where it leads, and its body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{answer.getvalue().decode(errors='replace')}"


class Found:
    """The words that answers say, as a dict of word to the addresses. What the asker says themselves tells them nothing."""

    def __init__(self, words):
        self.words, self.where = words, {}
        self.codes = [each for each in words if not sowing.WORD.fullmatch(each)]

    def look(self, address, answer):
        text = said(answer)
        for word in set(sowing.WORD.findall(text)) | {each for each in self.codes if each in text}:
            if word in self.words and word not in address:
                self.where.setdefault(word, []).append(f"{answer.request['REQUEST_METHOD']} {address}")

    def crawl(self, client=None, begins_at="/", **beside):
        """Look at everything that is reached from an address. Returns the addresses."""
        crawl = Crawl(begins_at, client, **beside)
        for address, (answer, _) in crawl.found.items():
            self.look(address, answer)
        return set(crawl.found)

    def beyond(self, allowed):
        """Where words turned up that may not: readable, for the one who has to find out why."""
        return sorted(f"{self.words[each]}: {', '.join(self.where[each][:3])}" for each in set(self.where) - allowed)


def addresses():
    """Every public address with every key that there is, of what is public and of what is not."""
    slugs = [each for model in [Call, Survey, Post, Resource] for each in model.objects.values_list("slug", flat=True)]
    keys = range(1, 1 + Comment.objects.latest("pk").pk)
    there = {
        "slug": slugs,
        "same": slugs[-1:],
        "number": Principle.objects.values_list("number", flat=True),
        "key": keys,
        "task": ["section-1", "reflections"],
        "name": ["you", "check"],
        "kind": ["pdf"],
        "token": ["none"],
    }
    for pattern in patterns():
        held = [there[name] for name in HELD.findall(pattern)]
        for values in itertools.product(*held):
            yield "/" + HELD.sub("{}", pattern).format(*values)
    yield from (address for each in Picture.objects.light() for address in [each.webp_address, each.jpeg_address])
    yield from (each.file_address for each in Resource.objects.exclude(file=None))
    yield from (page.address for page in parts.public(NOON))
    yield from MACHINES


def everything(words):
    """What turns up for somebody who holds nothing, wherever they ask, however they ask."""
    found = Found(words)
    reached = found.crawl()
    client, strange = Client(raise_request_exception=False), Client(raise_request_exception=False, enforce_csrf_checks=True)
    for address in reached | set(addresses()):
        found.look(address, client.get(address))
        found.look(address, client.delete(address))
        found.look(address, strange.post(address, {"text": "Some words."}))
    with override_settings(ROOT_URLCONF=wrong.__name__):
        for status in [*wrong.RAISED, 410]:
            found.look("/wrong/", client.get(f"/wrong/{status}/"))
    return found


def test_nothing_that_is_private_turns_up_in_public_however_often_one_asks(sown):
    """A14: 0 of them, on pages, in feeds, files, the sitemap, headers and errors; nor the second time, from what is kept."""
    _, words = sown
    allowed = seen(words)

    found = everything(words)
    found.crawl()

    assert found.beyond(allowed) == []


def test_everything_that_is_said_to_be_public_is_found(sown):
    """A14: so the crawl comes to where words would show, and the table names nothing that is private by now."""
    plot, words = sown
    found = Found(words)
    found.crawl(holding(plot))
    found.crawl(begins_at="/healthz")
    public = {(label, name) for label, rules in SEEN.items() for rule in rules for name in rule.fields.split()}

    assert public - {(found.words[each].model._meta.label, found.words[each].field) for each in found.where} == set()


def holding(plot):
    """A browser in which somebody began a submission and a response, and commented."""
    return Visitor([], plot.draft, plot.response, Author.objects.get(pk=plot.author.pk)).client


def test_every_field_of_every_model_holds_a_word_or_is_a_code(sown):
    """A14: a field that is new needs a row with something in it."""
    _, words = sown
    held = {(place.model, place.field) for place in words.values()}
    bare = {(model, name) for model in sowing.sown_models() for name in sowing.fields_of(model)} - held

    assert sorted(f"{model._meta.label}.{name}" for model, name in bare if name not in KEPT.get(model._meta.label, ())) == []


def test_every_public_model_has_a_row_that_is_not(sown):
    """A14: a draft, what waits, what was taken back: else nothing would show that it is kept in."""
    _, words = sown
    allowed = seen(words)
    hidden = {place.model._meta.label for word, place in words.items() if word not in allowed and place.field in shown(place)}

    assert set(SEEN) - hidden == ALWAYS_PUBLIC


# What there is none of that is not public: versions and wordings are made by publishing, the consultation is one.
ALWAYS_PUBLIC = {"outbox.Pause", "survey.Version", "principles.Consultation", "principles.Wording"}


def shown(place):
    return {name for rule in SEEN.get(place.model._meta.label, ()) for name in rule.fields.split()}


def withdraw(plot):
    """Take back one of everything that can be."""
    Post.objects.get(pk=plot.post.pk).withdraw(by=None, at=NOON)
    Resource.objects.get(pk=plot.resource.pk).withdraw(by=None, at=NOON)
    Pledge.objects.get(pk=plot.pledge.pk).hide(by=None, at=NOON)
    Comment.objects.get(pk=plot.comment.pk).hide(reason="abusive", by=None, at=NOON)
    make_version(Page.ABOUT, title="About, in other words")


def test_what_is_withdrawn_is_in_nothing_that_the_process_keeps(sown, arrive):
    """A14: of posts, resources, pledges, comments, pages and translations, with their pictures and files; but in the sitemap, for
    less than a minute more."""
    plot, words = sown
    found, before = Found(words), seen(words)
    found.crawl()

    withdraw(plot)
    Translation.objects.filter(where__startswith="Shown").update(where="It was shown")
    arrive(NOON + WHILE)
    gone = before - seen(words)

    assert {words[each].model for each in gone} >= {Post, Resource, File, Picture, Pledge, Comment, Version, Translation}
    assert everything(words).beyond(before - gone) == []


def test_until_the_consultation_is_published_there_is_nothing_of_it(sown):
    """A14."""
    _, words = sown
    Consultation.objects.update(published_at=None)
    forget()
    allowed = seen(words)

    assert not {words[each].model for each in allowed} & {Consultation, Wording, Comment}
    assert everything(words).beyond(allowed) == []


def test_what_is_published_shows_what_was_drafted_and_nothing_else(sown):
    """A14."""
    plot, words = sown
    Found(words).crawl()
    post = Post.objects.get(pk=plot.draft_post.pk)
    drafted = {word for word, place in words.items() if (place.model, place.key, place.field) == (Post, post.pk, "draft")}

    post.publish(edits=post.edits, by=None, at=NOON)
    found = everything(words)

    assert drafted <= set(found.where)
    assert found.beyond(seen(words) | drafted) == []


def test_whoever_holds_drafts_is_shown_their_own_words_and_nobody_elses(sown):
    """A14: as the author of a submission, of a response and of comments, all at once."""
    plot, words = sown
    found = Found(words)

    found.crawl(holding(plot))

    own = seen(words, own_words(plot))
    assert own & set(found.where)
    assert found.beyond(seen(words) | own) == []


def own_words(plot):
    """What somebody who comes back is shown of their own."""
    of_draft, of_response, of_author = Q(submission=plot.draft.pk), Q(response=plot.response.pk), Q(author=plot.author.pk)
    why = "what they wrote themselves"
    return {
        "evidence.Submission": [Seen(why, "name organisation role email area type_other reference", Q(pk=plot.draft.pk))],
        "evidence.Answer": [Seen(why, "text", of_draft)],
        "evidence.OtherText": [Seen(why, "text", of_draft)],
        "evidence.Document": [Seen(why, "name", of_draft)],
        "evidence.Writer": [Seen(why, "email", of_draft)],
        "survey.Response": [Seen(why, "says beside reference", Q(pk=plot.response.pk))],
        "survey.Writer": [Seen(why, "email", of_response)],
        "principles.Author": [Seen(why, "email", Q(pk=plot.author.pk))],
        "principles.Comment": [Seen(why, "text name organisation role reference quote", of_author)],
    }


# What moderators are there for (docs/roles.md): comments, and no address of whoever wrote them.
MODERATED = {
    "principles.Comment": [
        Seen("comments in every state", "text quote name organisation role reference proposed reason_words outcome_why")
    ],
    "principles.Text": [Seen("what a comment said before", "text")],
    "passages.Passage": [Seen("comments, as they are found", "asked reference said_by text", Q(kind="principles.comment"))],
    "audit.Entry": [Seen("what was done to comments", "did", Q(thing__startswith="principles.comment/"))],
}


class Desk(Crawl):
    """What is reached at the desk, whatever way its lists are sorted and narrowed."""

    def _leads_to(self, address):
        return [each for each in super()._leads_to(address) if each.startswith("/admin/") and "?" not in each]


def test_a_moderator_at_the_desk_is_shown_comments_and_nothing_else_that_is_private(sown):
    """A13, A14: by links, by every address of the desk, and by the search for what people said."""
    plot, words = sown
    found, client = Found(words), Client()
    client.force_login(make_officer(MODERATORS))

    for address, (answer, _) in Desk("/admin/", client, beside=("/static/", "/admin/logout/")).found.items():
        found.look(address, answer)
    for address in {*map(plot.world.address, desk_addresses()), *searches()}:
        found.look(address, client.get(address))

    moderated = seen(words, MODERATED)
    assert moderated & set(found.where)
    assert found.beyond(seen(words) | moderated) == []


def searches():
    """A search for each thing that people said, by its own words."""
    return [f"/admin/search/?q={stems}" for stems in Passage.objects.values_list("stems", flat=True)]
