"""A portal with something at every place, and the address of each: for tests that go everywhere."""

import re

from django.apps import apps

from evidence import pages
from evidence.models import content
from evidence.tests import makers as evidence
from evidence.tests.revised import revise
from keepitlocal.campaign import front
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.campaign.models import Page
from keepitlocal.campaign.news.tests import makers as news
from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.campaign.pledges.models import report as report_pledge
from keepitlocal.campaign.pledges.tests import makers as pledges
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.campaign.resources.tests import makers as resources
from keepitlocal.campaign.resources.tests.makers import make_resource
from keepitlocal.campaign.tests.makers import make_version
from keepitlocal.languages.tests.makers import make_translation
from keepitlocal.languages.texts import fingerprint
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.passages.models import Passage, Tag
from keepitlocal.passages.tests.tags import make_tag
from principles.models import report
from principles.tests import makers as principles
from principles.tests.mailing import make_watch
from survey.tests import stored

NOON = evidence.NOON
HELD = re.compile(r"<(?:\w+:)?(\w+)>")
# What some pages are asked for.
QUERIES = {
    "admin/evidence/call/extend/": "?call={call}",
    "admin/survey/survey/extend/": "?survey={survey}",
    "admin/principles/consultation/extend/": "?consultation=1",
}


def forget():
    """Remember nothing of another test's: its rows are rolled back, and these may get their keys."""
    for each in [content, pages, stored, principles, pledges, news, resources, front]:
        each.forget()


class World:
    """One of everything that the desk has a page for."""

    def __init__(self):
        forget()
        self.document = evidence.make_sent_with_document()
        revise(self.document.submission)
        self.survey = stored.make_survey()
        stored.make_entered(self.survey)
        principles.make_principle()
        self.comment = principles.make_comment()
        report(self.comment, says="It names me.", at=NOON)
        make_watch()
        make_version()
        report_pledge(make_pledge(words="I will shop in town."), says="It is not me.", at=NOON)
        make_enquiry(at=NOON)
        make_officer(None, name="Bea Lin")
        self.entered = evidence.make_entered(self.document.submission.call)
        self.asked = self.document.submission.ask("How many came?", by=make_officer(), at=NOON)
        make_translation(self.document.submission.call.title)
        make_post()
        make_resource(data=None, is_published=False)
        make_tag(on=[Passage.objects.of(self.comment).get()], by=make_officer())

    def address(self, pattern):
        """A believable address that fits a pattern."""
        query = QUERIES.get(pattern, "").format(call=self.document.submission.call_id, survey=self.survey.pk)
        return "/" + HELD.sub(lambda held: str(self._named(held[1], pattern)), pattern) + query

    def _named(self, name, pattern):
        page = self.survey.draft["pages"][0]
        said = {
            "number": 1,
            "page": Page.HOME,
            "on": page["name"],
            "name": page["name"] if "/pages/" in pattern else page["questions"][0]["name"],
            "question": page["questions"][0]["name"],
            "survey": self.survey.pk,
        }
        if name in said:
            return said[name]
        for place, key in self._beside().items():
            if place in pattern:
                return key
        app, model = pattern.split("/")[1:3]
        return apps.get_model(app, model)._base_manager.order_by("pk").first().pk

    def _beside(self):
        """The keys that an address names of other things than its list's."""
        return {
            "/alike/": self.comment.likeness_id,
            "submission/asked/": self.asked.pk,
            "submission/enter/": self.document.submission.call_id,
            "submission/<int:key>/entered/": self.entered.pk,
            "admin/tags/on/": Passage.objects.of(self.comment).get().pk,
            "admin/tags/": Tag.objects.get().pk,
            "/text/": fingerprint(self.document.submission.call.title),
        }
