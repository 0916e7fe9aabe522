"""What is urgent: everybody who may see it is told at once, and nobody chooses."""

import pytest
from django.contrib.auth.models import Group

from keepitlocal.officers.digests import DIGEST, news, promise_digests
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.models import How
from keepitlocal.officers.telling import tell
from keepitlocal.officers.tests.makers import NOON, make_lead, make_officer, make_superuser
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import DAY, State
from keepitlocal.outbox.tests.makers import states, sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rung")]
PAGE = "/admin/telling/"
TEAM = "policy@keepitlocal.example"


def call_out():
    tell("test.fire", about="fire/1", at=NOON, topic="fires")


def told():
    return set(Message.objects.values_list("to", flat=True))


@pytest.mark.parametrize("make", [make_officer, make_lead, make_superuser])
def test_everybody_who_may_see_it_is_told_though_they_chose_nothing(make):
    officer = make()

    call_out()

    assert told() == {TEAM, officer.email}


@pytest.mark.parametrize("how", How)
def test_it_is_told_at_once_whatever_was_chosen_before_it_was_urgent(how):
    officer = make_officer()
    officer.choose_telling({"fires": how}, at=NOON)

    call_out()

    assert told() == {TEAM, officer.email}


def test_who_may_not_see_it_or_has_left_is_not_told():
    make_officer(MODERATORS)
    make_officer().deactivate(by=make_superuser(is_active=False), at=NOON)

    call_out()

    assert told() == {TEAM}


def test_who_may_no_longer_see_it_is_not_told_whatever_was_promised(mailoutbox):
    officer = make_officer()
    call_out()
    officer.groups.set(Group.objects.filter(name=MODERATORS))

    sweep()

    assert [mail.to for mail in mailoutbox] == [[TEAM]]
    assert states(Message.objects.get(to=officer.email)) == [State.CANCELLED]


def test_telling_asks_who_may_see_it_and_promises_to_all_at_once(django_assert_num_queries):
    make_officer(), make_officer(), make_officer()
    call_out()

    with django_assert_num_queries(2):
        tell("test.fire", about="fire/2", at=NOON, topic="fires")


def test_the_digest_leaves_it_out(rung):
    officer = make_officer()
    officer.choose_telling({"fires": How.DAILY, "bells": How.DAILY}, at=NOON - DAY)
    rung += [NOON]
    today = NOON.date()

    promise_digests(NOON + DAY)

    assert Message.objects.filter(kind=DIGEST).count() == 1
    assert [label for label, _ in news(officer, today.replace(day=today.day + 1))] == ["Bells"]


def test_the_page_says_that_it_is_told_at_once_and_offers_no_choice(client):
    client.force_login(make_officer())

    page = client.get(PAGE)

    assert "Of Fires you are told at once, as is everybody who may see it" in page.content.decode()
    assert "fires" not in page.context["form"].fields


def test_the_page_says_nothing_of_it_to_who_may_not_see_it(client):
    client.force_login(make_officer(None))

    page = client.get(PAGE).content.decode()

    assert "Fires" not in page
    assert "There is nothing yet that you may see and could be told of." in page


def test_nothing_is_chosen_of_it_whatever_is_posted(client):
    officer = make_officer()
    client.force_login(officer)

    nothing = dict.fromkeys(["fires", "pledges", "enquiries", "evidence", "survey", "comments"], "nothing")
    client.post(PAGE, {"bells": "daily", **nothing})

    assert officer.told_how() == {"bells": "daily"}
