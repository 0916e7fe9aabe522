"""What strangers send to the front door, in either language: a sentence or nothing there, and never a crash."""

import time

import pytest

from evidence.tests.naughty import STRINGS
from keepitlocal import confirming, pace
from keepitlocal.campaign.enquiries.models import Enquiry
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.campaign.news.models import Follower
from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.campaign.pledges import links
from keepitlocal.campaign.pledges.letters import NAME
from keepitlocal.campaign.pledges.models import Pledge, Status
from keepitlocal.campaign.pledges.tests.makers import forget, make_pledge
from keepitlocal.campaign.tests.makers import NOON, make_version
from keepitlocal.outbox.tests.makers import sweep
from keepitlocal.prose import html_of
from keepitlocal.ways_in import without_ways_in

pytestmark = pytest.mark.django_db
PLEDGED = {"name": "Ada Okafor", "place": "Leeds", "email": "ada@example.org", "nonce": "n", "listed": "on"}
WROTE = {"name": "Ada Okafor", "email": "ada@example.org", "about": "press", "message": "Where are you?", "nonce": "n"}
FORMS = {"/pledge/": PLEDGED, "/contact/": WROTE, "/news/follow/": {"email": "ada@example.org"}}
BOTH = pytest.mark.parametrize("language", ["", "/cy"], ids=["English", "Welsh"])
EVERY_FORM = pytest.mark.parametrize("path", FORMS)


@pytest.fixture(autouse=True)
def at_noon(arrive, settings):
    arrive(NOON)
    forget()
    settings.PACE = 0


def path_of(address):
    return "/" + address.split("/", 3)[3]


def made():
    return Pledge.objects.count() + Enquiry.objects.count() + Follower.objects.count()


@EVERY_FORM
def test_a_nul_in_any_field_is_refused_or_left_unread(client, path):
    """F3: also in the fields that the page set."""
    for name in [*FORMS[path], "website", "do"]:
        assert client.post(path, FORMS[path] | {name: "a\x00b"}).status_code in {200, 302}


@EVERY_FORM
def test_what_no_character_is_encoded_as_is_read_as_unknown(client, path):
    """F5: bytes that are no UTF-8, and half a character of UTF-16."""
    said = "&".join(f"{name}=%ED%A0%80%FF" for name in FORMS[path])

    assert client.post(path, said, content_type="application/x-www-form-urlencoded").status_code in {200, 302}


@EVERY_FORM
def test_three_megabytes_are_given_back_with_a_sentence(client, path):
    """F1."""
    name = {"/pledge/": "words", "/contact/": "message", "/news/follow/": "email"}[path]
    answer = client.post(path, FORMS[path] | {name: "x" * 3_000_000})

    assert (answer.status_code, "There is a problem" in answer.text, "x" * 3_000_000 in answer.text) == (200, True, True)
    assert made() == 0


@EVERY_FORM
def test_more_fields_than_any_form_has_are_not_read(client, path):
    """F9."""
    assert client.post(path, FORMS[path] | {f"x{number}": "1" for number in range(1_200)}).status_code == 400


@pytest.mark.parametrize("box", ["says", "email", "nonce"])
def test_any_text_in_a_report_makes_a_complaint_or_a_sentence(client, box):
    """F16, C1."""
    address = f"/pledge/supporters/{make_pledge().pk}/report/"
    for text in STRINGS[::3]:
        answer = client.post(address, {"says": "It is not me.", "email": "", "nonce": "x"} | {box: text})
        assert answer.status_code in {200, 302}
        assert "<script>alert" not in answer.text


def test_any_text_is_an_address_to_follow_by_or_is_not(client):
    """F16, M2, M3."""
    for text in STRINGS:
        answer = client.post("/news/follow/", {"email": text})
        assert (answer.status_code, "<script>alert" in answer.text) == (200, False)

    assert not Follower.objects.exclude(email__contains="@").exists()


ODD = [
    ("ada@kite.example", "ada@\u212aite.example"),
    ("ada@\u0130x.example", "ADA@\u0130x.example"),
    ("a@\u00c9.org", "A@\u00c9.org"),
]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_addresses_that_a_database_takes_for_one_are_one_or_two_and_no_crash(client, odd):
    """A9."""
    for number, email in enumerate(odd):
        assert client.post("/news/follow/", {"email": email}).status_code == 200
        answer = client.post("/pledge/", PLEDGED | {"email": email, "nonce": str(number), "news": "on"})
        assert answer.status_code in {200, 302}
    for each in Pledge.objects.all():
        assert client.post(path_of(confirming.address(NAME, each.pk)), {"do": "confirm"}).status_code == 302

    assert Follower.objects.awake().count() == Pledge.objects.filter(status=Status.CONFIRMED).count()


@pytest.mark.parametrize("place", [" ".join("ß" * 30), "ŉ " * 29 + "ŉ", "İ" * 60, "ﷺ" * 60], ids=ascii)
def test_a_place_of_letters_that_grow_fits_where_it_is_kept(client, place):
    """F2, F16: there are letters that are two when they are great ones."""
    client.post("/pledge/", PLEDGED | {"place": place})
    made = Pledge.objects.get()
    made.confirm(at=NOON)

    assert len(Pledge.objects.get().place) <= 60
    assert client.get("/pledge/supporters/").status_code == 200


NONSENSE = [
    "0",
    "-1",
    "x",
    "'",
    "%00",
    "9" * 19,
    "9" * 30,
    "9" * 400,
    "1' OR 1=1--",
    "%F0%9F%91%8D",
    "²",
    "٣",
    "1:1:1",
    "%ED%A0%80",
]
ASKED = [
    "/news/?page={}", "/news/{}/", "/resources/?page={}", "/resources/?kind={}", "/resources/?kind=report&page={}",
    "/resources/{}/", "/resources/{0}/{0}.pdf", "/pictures/{}.webp", "/pledge/supporters/?after={}", "/pledge/supporters/in/{}/",
    "/pledge/supporters/in/1/?after={}", "/pledge/supporters/{}/report/", "/pledge/reported/{}/",
    "/pledge/sent/{}/", "/pledge/change/{}/",
    "/contact/?about={}", "/contact/{}/", "/contact/sent/{}/", "/confirm/{}/", "/unsubscribe/{}/",
]  # fmt: skip


@BOTH
@pytest.mark.parametrize("path", ASKED)
def test_nonsense_in_an_address_breaks_nothing(client, path, language):
    """A1, A2."""
    make_pledge()
    found = {typed: client.get(language + path.format(typed)).status_code for typed in NONSENSE}

    assert {typed: status for typed, status in found.items() if status not in {200, 404, 410}} == {}


def test_no_token_opens_what_another_is_for(client):
    """A1: and a pledge's key in a token of ours says nothing of an enquiry's."""
    pledge, enquiry = make_pledge(), make_enquiry()
    tokens = [
        links.token(pledge),
        path_of(confirming.address(NAME, pledge.pk)).split("/")[2],
        enquiry.confirmation,
        enquiry.address.split("/")[-2],
    ]
    doors = ["/pledge/change/{}/", "/confirm/{}/", "/contact/sent/{}/", "/contact/{}/"]

    opened = {
        (way, number)
        for way, door in enumerate(doors)
        for number, token in enumerate(tokens)
        if client.get(door.format(token)).status_code == 200
    }

    assert opened == {(number, number) for number in range(4)}


@pytest.mark.parametrize("door", ["confirm", "unsubscribe", "pledge/change", "pledge/sent", "contact", "contact/sent"])
def test_a_log_holds_no_way_in_of_a_page_in_welsh(door):
    """A4, P5."""
    assert without_ways_in(f"Gone: /cy/{door}/InNlY3JldCI:quokka/") == f"Gone: /cy/{door}/…".replace(
        "/contact/sent/", "/contact/"
    )


def test_pages_in_both_languages_are_paced_together(client, settings):
    """F18."""
    settings.PACE = 2
    pace.forget()

    statuses = [client.post(f"{language}/news/follow/", {"email": ""}).status_code for language in ["", "/cy", "", "/cy"]]

    assert statuses == [200, 200, 429, 429]


@pytest.mark.parametrize("kind", ["pledges.confirm", "news.follow", "enquiries.receipt"])
def test_whoever_is_written_to_for_a_stranger_gets_three_a_day_of_a_kind(client, arrive, mailoutbox, kind):
    """M13: the others wait, and come in one."""
    path = {"pledges.confirm": "/pledge/", "news.follow": "/news/follow/", "enquiries.receipt": "/contact/"}[kind]
    for number in range(8):
        arrive(NOON.replace(minute=2 * number))
        client.post(path, FORMS[path] | {"nonce": str(number)})
    for _ in range(9):
        sweep(NOON.replace(minute=30))

    assert len([each for each in mailoutbox if each.to == ["ada@example.org"]]) == 3


PAGES = [
    "/",
    "/about/",
    "/five-ways/",
    "/news/",
    "/news/follow/",
    "/resources/",
    "/pledge/",
    "/pledge/supporters/",
    "/contact/",
    "/privacy/",
    "/nowhere/",
]


@BOTH
@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(client, path, language):
    """H1, H3."""
    headers = client.get(language + path).headers

    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"], headers["Referrer-Policy"]) == (
        "nosniff",
        "DENY",
        "same-origin",
    )
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "Cache-Control" in headers


def test_nothing_of_one_person_is_stored_on_the_way(client):
    """H3."""
    pledge, enquiry = make_pledge(), make_enquiry()
    own = [links.address(pledge), confirming.address(NAME, pledge.pk), enquiry.address]

    assert {client.get(path_of(address)).headers["Cache-Control"] for address in own} == {"no-store"}


HOSTILE = (
    "[x](javascript:alert(1)) <script>alert(1)</script> <img src=x onerror=alert(1)> ![x](data:text/html,x) [y](data:text/html,x)"
)


@BOTH
def test_what_officers_write_runs_nowhere(client, language):
    """C1: not from Markdown, nor from what is plain."""
    make_version(title=HOSTILE[:120], lede=HOSTILE, body=HOSTILE, source=HOSTILE)
    post = make_post(title=HOSTILE[:120], summary=HOSTILE, body=HOSTILE)
    shown = [client.get(f"{language}{path}").text for path in ["/about/", "/", "/news/", post.address]]
    shown.append(client.get("/feeds/news/").text)

    for text in shown:
        assert [part in text for part in ["<script>alert", "<img src=x", 'href="javascript', 'href="data:text']] == [False] * 4


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "> " * 10_000, "*a **b " * 2_800, "- " * 10_000, "<a" * 10_000, "`" * 20_000], ids=lambda t: t[:6]
)
def test_no_text_of_an_officers_takes_long_to_show(text):
    began = time.process_time()
    html_of(text)

    assert time.process_time() - began < 2
