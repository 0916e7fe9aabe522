"""A portal in which there is a row of everything, and of what everybody may see also one that is not public."""

import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from evidence.models import Call
from evidence.tests import makers as evidence
from evidence.tests.test_choosing import contest
from evidence.tests.ways import share
from keepitlocal.campaign.enquiries.tests.makers import make_answered
from keepitlocal.campaign.models import Page
from keepitlocal.campaign.news.models import Follower, Post
from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.campaign.resources.tests.makers import make_resource
from keepitlocal.campaign.tests.makers import make_version
from keepitlocal.languages.tests.makers import make_translation
from keepitlocal.officers.models import Failure, Officer
from keepitlocal.officers.tests.makers import make_app, make_officer
from keepitlocal.outbox.models import Heartbeat, Pause
from keepitlocal.pictures.tests.makers import make_picture
from keepitlocal.tests.sowing import word
from keepitlocal.tests.world import NOON, World
from principles.models import Principle
from principles.tests.makers import make_author, make_comment, make_principle, reword
from survey.tests import stored
from survey.tests.makers import definition, page, question
from survey.tests.test_choosing import contest as contest_answer

# What is in files that nobody is shown.
IN_FILES = {"resource": "zqbcdfghjkmnpq", "document": "zqrstvwxzbcdfg"}
DAY = datetime.timedelta(days=1)


class Plot:
    """What there is to sow words in. `draft`, `response` and `author` are of somebody who comes back to their own."""

    def __init__(self):
        self.world = World()
        self.officer = Officer.objects.order_by("pk").first()
        self.campaign()
        self.evidence()
        self.surveys()
        self.principles()
        self.machinery()

    def campaign(self):
        """News, resources, pledges and pages: each is there in every state."""
        self.post = make_post(picture=make_picture("A street", colour="#111111"))
        self.resource = make_resource(picture=make_picture("A cover", colour="#222222"))
        self.draft_post = make_post(is_published=False, picture=make_picture("A draft's", colour="#333333"))
        make_post(moment=NOON + DAY, picture=make_picture("Of tomorrow", colour="#444444"))
        for gone in [make_post(picture=make_picture("What went", colour="#555555")), make_resource()]:
            gone.withdraw(by=None, at=NOON)
        cover = make_picture("A draft's cover", colour="#666666")
        make_resource(is_published=False, data=f"%PDF-1.7 {IN_FILES['resource']}".encode(), picture=cover)
        self.page = make_version(Page.ABOUT, title="About, and more of it")
        make_version(Page.FIVE_WAYS, is_published=False)
        make_version(Page.HOME)
        make_version(Page.HOME, is_published=False)
        self.pledges()
        Follower.objects.begin("fay@example.org", is_confirmed=True, at=NOON)
        make_answered().note("We know them.", by=self.officer, at=NOON)

    def pledges(self):
        said = {"words": "I will shop in town.", "organisation": "The bakery"}
        self.pledge = make_pledge("b@example.org", **said)
        self.pledge.approve(revision=self.pledge.revision, by=None, at=NOON)
        make_pledge("c@example.org", is_confirmed=False, place="Hull", **said)
        make_pledge("d@example.org", is_listed=False, place="York", **said)
        make_pledge("e@example.org", place="Bath", **said).hide(words="Not so.", by=None, at=NOON)
        make_pledge("f@example.org", place="Wells", **said).withdraw(at=NOON)
        refused = make_pledge("g@example.org", **said)
        refused.refuse(revision=refused.revision, words="Not that.", by=None, at=NOON)

    def evidence(self):
        """A call that is not published; drafts, and what officers wrote beside what was sent."""
        call = Call.objects.get()
        Call.objects.update(**dict.fromkeys(["particular_interests", "advice", "next_steps"], "Words."), loaded={})
        evidence.make_call(slug="not-published", published=False)
        self.draft = evidence.make_ready(call, email="ann@example.org")
        share(self.draft, at=NOON)
        contest(self.draft, "area", "Leeds, and more", "Hull, and more", at=NOON)
        evidence.say(self.draft, at=NOON, area="Leeds and around")
        another = evidence.make_ready(call, email="ben@example.org")
        share(another, "ben@example.org", at=NOON)
        sent = self.world.document.submission
        sent.refresh_from_db()
        sent.note("We know them.", by=self.officer, at=NOON)
        self.world.asked.reply("Eleven came.", at=NOON)
        evidence.send(evidence.make_ready(call), at=NOON).withdraw(at=NOON)
        evidence.attach(another, data=IN_FILES["document"].encode(), at=NOON)

    def surveys(self):
        """A survey that is not published, and responses in every state; one of them left something to be kept apart."""
        self.response = stored.make_response(self.world.survey, role="would", authority="Leeds and around")
        contest_answer(self.response, "authority", "Leeds and around", "Hull and around", at=NOON)
        share(self.response, at=NOON)
        apart = definition(page("you", question(), question("words", "long"), question("receipt", "email", apart=True)))
        survey = stored.make_survey(apart, slug="apart", title="Another survey")
        sent = stored.make_response(survey, area="north", words="It is slow.", receipt="ann@example.org")
        sent.send(number=1, at=NOON)
        sent.change(at=NOON)
        stored.fill(sent, {"words": "It is slow here."})
        sent.send(number=2, at=NOON)
        stored.make_survey(apart, slug="next", title="The next one", is_published=False)

    def principles(self):
        """A principle that is not published, and comments of every status, one of them its author's here."""
        self.principle = Principle.objects.get(number=1)
        self.comment = make_comment(self.principle, organisation="A trust", role="Its clerk", at=NOON)
        make_comment(answers=self.comment, text="We do so.", at=NOON)
        paragraph = self.principle.content.paragraphs[0]
        make_comment(self.principle, paragraph=paragraph.id, quote="Draw on everything", text="All of it.", at=NOON)
        self.comment.consider(outcome="accepted", why="It is so.", by=self.officer, at=NOON)
        reword(self.principle, "Ask the people.\n\nThen ask again.", led_by=[self.comment], at=NOON)
        make_principle(number=2, is_published=False)
        self.author = make_author("own@example.org", at=NOON)
        make_comment(self.principle, author=self.author, text="It waits.", is_published=False, at=NOON)
        make_comment(self.principle, author=make_author("n@example.org", is_confirmed=False), text="Not yet.", at=NOON)
        said = {"author": make_author("m@example.org"), "at": NOON}
        make_comment(self.principle, text="Hidden.", **said).hide(reason="abusive", words="Rude.", by=None, at=NOON)
        for verb in ["reject", "ask"]:
            comment = make_comment(self.principle, text=verb, is_published=False, **said)
            why = {"reason": "other"} if verb == "reject" else {}
            getattr(comment, verb)(revision=1, words="Leave out the name.", **why, by=None, at=NOON)
        changed = make_comment(self.principle, text="It was otherwise.", **said)
        changed.change("It is otherwise, and waits.", at=NOON)

    def machinery(self):
        """What Django and its kind keep."""
        kind = ContentType.objects.get_for_model(Call)
        LogEntry.objects.create(
            user=self.officer, content_type=kind, object_id=1, object_repr="A call", action_flag=ADDITION, change_message="Added."
        )
        Session.objects.create(session_key="k3" * 16, session_data="Held.", expire_date=NOON + DAY)
        StaticToken.objects.create(device=StaticDevice.objects.create(user=self.officer, name="printed"), token="k3k3k3")
        make_app(make_officer(name="Una Bell"))
        Pause.objects.create(pk=1, until=NOON - DAY, why="Refused.")
        Heartbeat.objects.create(name="beat", at=NOON)
        Failure.objects.create(key="k3" * 20, account="k4" * 20, counts_until=NOON)
        make_translation("What nobody is shown yet", "Beth sydd i ddod")

    def translate(self):
        """Once words are sown: what one of them is in Welsh, where it is shown. A dict of the new word to its row's key."""
        new = word()
        row = make_translation(Post.objects.get(pk=self.post.pk).title, f"Galwad {new}", where="Shown as news")
        return {new: row.pk}
