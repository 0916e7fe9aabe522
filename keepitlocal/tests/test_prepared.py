"""A prepared query gives what its queryset gives."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import HOUR, NOON, make_message
from keepitlocal.prepared import Prepared, Swap

pytestmark = pytest.mark.django_db


def by_key(*keys):
    return Message.objects.filter(pk__in=keys).order_by("pk")


def test_it_gives_the_instances_that_the_queryset_gives():
    messages = [make_message("evidence.notice", to=f"{name}@example.org") for name in "abc"]

    found = Prepared(by_key).all(*(message.pk for message in messages))

    assert [vars(each) | {"_state": None} for each in found] == [
        vars(each) | {"_state": None} for each in by_key(*(m.pk for m in messages))
    ]
    assert {(each._state.adding, each._state.db) for each in found} == {(False, "default")}


def test_it_gives_what_it_is_told_to_select_with_it():
    first = make_message("evidence.notice", to="a@example.org")
    second = make_message("evidence.notice", to="b@example.org", combined_into=first)
    prepared = Prepared(lambda key: Message.objects.filter(pk=key).select_related("combined_into"))

    found = prepared.first(second.pk)

    with CaptureQueriesContext(connection) as captured:
        assert found.combined_into == first
    assert len(captured) == 0


def test_it_gives_the_tuples_of_values_list():
    message = make_message("evidence.notice", to="a@example.org")
    prepared = Prepared(lambda key: Message.objects.filter(pk=key).values_list("to", "due_at"))

    assert prepared.all(message.pk) == [("a@example.org", message.due_at)]


def test_it_is_compiled_once_and_reads_what_is_there_now():
    asked = []
    prepared = Prepared(lambda *keys: asked.append(keys) or by_key(*keys))
    message = make_message("evidence.notice", to="a@example.org")

    before = prepared.first(message.pk)
    Message.objects.update(to="b@example.org")
    after = prepared.first(message.pk)

    assert (before.to, after.to, len(asked)) == ("a@example.org", "b@example.org", 1)


def test_it_compares_words_with_the_words_given():
    make_message("evidence.notice", to="a@example.org")
    prepared = Prepared(lambda to: Message.objects.filter(to=to))

    assert [prepared.first(to) is not None for to in ["a@example.org", "' OR '1'='1", "%"]] == [True, False, False]


def test_there_is_none_where_nothing_is_found():
    assert Prepared(by_key).first(1) is None


def test_a_value_that_the_query_does_not_ask_for_is_refused():
    prepared = Prepared(lambda key, ignored: Message.objects.filter(pk=key))

    with pytest.raises(ValueError, match="a place for each"):
        prepared.all(1, 2)


def test_each_thread_compiles_for_itself():
    asked = []
    prepared = Prepared(lambda key: asked.append(threading.get_ident()) or by_key(key))

    threads = [threading.Thread(target=prepared.compile, args=[1]) for _ in range(2)]
    for thread in threads:
        thread.start()
        thread.join()

    assert len(asked) == 2
    assert prepared.compiled == {}


def test_a_row_is_swapped_where_it_is_as_it_was():
    message = make_message("evidence.notice")
    swap = Swap(("to", "attempts"), ("id", "attempts"))
    is_as_it_was = {"id": message.pk, "attempts": 0}

    swapped = [swap(Message, {"to": to, "attempts": 1}, is_as_it_was) for to in ["ada@example.org", "ben@example.org"]]

    message.refresh_from_db()
    assert (swapped, message.to, message.attempts) == ([True, False], "ada@example.org", 1)


def test_what_is_swapped_is_stored_as_a_save_would_store_it():
    message = make_message("evidence.notice")
    later = NOON + HOUR

    Swap(("due_at", "lease_until", "held"), ("id",))(
        Message, {"due_at": later, "lease_until": None, "held": True}, {"id": message.pk}
    )

    message.refresh_from_db()
    assert (message.due_at, message.lease_until, message.held) == (later, None, True)
