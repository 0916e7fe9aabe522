"""Coming back by a link, asking for one, being quiet, and finishing on a computer."""

import logging
import re

import pytest
from django.conf import settings
from django.test import Client

from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    YOURS,
    hold,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    texts,
)
from evidence.tests.ways import everything, queries, quiet_way, share, way_to
from keepitlocal.outbox.addresses import masked
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

SECTION = f"{YOURS}section-1/"
COOKIE = settings.DRAFTS_COOKIE_NAME
VISITS = {"GET": Client.get, "HEAD": Client.head}


def words(response):
    return response.content.decode()


def test_a_link_brings_another_browser_to_the_draft(client):
    draft = make_ready(text="Begun elsewhere.")

    response = client.post(way_to(share(draft)))

    assert response.url == YOURS
    assert "Begun elsewhere." in words(client.get(SECTION))


def test_a_link_works_twice_and_in_several_browsers():
    """A6: it is not used up, neither by a machine that posted it first nor by a colleague."""
    way = way_to(share(make_ready(text="Shared.")))

    for browser in [Client(), Client(), Client()]:
        for _ in range(2):
            browser.post(way)
            assert "Shared." in words(browser.get(SECTION))


def test_nothing_on_a_links_page_posts_by_itself(client):
    """A6: no script but the portal's own, no refresh, no field that gives the focus away; a person presses the button."""
    page = words(client.get(way_to(share(make_draft()))))

    assert re.findall(r"<script[^>]*src=\"([^\"]+)\"", page) == re.findall(
        r"<script[^>]*src=\"(/static/kil/portal[^\"]+)\"", page
    )
    assert not re.search(r"http-equiv|autofocus|onload|requestSubmit|<script>", page)
    assert page.count("<form") == 1


@pytest.mark.parametrize("visit", VISITS)
def test_opening_any_link_changes_nothing(visit):
    """A5: machines that look through mail open links. Every kind of link, good or stopped, in a browser that holds nothing."""
    draft = make_draft()
    writer = share(draft)
    stopped = way_to(writer)
    draft.stop_links(at=NOON)
    before = everything()

    for path in [way_to(writer), quiet_way(writer), stopped, "/return/", "/return/leave/", "/return/left/", "/return/nonsense/"]:
        browser = Client()
        response = VISITS[visit](browser, path)
        assert response.status_code in {200, 410}
        assert COOKIE not in browser.cookies
    assert everything() == before


def test_a_links_page_masks_its_address_and_says_none_of_the_words(client):
    """A7: whoever it was forwarded to learns nothing by opening it."""
    draft = make_ready(text="Mine alone.", email="ann@example.org")

    page = words(client.get(way_to(share(draft, "ann@example.org"))))

    assert masked("ann@example.org") in page
    for told in ["ann@example.org", "Mine alone.", "Ann O’Neill", "Sons"]:
        assert told not in page


def test_what_shows_a_link_tells_nobody_where_it_was(client):
    """A4: no other site is told, nothing of a third party, nothing stored, also where the link is no longer good."""
    draft = make_draft()
    writer = share(draft)
    stopped = way_to(writer)
    draft.stop_links(at=NOON)
    pages = [client.get(path) for path in [way_to(writer), stopped, quiet_way(writer), "/return/nonsense/"]]
    pages += [client.post(way_to(writer)), client.post(quiet_way(writer))]

    for page in pages:
        assert page["Referrer-Policy"] == "same-origin"
        assert page["Cache-Control"] == "no-store"
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*', words(page)) == []


def test_the_clean_address_after_a_link_says_nothing_of_it(client):
    """A4."""
    way = way_to(share(make_draft()))

    response = client.post(way, follow=True)

    token = way.split("/")[2]
    assert response.redirect_chain == [(YOURS, 302)]
    assert token not in words(response)


def test_no_log_holds_a_link(client, caplog):
    """A4: neither a stopped one, nor a good one whose form came without its token."""
    [blanked] = [each for handler in logging.getLogger("django").handlers for each in handler.filters]
    caplog.handler.addFilter(blanked)
    draft = make_draft()
    writer = share(draft)
    stopped, strict = way_to(writer), Client(enforce_csrf_checks=True)
    draft.stop_links(at=NOON)
    good = way_to(writer)
    caplog.set_level(logging.DEBUG)
    for name in ["django.request", "django.security.csrf"]:
        logging.getLogger(name).addHandler(caplog.handler)

    try:
        client.get(stopped)
        strict.post(good)
        client.post(good)
        client.post(quiet_way(writer))
    finally:
        for name in ["django.request", "django.security.csrf"]:
            logging.getLogger(name).removeHandler(caplog.handler)
        caplog.handler.removeFilter(blanked)

    assert "/return/…" in caplog.text
    for path in [stopped, good, quiet_way(writer)]:
        assert path.split("/")[2] not in caplog.text


def test_a_link_is_good_to_its_last_microsecond(client, arrive):
    """A7."""
    way = way_to(share(make_draft(make_call(closes_at=NOON))))

    arrive(NOON + 30 * DAY - MOMENT)
    assert "Read the draft" in words(client.get(way))
    arrive(NOON + 30 * DAY)
    page = client.get(way)
    assert (page.status_code, client.post(way).status_code, COOKIE in client.cookies) == (410, 410, False)
    assert "What it led to closed too long ago" in words(page)


def test_a_stopped_link_says_so_and_lets_nobody_in(client):
    """A7."""
    draft = make_draft()
    way = way_to(share(draft))
    draft.stop_links(at=NOON)

    page = client.post(way)

    assert (page.status_code, COOKIE in client.cookies) == (410, False)
    assert "has stopped every link" in words(page)


@pytest.mark.parametrize("path", ["/return/nonsense/", "/return/%00/", "/return/a:b:c/", "/unsubscribe/nonsense/"])
def test_what_is_no_link_gets_a_page_that_helps(client, path):
    """A8."""
    for page in [client.get(path), client.post(path)]:
        assert page.status_code == 410
        assert 'href="/return/"' in words(page)


def test_coming_back_and_finishing_renew_the_forms_token():
    """A11: a token that was planted before is worth nothing after."""
    browser = Client(enforce_csrf_checks=True)
    way = way_to(share(make_draft()))
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', words(browser.get(way)))[1]
    planted = browser.cookies["csrftoken"].value

    browser.post(way, {"csrfmiddlewaretoken": token})
    renewed = browser.cookies["csrftoken"].value
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', words(browser.get("/return/leave/")))[1]
    browser.post("/return/leave/", {"csrfmiddlewaretoken": token})

    assert len({planted, renewed, browser.cookies["csrftoken"].value}) == 3


def test_asking_looks_the_same_whether_or_not_an_address_has_anything():
    """A9: the same status, the same words but for what was typed, and the same statements, so the same time."""
    share(make_draft(), "ann@example.org")
    pages, statements = [], []

    for address in ["ann@example.org", "zoe@example.org", "ANN@EXAMPLE.ORG"]:
        Client().get("/return/")
        sent, page = queries(lambda address=address: Client().post("/return/", {"email": address}))
        pages.append((page.status_code, re.sub(address, "…", words(page)), sorted(page.headers)))
        statements.append([re.sub(re.escape(address) + r"|'[^']*'|\d+", "…", each) for each in sent])

    assert pages[0] == pages[1] == pages[2]
    assert statements[0] == statements[1] == statements[2]
    assert pages[0][0] == 200


def test_an_address_without_anything_is_sent_nothing(client, mailoutbox):
    """A9: the promise is there, and what it says is known only where it is kept."""
    share(make_draft(), "ann@example.org", at=NOON - DAY)
    Message.objects.all().delete()

    for address in ["ann@example.org", "zoe@example.org"]:
        client.post("/return/", {"email": address})
    sweep(NOON)

    assert [mail.to for mail in mailoutbox] == [["ann@example.org"]]


def test_asking_without_an_address_says_what_to_do(client):
    page = words(client.post("/return/", {"email": "nobody"}))

    assert "Enter an email address in the correct format" in page
    assert 'value="nobody"' in page
    assert not Message.objects.exists()


def test_every_page_leads_to_the_way_back(client):
    assert '<a href="/return/">Come back to your draft</a>' in words(client.get("/"))


def test_a_browser_that_has_finished_holds_nothing_and_nothing_is_deleted(client):
    """A7: a shared computer."""
    draft = hold(client, make_ready(text="Kept."))
    share(draft)

    page = client.post("/return/leave/", follow=True)

    assert page.redirect_chain == [("/return/left/", 302)]
    assert client.cookies[COOKIE].value == ""
    assert "This browser holds no draft" in words(client.get(YOURS))
    assert texts(draft) == {"1.1": "Kept."}


def test_finishing_where_no_address_was_given_warns_and_offers_one(client):
    call = make_call()
    lost, kept = hold(client, make_draft(call)), hold(client, make_draft(call))
    share(kept)

    page = words(client.get("/return/leave/"))

    assert f"No address was given for Draft {lost.pk}, so" in page
    assert f"You come back to Draft {kept.pk} by the links" in page
    assert f'href="{YOURS}way-back/?draft={lost.pk}"' in page


@pytest.mark.parametrize("make", [make_ready, make_sent], ids=["a draft", "sent"])
def test_every_page_offers_to_finish_on_this_computer(client, make):
    """A7."""
    submission = hold(client, make())
    submission.change(at=NOON) if submission.reference else None
    pages = ["", "section-1/", "documents/", "about-you/", "publication/", "check/", "choose/", "way-back/"]
    pages += ["way-back/?next=check", *(["sent/", "copy/", "withdraw/"] if submission.reference else [])]

    for page in pages:
        assert 'href="/return/leave/">Finish on this computer' in words(client.get(f"{YOURS}{page}")), page


def test_a_form_of_a_browser_that_was_stopped_gives_back_what_was_typed(client):
    """A7: and nothing of it is stored, not in that draft and not in another."""
    draft = hold(client, make_draft())
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', words(client.get(SECTION))))
    draft.stop_links(at=NOON)
    before = everything()

    page = client.post(SECTION, fields | {"answer-1.1": "An evening’s work."})

    assert page.status_code == 409
    assert "An evening’s work." in words(page)
    assert "has stopped every link" in words(page)
    assert words(page).count("<textarea") == 1  # what the page had named for them is not shown as typed
    assert everything() == before


def test_a_link_to_what_was_sent_leads_to_what_was_sent(client):
    sent = make_sent(email="ann@example.org")

    page = client.post(way_to(sent.writers.get()), follow=True)

    assert page.redirect_chain == [(YOURS, 302), (f"{YOURS}sent/", 302)]
    assert sent.reference in words(page)
