"""Complaints at the desk: read beside the comment, which one press hides while they are looked into."""

import re

import pytest

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import GROUPS, LEADS, MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message
from principles import promises
from principles.models import Comment, Complaint, report
from principles.tests.makers import DAY, NOON, make_comment
from principles.tests.test_admin_comments import HOSTILE, queries, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
COMPLAINTS = "/admin/principles/complaint/"
SAID = {
    "hide": {"reason": "private"},
    "uphold": {"reason": "private", "words": "You are right."},
    "dismiss": {"words": "It stands."},
}
MAY = {OFFICERS: {"hide"}, LEADS: {"hide", "uphold", "dismiss"}, MODERATORS: set(), None: set()}


def make(comment=None, *, says="It names my neighbour.", email="jo@example.org", at=NOON):
    return report(comment or make_comment(), says=says, email=email, at=at)


def page_of(complaint):
    return f"{COMPLAINTS}{complaint.pk}/change/"


def act(client, complaint, verb, **said):
    return client.post(f"{COMPLAINTS}{complaint.pk}/decide/", {"verb": verb, **said})


def offered(client, complaint):
    return re.findall(r'name="verb" value="(\w+)"', client.get(page_of(complaint)).content.decode())


def listed(client, query=""):
    return list(client.get(COMPLAINTS + query).context["cl"].result_list)


def now(complaint):
    complaint = Complaint.objects.select_related("comment").get(pk=complaint.pk)
    return complaint.status, complaint.comment.status


def everything():
    return list(Complaint.objects.values()), list(Comment.objects.values()), Message.objects.count()


@pytest.mark.parametrize("verb", SAID)
@pytest.mark.parametrize("group", [*GROUPS, None])
def test_each_verb_is_done_by_those_alone_who_may(client, group, verb):
    """C10."""
    who, complaint = make_officer(group), make()
    client.force_login(who)
    before = everything()

    response = act(client, complaint, verb, **SAID[verb])

    if verb in MAY[group]:
        becomes = {"hide": ("open", "hidden"), "uphold": ("upheld", "rejected"), "dismiss": ("dismissed", "published")}
        assert (response.status_code, now(complaint)) == (302, becomes[verb])
    else:
        assert (response.status_code, everything()) == (403, before)
        assert Entry.objects.about(complaint).filter(did="was refused", by=named(who)).count() == 1


@pytest.mark.parametrize("group", [MODERATORS, None])
def test_who_may_not_see_complaints_is_refused_and_it_goes_on_the_record(client, group):
    who, complaint = make_officer(group), make()
    client.force_login(who)

    assert [client.get(COMPLAINTS).status_code, client.get(page_of(complaint)).status_code] == [403, 403]
    assert Entry.objects.filter(did__startswith="was refused", by=named(who)).count() == 2


def test_one_press_hides_the_comment_everywhere_at_once(client):
    """C10: the form is filled in already."""
    complaint = make(make_comment(text="Quokka-7731."))
    client.force_login(make_lead())
    page = client.get(page_of(complaint)).content.decode()
    form = page[page.index('value="hide"') : page.index("</form>", page.index('value="hide"'))]
    reason = re.search(r'<option value="(\w+)" selected', form)[1]

    act(client, complaint, "hide", reason=reason)

    assert now(complaint) == ("open", "hidden")
    assert "Quokka-7731." not in text_of(client, "/principles/1/")


def test_dismissing_shows_what_was_hidden_again(client):
    complaint = make()
    client.force_login(make_lead())
    act(client, complaint, "hide", **SAID["hide"])

    act(client, complaint, "dismiss", **SAID["dismiss"])

    assert now(complaint) == ("dismissed", "published")


def test_upholding_takes_down_what_was_hidden(client):
    complaint = make()
    client.force_login(make_lead())
    act(client, complaint, "hide", **SAID["hide"])

    act(client, complaint, "uphold", **SAID["uphold"])

    assert now(complaint) == ("upheld", "rejected")


@pytest.mark.parametrize("verb", ["uphold", "dismiss"])
def test_whoever_reported_it_is_told_where_there_is_an_address(client, verb):
    comment = make_comment()
    complaints = [make(comment), make(comment, email="")]
    client.force_login(make_lead())

    for complaint in complaints:
        act(client, complaint, verb, **SAID[verb])

    told = Message.objects.filter(kind=promises.COMPLAINT_DECIDED).values_list("to", flat=True)
    assert list(told) == ["jo@example.org"]


@pytest.mark.parametrize(("verb", "becomes"), [("uphold", ("upheld", "rejected")), ("dismiss", ("dismissed", "published"))])
def test_all_that_are_open_about_a_comment_are_decided_at_once_if_that_is_asked(client, verb, becomes):
    comment = make_comment()
    complaints = [make(comment) for _ in range(3)]
    elsewhere = make(make_comment(text="Another."))
    client.force_login(make_lead())
    act(client, complaints[0], "hide", **SAID["hide"])

    act(client, complaints[0], verb, **SAID[verb], every="on")

    assert [now(each) for each in complaints] == [becomes] * 3
    assert now(elsewhere) == ("open", "published")


def test_a_hidden_comment_stays_hidden_while_another_complaint_about_it_is_open(client):
    comment = make_comment()
    one, other = make(comment), make(comment)
    client.force_login(make_lead())
    act(client, one, "hide", **SAID["hide"])

    act(client, one, "dismiss", **SAID["dismiss"])

    assert [now(one), now(other)] == [("dismissed", "hidden"), ("open", "hidden")]


@pytest.mark.parametrize(
    ("verb", "said", "words"),
    [
        ("hide", {"reason": ""}, "This is empty. Fill it in"),
        ("uphold", {"words": "Kept words.", "reason": ""}, "This is empty. Fill it in"),
        ("uphold", {"words": "", "reason": "private"}, "whoever reported it is told so"),
        ("dismiss", {"words": ""}, "whoever reported it is told so"),
    ],
)
def test_what_is_refused_changes_nothing_and_comes_back_in_words(client, verb, said, words):
    complaint = make()
    client.force_login(make_lead())
    before = everything()

    page = act(client, complaint, verb, **said)

    assert (page.status_code, everything()) == (200, before)
    assert words in page.content.decode()
    assert "Kept words." not in said.values() or "Kept words." in page.content.decode()


@pytest.mark.parametrize("verb", ["uphold", "dismiss", "hide"])
def test_what_was_decided_is_decided(client, verb):
    complaint = make()
    client.force_login(make_lead())
    act(client, complaint, "uphold", **SAID["uphold"])

    page = act(client, complaint, verb, **SAID[verb])

    assert (page.status_code, now(complaint)) == (200, ("upheld", "rejected"))
    assert offered(client, complaint) == ["forget"]


@pytest.mark.parametrize("verb", ["", "delete", "save", "report"])
def test_no_other_verb_can_be_asked_for(client, verb):
    complaint = make()
    client.force_login(make_lead())

    assert act(client, complaint, verb).status_code == 400


def test_opening_the_address_of_the_verbs_does_nothing(client, officer):
    assert client.get(f"{COMPLAINTS}{make().pk}/decide/").status_code == 405


def test_the_list_is_what_is_open_and_the_oldest_comes_first(client, officer):
    late, early, done = make(at=NOON), make(at=NOON - DAY), make(at=NOON)
    done.dismiss(words="No.", by=officer, at=NOON)

    assert listed(client) == [early, late]
    assert listed(client, "?status=dismissed") == [done]
    assert listed(client, f"?q={done.reference}") == [done]
    assert set(listed(client, f"?q={early.comment.reference}")) == {early}


def test_what_was_reported_is_text(client, officer):
    """C1."""
    complaint = make(make_comment(name=f"Sam {HOSTILE}"), says=f"Wrong {HOSTILE}")

    for where in [COMPLAINTS, page_of(complaint)]:
        assert HOSTILE not in client.get(where).content.decode()


def test_the_address_of_whoever_reported_it_is_not_shown(client, officer):
    complaint = make(email="kept.quiet@example.org")

    assert "kept.quiet" not in text_of(client, COMPLAINTS) + text_of(client, page_of(complaint))


def test_the_list_and_its_page_cost_the_same_at_one_and_at_three(client, officer):
    complaint = make()
    addresses = [COMPLAINTS, page_of(complaint)]
    make(make_comment(text="Another.")).dismiss(words="No.", by=officer, at=NOON)
    for where in addresses:
        client.get(where)
    one = [queries(client, where) for where in addresses]

    for number in range(2):
        make(complaint.comment)
        make(make_comment(text=f"Other {number}."))

    assert [queries(client, where) for where in addresses] == one


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_nobody_replaces_or_deletes_a_complaint_through_any_address_of_the_desk(client, group):
    complaint = make()
    client.force_login(make_officer(group))
    before = everything()

    for where in [
        "",
        "add/",
        f"{complaint.pk}/",
        f"{complaint.pk}/change/",
        f"{complaint.pk}/delete/",
        f"{complaint.pk}/history/",
    ]:
        client.post(COMPLAINTS + where, {"post": "yes", "_save": "Save", "says": "Other words", "status": "upheld"})
        client.post(COMPLAINTS + where, {"action": "delete_selected", "post": "yes", "_selected_action": complaint.pk})

    assert everything() == before
