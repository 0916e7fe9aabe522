import re

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from keepitlocal import parts
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import GROUPS, MODERATORS
from keepitlocal.officers.models import How, Telling
from keepitlocal.officers.telling import tell
from keepitlocal.officers.tests.makers import NOON, make_lead, make_officer, make_superuser
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import DAY, State
from keepitlocal.outbox.tests.makers import states, sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rung")]
PAGE = "/admin/telling/"
TEAM = "policy@keepitlocal.example"


def make_told(how=How.AT_ONCE, *, make=make_officer, topic="bells", **fields):
    officer = make(**fields)
    officer.choose_telling({topic: how}, at=NOON)
    return officer


def ring():
    tell("test.rung", about="bell/1", at=NOON, topic="bells")


def told():
    return set(Message.objects.values_list("to", flat=True))


def chosen(officer):
    return list(Entry.objects.about(officer).values_list("did", "by", "details"))


def test_the_team_is_told_where_no_officer_chose_to_be():
    make_officer()

    ring()

    assert told() == {TEAM}


@pytest.mark.parametrize("make", [make_officer, make_lead, make_superuser])
def test_an_officer_who_chose_at_once_is_told_beside_the_team(make):
    officer = make_told(make=make)

    ring()

    assert told() == {TEAM, officer.email}


@pytest.mark.parametrize("how", [How.DAILY, How.NOTHING])
def test_an_officer_who_chose_otherwise_is_not_told_at_once(how):
    make_told(how)

    ring()

    assert told() == {TEAM}


def test_an_officer_who_chose_another_topic_is_not_told():
    make_told(topic="evidence")

    ring()

    assert told() == {TEAM}


def test_an_officer_who_may_not_see_it_is_not_told():
    make_told(group=MODERATORS)

    ring()

    assert told() == {TEAM}


def test_an_officer_who_has_left_is_not_told():
    make_told().deactivate(by=make_lead(), at=NOON)

    ring()

    assert told() == {TEAM}


def test_all_that_is_told_is_exempt_from_waiting(mailoutbox):
    make_told()
    for number in range(5):
        tell("test.rung", about=f"bell/{number}", at=NOON, topic="bells")

    sweep()

    assert len(mailoutbox) == 10


def test_telling_twice_promises_once():
    make_told()

    ring()
    ring()

    assert Message.objects.count() == 2


def test_telling_asks_who_is_told_and_promises_to_all_at_once(django_assert_num_queries):
    make_told(), make_told(), make_told()
    ring()

    with django_assert_num_queries(2):
        tell("test.rung", about="bell/2", at=NOON, topic="bells")


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="No part writes"):
        tell("test.silence", about="bell/1", at=NOON, topic="bells")


@pytest.mark.parametrize(
    "change",
    [
        lambda officer: officer.deactivate(by=None, at=NOON),
        lambda officer: officer.groups.set(Group.objects.filter(name=MODERATORS)),
        lambda officer: officer.choose_telling({"bells": How.NOTHING}, at=NOON),
    ],
    ids=["who left", "who may no longer see it", "who chose otherwise"],
)
def test_one_is_not_told_whatever_was_promised(mailoutbox, change):
    officer = make_told()
    ring()
    change(officer)

    sweep()

    assert [mail.to for mail in mailoutbox] == [[TEAM]]
    assert states(Message.objects.get(to=officer.email)) == [State.CANCELLED]


def test_choosing_is_recorded_with_what_changed():
    officer = make_officer()

    officer.choose_telling({"bells": How.DAILY, "evidence": How.NOTHING}, at=NOON)

    assert officer.told_how() == {"bells": "daily"}
    assert chosen(officer) == [("chose how to be told", named(officer), {"chosen": {"bells": "daily"}})]


def test_choosing_the_same_again_changes_nothing():
    officer = make_told(How.DAILY)

    officer.choose_telling({"bells": How.DAILY}, at=NOON + DAY)

    assert officer.tellings.get().chosen_at == NOON
    assert len(chosen(officer)) == 1


@pytest.mark.parametrize(("topic", "how"), [("bells", How.DAILY), ("evidence", "by pigeon")], ids=["twice", "an unknown way"])
def test_the_database_refuses(topic, how):
    officer = make_told()

    with pytest.raises(IntegrityError), transaction.atomic():
        Telling.objects.create(officer=officer, topic=topic, how=how, chosen_at=NOON)


def test_a_topic_that_two_parts_tell_of_is_a_mistake(settings):
    settings.PARTS = [*settings.PARTS, "keepitlocal.officers.tests.part"]
    parts.topics.cache_clear()

    with pytest.raises(ValueError, match="Two parts tell of 'bells'."):
        parts.topics()


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_every_officer_has_the_page(client, group):
    client.force_login(make_officer(group))

    assert client.get(PAGE).status_code == 200


def test_a_stranger_signs_in_first(client):
    response = client.post(PAGE, {"bells": "daily"})

    assert (response.status_code, response.url) == (302, f"/admin/login/?next={PAGE}")
    assert Telling.objects.count() == 0


def test_the_page_offers_what_the_officer_may_see(client):
    client.force_login(make_officer())

    assert set(client.get(PAGE).context["form"].fields) == {"bells", "pledges", "enquiries", "evidence", "survey", "comments"}


def test_the_page_offers_a_moderator_comments_alone(client):
    client.force_login(make_officer(MODERATORS))

    assert set(client.get(PAGE).context["form"].fields) == {"comments"}


def test_the_page_offers_nothing_to_one_who_may_see_nothing(client):
    client.force_login(make_officer(None))

    page = client.get(PAGE).content.decode()

    assert "There is nothing yet that you may see and could be told of." in page


def test_what_was_chosen_is_marked(client):
    client.force_login(make_told(How.DAILY))

    page = client.get(PAGE).content.decode()

    marked = re.findall(r'name="(\w+)" value="([\w ]+)"[^>]* checked>', page)
    others = {(topic, "nothing") for topic in ["pledges", "enquiries", "evidence", "survey", "comments"]}
    assert set(marked) == {("bells", "daily")} | others


def test_an_officer_chooses_for_themselves_alone(client):
    officer, other = make_officer(), make_officer()
    client.force_login(officer)

    nothing = dict.fromkeys(["pledges", "enquiries", "survey", "comments"], "nothing")
    said = {"bells": "daily", "evidence": "at once", **nothing, "officer": other.pk}
    response = client.post(PAGE, said, follow=True)

    assert "How you are told is saved." in response.content.decode()
    assert (officer.told_how(), other.told_how()) == ({"bells": "daily", "evidence": "at once"}, {})


def test_a_topic_that_they_may_not_see_is_ignored(client):
    officer = make_officer(MODERATORS)
    client.force_login(officer)

    client.post(PAGE, {"bells": "daily"})

    assert officer.told_how() == {}


def test_a_way_that_there_is_not_is_refused(client):
    officer = make_officer()
    client.force_login(officer)

    page = client.post(PAGE, {"bells": "by pigeon", "evidence": "daily"}).content.decode()

    assert "Please correct what is marked below." in page
    assert officer.told_how() == {}


def test_every_page_of_the_desk_leads_there(client):
    client.force_login(make_officer())

    assert f'<a href="{PAGE}">How you are told</a>' in client.get("/admin/").content.decode()


def test_their_own_page_leads_there_and_nobody_elses_does(client):
    lead, officer = make_lead(), make_officer()
    client.force_login(lead)

    own, others = (client.get(f"/admin/officers/officer/{each.pk}/change/").content.decode() for each in [lead, officer])

    assert "Choose how you are told of what comes" in own
    assert "Choose how you are told of what comes" not in others
