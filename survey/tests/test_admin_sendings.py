"""A response that was sent more than once, at the desk: what it said each time, and what changed."""

import pytest

from survey.models.sending import Earlier
from survey.tests.desk import queries, words
from survey.tests.stored import NOON, fill, make_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def page_of(response):
    return f"/admin/survey/response/{response.pk}/change/"


def make_changed(response, texts, *, at=NOON):
    """The response, changed by its sender to say this and sent again."""
    response.change(at=at)
    fill(response, texts, at=at)
    response.send(number=response.number + 1, at=at)
    return response


def test_what_changed_between_two_sendings_is_told(client, officer):
    changed = make_changed(make_sent(authority="Leeds", seen_fail="no"), {"authority": "York"})

    page = client.get(page_of(changed))

    assert [(asked.name, told) for asked, told in page.context["changed"]] == [
        ("authority", [("gone", "Leeds"), ("new", "York")]),
    ]


def test_an_answer_that_went_off_the_path_is_told_as_gone(client, officer):
    changed = make_changed(make_sent(role="delivers", contract_count="3"), {"role": "would"})

    page = client.get(page_of(changed))

    assert [asked.name for asked, _ in page.context["changed"]] == ["role", "contract_count"]


def test_an_earlier_sending_is_read_as_it_was_sent(client, officer):
    changed = make_changed(make_sent(authority="Leeds"), {"authority": "York"})

    page = words(client.get(f"{page_of(changed)}?sending=1"))

    assert "Leeds" in page
    assert "York" not in page
    assert "Read what stands" in page


@pytest.mark.parametrize("number", ["0", "3", "-1", "x"])
def test_a_sending_that_there_is_not_is_not_found(client, officer, number):
    changed = make_changed(make_sent(), {"authority": "York"})

    assert client.get(f"{page_of(changed)}?sending={number}").status_code == 404


def test_a_page_costs_the_same_at_two_sendings_and_at_four(client, officer):
    sent = make_changed(make_sent(), {"authority": "1"})
    client.get(page_of(sent))
    two = queries(client, page_of(sent))

    for number in "23":
        make_changed(sent, {"authority": number, "seen_fail": "yes"})

    assert queries(client, page_of(sent)) == two


def test_an_earlier_sending_that_is_not_what_was_sent_is_said_to_be_so(client, officer):
    changed = make_changed(make_sent(), {"authority": "York"})
    earlier = Earlier.objects.get(response=changed)
    Earlier.objects.update(sealed=earlier.sealed | {"answers": {"role": "councillor"}})

    assert "Not what was sent." in words(client.get(f"{page_of(changed)}?sending=1"))
    assert "Not what was sent." not in words(client.get(page_of(changed)))
