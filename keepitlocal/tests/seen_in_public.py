"""What everybody may see, field by field. What is not named here is private: so is each new model, and each new field."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from evidence.tests.makers import NOON
from keepitlocal.campaign.models import Version
from keepitlocal.campaign.news.models import Post
from keepitlocal.campaign.resources.models import Resource
from principles.models import Consultation


@dataclass(frozen=True)
class Seen:
    """Why these fields may be seen, and of which rows."""

    why: str
    fields: str
    when: Q = Q()


def of_published(model, name):
    """What published pieces name so."""
    return Q(pk__in=model.objects.filter(DRAFTED).values(name))


OUT = Q(published_at__lte=NOON)  # published, and its moment has come
DRAFTED = Q(status="published") & OUT
NEWER = Version.objects.filter(page=OuterRef("page"), number__gt=OuterRef("number"), published_at__isnull=False)
IN_CALL = Q(call__published_at__lte=NOON)
CONSULTED = Q(Exists(Consultation.objects.filter(published_at__lte=NOON)))
LISTED = Q(status="confirmed", agreed__isnull=False)
SHOWN = Q(status="published") & CONSULTED

SEEN = {
    "outbox.Pause": [Seen("why no e-mail is sent, in words of our own, for machines that watch", "why")],
    "campaign.Version": [Seen("the pages of the front door, as last published", "content", OUT & Q(~Exists(NEWER)))],
    "news.Post": [Seen("news, once it is published", "slug title summary body", DRAFTED)],
    "resources.Resource": [Seen("resources, once they are published", "slug title summary who_by", DRAFTED)],
    "resources.File": [
        Seen(
            "what a published resource is downloaded as; its sum is the ETag",
            "name sha256",
            of_published(Resource, "file"),
        ),
    ],
    "pictures.Picture": [
        Seen("what a published post shows", "name description", of_published(Post, "picture")),
        Seen("the cover of a published resource", "name description", of_published(Resource, "picture")),
    ],
    "pledges.Pledge": [
        Seen("who agreed to be listed", "name organisation place", LISTED),
        Seen("what they pledge, once an officer has read it", "words", LISTED & Q(words_status="approved")),
    ],
    "pledges.Place": [Seen("where somebody is listed", "name", Q(shown__gt=0))],
    "languages.Translation": [Seen("what is said in Welsh of a text that is shown", "words", Q(where__startswith="Shown"))],
    "evidence.Call": [
        Seen("the call, once it is published", "slug title summary introduction particular_interests advice how_long", OUT),
    ],
    "evidence.Section": [Seen("what a published call asks", "title introduction", IN_CALL)],
    "evidence.Question": [Seen("what a published call asks", "text", Q(section__call__published_at__lte=NOON))],
    "evidence.RespondentType": [Seen("who a published call is for, once somebody begins", "label asks_for", IN_CALL)],
    "evidence.PublicationChoice": [Seen("what a published call offers", "label says", IN_CALL)],
    "survey.Survey": [
        Seen("a survey once a version is published", "slug title summary introduction how_long", Q(latest__isnull=False))
    ],
    "survey.Version": [Seen("what a survey asks now", "content", Q(survey__latest_id=F("pk")))],
    "principles.Consultation": [Seen("the consultation, once published", "title summary introduction advice how_long", OUT)],
    "principles.Wording": [Seen("every wording that took effect: its history is public", "content why", CONSULTED)],
    "principles.Comment": [
        Seen("comments that are published", "text quote name organisation role", SHOWN),
        Seen("what was decided about them, and why", "outcome_why", SHOWN),
    ],
}

# What the code goes by, and would not find again: it stays as it is, and where nobody can guess it, is a word itself.
KEPT = {
    label: fields.split()
    for label, fields in {
        "auth.Group": "name",
        "sessions.Session": "session_key",
        "otp_totp.TOTPDevice": "key",
        "audit.Entry": "by thing",
        "consent.Statement": "code fingerprint",
        "outbox.Message": "kind about",
        "outbox.Heartbeat": "name",
        "officers.Failure": "key account",
        "officers.Telling": "topic",
        "passages.Tagging": "kind",
        "passages.Passage": "kind thing place",
        "languages.Edition": "language word",
        "languages.Translation": "language sha256",
        "pictures.Picture": "name",
        "news.Post": "related",
        "resources.File": "kind key sha256 flags",
        "pledges.Place": "key",
        "pledges.Pledge": "place_key",
        "evidence.Call": "reference_prefix",
        "evidence.Question": "code",
        "evidence.RespondentType": "code",
        "evidence.Answer": "field page",
        "evidence.OtherText": "field page",
        "evidence.Reply": "text_hash",
        "evidence.Document": "kind key sha256 flags",
        "survey.Item": "question row",
        "survey.Option": "value",
        "survey.Survey": "reference_prefix",
        "survey.Version": "sha256",
        "survey.Apart": "sha256",
        "survey.Course": "pages questions sha256",
        "survey.Earlier": "sha256",
        "survey.Response": "at_page sha256",
        "principles.Consultation": "reference_prefix",
        "principles.Likeness": "digest",
        "principles.Comment": "place led_to",
    }.items()
}
