"""Links that bring people back: what they name, what stops them, and what is no link."""

import random
import string

import pytest
from django.core import signing

from evidence.models import Submission
from evidence.tests.makers import DAY, MOMENT, NOON, YOURS, hold, make_call, make_draft, make_ready, make_sent, send
from evidence.tests.ways import quiet_way, share, way_to, words_stored
from keepitlocal import subscriptions
from keepitlocal.drafts import holding, links
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def signed(said, *, salt=links.SALT, key=None):
    return signing.Signer(key=key, salt=salt).sign_object(said)


def test_a_link_leads_to_its_draft_and_names_its_address():
    writer = share(make_draft())

    way = links.way(links.token(writer), at=NOON)

    assert (way.draft, way.writer) == (writer.submission, writer)


def test_a_link_works_until_its_last_microsecond():
    """A7: expiry."""
    writer = share(make_draft(make_call(closes_at=NOON)))
    token, ends = links.token(writer), NOON + 30 * DAY

    assert links.way(token, at=ends - MOMENT).writer == writer
    with pytest.raises(links.Expired):
        links.way(token, at=ends)


def test_a_draft_that_was_given_longer_has_its_links_for_longer():
    draft = make_draft(make_call(closes_at=NOON))
    token = links.token(share(draft))
    Submission.objects.update(extended_until=NOON + 5 * DAY)

    assert links.way(token, at=NOON + 35 * DAY - MOMENT)
    with pytest.raises(links.Expired):
        links.way(token, at=NOON + 35 * DAY)


def test_stopping_stops_every_link_sent_before_and_none_sent_after():
    """A7."""
    draft = make_draft()
    writers = [share(draft), share(draft, "ben@example.org")]
    old = [links.token(writer) for writer in writers]

    draft.stop_links(at=NOON)

    for token in old:
        with pytest.raises(links.Stopped):
            links.way(token, at=NOON)
    for writer in writers:
        writer.submission.refresh_from_db()
        assert links.way(links.token(writer), at=NOON).draft == draft


def test_a_link_of_a_later_generation_than_there_is_opens_nothing():
    """A8: as when a database was restored from before the links were stopped."""
    writer = share(make_draft())
    token = signed(["evidence", writer.submission_id, 2, writer.pk])

    with pytest.raises(links.Stopped):
        links.way(token, at=NOON)


def test_the_link_of_an_address_that_was_taken_away_opens_nothing():
    draft = make_draft()
    writer = share(draft)
    token = links.token(writer)

    draft.remove_writer(writer, at=NOON)

    with pytest.raises(links.NoLink):
        links.way(token, at=NOON)


def test_the_link_to_what_was_erased_opens_nothing():
    draft = make_draft()
    token = links.token(share(draft))

    draft.erase(at=NOON)

    with pytest.raises(links.NoLink):
        links.way(token, at=NOON)


def forgeries(writer):
    """Tokens that nobody was sent, by what is wrong with them."""
    good = links.token(writer)
    body, _, rest = good.partition(":")
    other = share(make_draft(writer.submission.call), "eve@example.org")
    said = ["evidence", writer.submission_id, 1, writer.pk]
    return {
        "of the unsubscribing": signed(said, salt=subscriptions.SALT),
        "of the cookie": signed(said, salt=holding.SALT),
        "with a moment": signing.dumps(said, salt=links.SALT),
        "of another key": signed(said, key="another"),
        "another body": f"{links.token(other).partition(':')[0]}:{rest}",
        "another address's submission": signed(["evidence", writer.submission_id, 1, other.pk]),
        "of a kind that there is not": signed(["poetry", *said[1:]]),
        "no signature": body,
        "cut short": good[:-1],
        "one letter more": f"{good}A",
        "the signature alone": good.rpartition(":")[2],
        "the keys alone": f"{writer.submission_id}-1-{writer.pk}",
        "a colon": ":",
        "a NUL": "\0",
        "other letters": "ŵ:ŷ:ẃ",
        "long": "A" * 5000,
    }


def test_a_forged_link_opens_nothing():
    """A8: other salts, other keys, other people's parts, and nonsense."""
    for what, token in forgeries(share(make_draft())).items():
        try:
            opened = links.way(token, at=NOON)
        except links.NoLink:
            continue
        pytest.fail(f"A forgery opened {opened}: {what}")


def test_a_link_to_unsubscribe_brings_nobody_back_and_the_other_way_round():
    """A8: each kind of link does its own work alone."""
    writer = share(make_draft())
    quiet = quiet_way(writer).split("/")[2]

    with pytest.raises(links.NoLink):
        links.way(quiet, at=NOON)
    with pytest.raises(links.NoLink):
        subscriptions.found(links.token(writer))
    assert subscriptions.found(quiet)[1] == writer


def test_a_thousand_guesses_open_nothing():
    """A8."""
    body = links.token(share(make_draft())).rpartition(":")[0]
    guess = random.Random(7)  # the same guesses each time
    letters = string.ascii_letters + string.digits + "-_"

    for _ in range(500):
        signature = "".join(guess.choices(letters, k=43))
        for token in [signature, f"{body}:{signature}"]:
            with pytest.raises(links.NoLink):
                links.way(token, at=NOON)


def test_a_signature_has_enough_bits():
    """A2, A8: 256, where 128 would do."""
    signature = links.token(share(make_draft())).rpartition(":")[2]

    assert len(signature) * 6 >= 256


def test_knowing_a_reference_or_a_number_opens_nothing(client):
    """A2: both are labels."""
    sent = make_sent()

    for guess in [sent.reference, str(sent.pk)]:
        assert client.get(f"/return/{guess}/").status_code == 410
        assert client.get(f"{YOURS}sent/?draft={guess}").status_code == 404


def test_nothing_of_a_link_is_in_the_database(client, mailoutbox):
    """A3: after it was sent, opened, used, stopped and sent anew; neither whole nor its signature."""
    draft = hold(client, make_ready())
    writer = share(draft)
    old = links.token(writer)
    client.get(way_to(writer))
    client.post(way_to(writer))
    draft.stop_links(at=NOON)
    send(draft)
    new = links.token(draft.writers.get())
    quiet = quiet_way(writer).split("/")[2]
    sweep(NOON)

    stored = "\n".join(words_stored())
    sent = "\n".join(mail.body for mail in mailoutbox)
    assert "ann@example.org" in stored  # so it was looked for in the right place
    assert "/return/" in sent
    for token in [old, new, quiet]:
        assert token not in stored
        assert token.rpartition(":")[2] not in stored
    assert not [cookie for cookie in client.cookies.values() if cookie.value and cookie.value in stored]


def test_a_dump_of_the_outbox_holds_no_link():
    """A3: an e-mail's words are written when it is sent."""
    share(make_draft())

    assert "return/" not in "".join(map(str, Message.objects.values_list()))
