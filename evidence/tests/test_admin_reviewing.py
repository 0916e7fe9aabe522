"""What officers do to a submission from its page, and what nobody can do to it there or anywhere else at the desk."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client

from evidence.models import Answer, Call, Document, Note, Revision, Status, Submission
from evidence.tests.makers import NOON, make_ready, make_reviewed, make_sent
from evidence.tests.test_admin_submissions import SUBMISSIONS, make_document, page_of
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = pytest.mark.django_db
KEPT = [Submission, Answer, Revision, Note, Document]


def act(client, submission, verb, query="", **said):
    return client.post(f"{SUBMISSIONS}{submission.pk}/review/{query}", {"verb": verb, **said})


def offered(client, submission):
    """The verbs that the page has a form for."""
    return re.findall(r'type="hidden" name="verb" value="(\w+)"', client.get(page_of(submission)).content.decode())


def status_of(submission):
    return Submission.objects.get(pk=submission.pk).status


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        (Status.SUBMITTED, ["take_up"]),
        (Status.IN_REVIEW, ["accept", "decline"]),
        (Status.ACCEPTED, ["restore"]),
        (Status.DECLINED, ["restore"]),
    ],
)
def test_the_page_offers_what_can_be_done_and_nothing_else(client, officer, status, verbs):
    assert offered(client, make_reviewed(status, by=officer)) == [*verbs, "assign", "note", "ask"]


@pytest.mark.parametrize(
    ("begins", "verb", "said", "becomes"),
    [
        (Status.SUBMITTED, "take_up", {}, Status.IN_REVIEW),
        (Status.IN_REVIEW, "accept", {}, Status.ACCEPTED),
        (Status.IN_REVIEW, "decline", {"why": "Sent twice."}, Status.DECLINED),
        (Status.DECLINED, "restore", {"why": "It was not."}, Status.IN_REVIEW),
    ],
)
def test_an_officer_moves_it_on_and_comes_back_to_its_page(client, officer, begins, verb, said, becomes):
    submission = make_reviewed(begins, by=officer)

    response = act(client, submission, verb, query="?_changelist_filters=status%3Dsubmitted", **said)

    assert response["Location"] == f"{page_of(submission)}?_changelist_filters=status%3Dsubmitted"
    assert status_of(submission) == becomes
    line = submission.moves().model.objects.about(submission).filter(did=f"became {becomes}").first()
    assert (line.by, line.details.get("why")) == (named(officer), said.get("why"))


def test_an_officer_gives_it_to_another_and_to_nobody(client, officer):
    submission, lead = make_sent(), make_lead()

    act(client, submission, "assign", to=lead.pk)
    given = Submission.objects.get().assigned_to
    act(client, submission, "assign", to="")

    assert (given, Submission.objects.get().assigned_to) == (lead, None)


def test_the_page_offers_it_to_those_alone_who_may_review(client, officer):
    make_officer(MODERATORS, name="Mo Derator")
    make_officer(name="Gone Already", is_active=False)
    make_lead(name="Lena Marsh")

    page = client.get(page_of(make_sent())).content.decode()

    assert re.findall(r"<option[^>]*>([^<]*)</option>", page) == ["Nobody", "Ada Okafor", "Lena Marsh"]


def test_an_officer_notes_on_it_and_all_officers_read_it(client, officer):
    submission = make_sent()

    act(client, submission, "note", text="Ask <them> & wait.")
    client.force_login(make_lead())

    assert "Ask &lt;them&gt; &amp; wait." in client.get(page_of(submission)).content.decode()


def test_notes_and_reasons_are_not_shown_to_the_public(client, officer):
    submission = make_reviewed(Status.DECLINED, by=officer)
    submission.note("quokka-7731", by=officer, at=NOON)
    public = Client()

    for address in ["/", "/evidence/", submission.call.get_absolute_url()]:
        page = public.get(address).content.decode()
        assert "quokka-7731" not in page
        assert "Sent twice." not in page


@pytest.mark.parametrize(
    ("begins", "verb", "said", "words"),
    [
        (Status.IN_REVIEW, "decline", {"why": " "}, "This is empty. Fill it in"),
        (Status.IN_REVIEW, "decline", {"why": "x" * 1001}, "at most 1000 characters"),
        (Status.IN_REVIEW, "decline", {"why": "a\0b"}, "Null characters are not allowed."),
        (Status.SUBMITTED, "decline", {"why": "Kept words."}, "This cannot be done to what is new."),
        (Status.ACCEPTED, "accept", {}, "This cannot be done to what is accepted."),
        (Status.SUBMITTED, "restore", {"why": "Kept words."}, "This cannot be done to what is new."),
        (Status.SUBMITTED, "note", {"text": ""}, "This is empty. Fill it in"),
        (Status.SUBMITTED, "assign", {"to": "12345"}, "not one of the available choices"),
    ],
)
def test_what_is_refused_changes_nothing_and_comes_back_in_words(client, officer, begins, verb, said, words):
    submission = make_reviewed(begins, by=officer)
    before = list(Submission.objects.values()), Note.objects.count(), Entry.objects.count()

    page = act(client, submission, verb, **said)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert (list(Submission.objects.values()), Note.objects.count(), Entry.objects.count()) == before


def test_a_reason_that_came_too_late_is_not_lost(client, officer):
    submission = make_reviewed(Status.ACCEPTED, by=make_lead())

    page = act(client, submission, "decline", why="Words I chose with care.")

    assert "Words I chose with care." in page.content.decode()


@pytest.mark.parametrize("verb", ["", "delete", "submit", "save", "claim", "__class__"])
def test_no_other_verb_can_be_asked_for(client, officer, verb):
    submission = make_sent()

    assert act(client, submission, verb).status_code == 400
    assert status_of(submission) == Status.SUBMITTED


def test_opening_the_address_of_the_verbs_does_nothing(client, officer):
    assert client.get(f"{SUBMISSIONS}{make_sent().pk}/review/").status_code == 405


def test_a_draft_is_not_reviewed(client, officer):
    draft = make_ready()

    assert act(client, draft, "take_up").status_code == 404
    assert status_of(draft) == Status.DRAFT


def test_without_its_token_nothing_is_done(officer):
    submission, client = make_sent(), Client(enforce_csrf_checks=True)
    client.force_login(officer)

    assert act(client, submission, "take_up").status_code == 403
    assert status_of(submission) == Status.SUBMITTED


def test_moving_confidential_evidence_on_without_reading_it_is_not_a_reading(client, officer):
    submission = make_sent(publication="private")

    act(client, submission, "take_up")

    assert not Entry.objects.about(submission).filter(did="confidential evidence was read").exists()


def test_a_refusal_shows_confidential_evidence_and_goes_on_the_record(client, officer):
    submission = make_sent(publication="private")

    act(client, submission, "accept")

    assert Entry.objects.about(submission).filter(did="confidential evidence was read").count() == 1


def everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in KEPT}


def sign_in(client, who):
    """A member of that group, somebody who has left the leads, or nobody."""
    if who in GROUPS:
        client.force_login(make_officer(who))
    elif who == "has left":
        lead = make_lead()
        client.force_login(lead)
        lead.deactivate(by=None, at=NOON)


ADDRESSES = ["", "add/", "{}/", "{}/change/", "{}/delete/", "{}/history/"]
POSTS = [
    {"post": "yes", "_save": "Save", "name": "Somebody else", "text": "Other words", "content": "{}", "status": "draft"},
    {"action": "delete_selected", "post": "yes", "_selected_action": "{}"},
]


@pytest.mark.parametrize("who", [*GROUPS, "has left", "nobody"])
@pytest.mark.parametrize("model", KEPT)
def test_nobody_replaces_or_deletes_what_was_sent_through_any_address_of_the_desk(client, who, model):
    submission = make_reviewed(Status.ACCEPTED, by=make_officer())
    submission.note("As written.", by=submission.assigned_to, at=NOON)
    make_document(submission)
    sign_in(client, who)
    before, key = everything(), model.objects.first().pk

    for address in ADDRESSES:
        for said in POSTS:
            where = f"/admin/evidence/{model._meta.model_name}/{address.format(key)}"
            client.post(where, {name: value.format(key) if value == "{}" else value for name, value in said.items()})

    assert everything() == before


@pytest.mark.parametrize("verb", ["take_up", "assign", "note"])
@pytest.mark.parametrize("who", [MODERATORS, "has left", "nobody"])
def test_who_may_not_review_can_do_nothing_to_it(client, who, verb):
    submission = make_sent()
    sign_in(client, who)
    before = everything()

    response = act(client, submission, verb, text="Hello", to="")

    assert response.status_code == (403 if who == MODERATORS else 302)
    assert everything() == before


def test_who_may_only_read_is_offered_nothing_and_can_do_nothing(client, officer):
    submission = make_sent()
    officer.groups.get().permissions.remove(Permission.objects.get(codename="review_submission"))
    before = everything()

    pages = [act(client, submission, verb, text="Hello", to="") for verb in ["take_up", "assign", "note"]]
    client.post(SUBMISSIONS, {"action": "take_up", "_selected_action": [submission.pk]})

    assert [page.status_code for page in pages] == [403, 403, 403]
    assert offered(client, submission) == []
    assert everything() == before


def test_a_verb_that_was_refused_to_who_may_not_goes_on_the_record(client):
    submission = make_sent()
    sign_in(client, MODERATORS)

    act(client, submission, "take_up")

    assert Entry.objects.about(submission).filter(did="was refused").count() == 1


def test_what_was_sent_has_no_page_of_its_own_where_it_could_be_changed():
    assert [model for model in [Answer, Revision, Note] if admin.site.is_registered(model)] == []
    assert admin.site.is_registered(Call)


@pytest.mark.parametrize("who", [*GROUPS, "has left", "nobody"])
def test_the_desk_offers_nobody_a_way_to_delete_submissions(client, who):
    make_sent()
    sign_in(client, who)

    response = client.get(SUBMISSIONS)

    assert (b"delete_selected" in response.content, b"/add/" in response.content) == (False, False)
    assert response.status_code == (302 if who in {"has left", "nobody"} else 403 if who == MODERATORS else 200)


def test_a_lead_deletes_no_call_that_has_submissions(client):
    sent = make_sent()
    client.force_login(make_officer(LEADS))

    client.post(f"/admin/evidence/call/{sent.call_id}/delete/", {"post": "yes"})

    assert Submission.objects.filter(pk=sent.pk).exists()
