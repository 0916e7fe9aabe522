"""Addresses, keys and fields that no page of ours made: a sentence or nothing there, on either database, and never a crash."""

import pytest

from keepitlocal.officers.tests.makers import make_officer
from principles import pages
from principles.tests.commenting import SAID, opened
from principles.tests.kept import now
from principles.tests.makers import DAY, NOON, hold, make_author, make_comment, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/comment/"
LIST = "/admin/principles/comment/"


@pytest.fixture
def principle():
    return make_principle()


TYPED = [
    "0-0",
    "9999999-9999999999",
    "9" * 30,
    "1-" + "9" * 30,
    "-1",
    "1-1' OR 1=1--",
    "1-1\x00",
    "٣-٣",
    "'; DROP TABLE principles_comment; --",
    "",
    "1-",
    "é" * 5_000,
]
QUERIES = [f"?sort={sort}&{where}=" for sort in ["newest", "oldest", "replied", "x'"] for where in ["after", "before", "at"]]


def test_no_key_that_anybody_types_breaks_a_page(client, principle):
    hidden, other = make_comment(), make_comment(make_principle(2))
    make_comment(answers=hidden)
    hidden.hide(reason="private", by=None, at=NOON)
    keys = [*TYPED, f"1-{hidden.pk}", f"0-{other.pk}", f"0-{hidden.pk:010}{other.pk:010}"]

    answers = {(query, key): client.get("/principles/1/" + query + key).status_code for query in QUERIES for key in keys}

    assert {case: status for case, status in answers.items() if status not in {200, 404}} == {}


HUGE = ["0", "1000", "65536", "2147483648", "9" * 19, "9" * 25, "9" * 400]
NUMBERED = [
    "/principles/{}/",
    "/principles/{}/comment/",
    "/principles/{}/history/",
    "/principles/{}/watch/",
    "/principles/comments/{}/",
    "/principles/comments/{}/reply/",
    "/principles/comments/{}/change/",
    "/principles/comments/{}/take-back/",
    "/principles/comments/{}/report/",
    "/feeds/principles/{}/",
]


@pytest.mark.parametrize("path", NUMBERED)
def test_a_number_that_nothing_has_is_not_there(client, principle, path):
    statuses = {client.get(path.format(number)).status_code for number in HUGE}
    statuses |= {client.post(path.format(number), SAID).status_code for number in HUGE}

    assert statuses <= {404, 405}


ASKED = [
    "/principles/yours/?before={}",
    "/principles/1/history/?from={}&to=1",
    "/principles/you-said/?principle={}",
    "/principles/you-said/?principle=1&before={}",
    "/principles/1/comment/?paragraph={}",
    "/principles/1/comment/?quote={}",
    "/principles/reported/{}/",
    "/confirm/{}/",
    "/unsubscribe/{}/",
    "/return/{}/",
]
NONSENSE = [*HUGE, "x", "'", "%00", "%F0%9F%91%8D", "٣", "1-1", "9" * 17 + "-" + "9" * 10, "-1", "1:1:1", "²"]


@pytest.mark.parametrize("path", ASKED)
def test_nonsense_in_an_address_breaks_nothing(client, principle, path):
    hold(client, make_author("ann@example.org"))

    assert {client.get(path.format(typed)).status_code for typed in NONSENSE} <= {200, 400, 404, 410}


DESK = [
    "comment/{}/change/",
    "comment/{}/history/",
    "comment/alike/{}/",
    "comment/alike/1/?after={}",
    "comment/decide/?verb=approve&likeness={}",
    "comment/?q={}",
    "comment/?principle={}",
    "comment/?status={}",
    "comment/?o={}",
    "comment/?p={}",
    "comment/?alike={}&considered={}&by={}&complaints={}",
    "comment/?author__email={}",
    "complaint/{}/change/",
    "complaint/?q={}",
    "complaint/?p={}",
    "watch/?q={}@example.org",
    "principle/{}/change/",
    "principle/{}/preview/",
    "principle/?o={}&p={}",
    "consultation/{}/change/",
    "consultation/extend/?consultation={}",
]


@pytest.mark.parametrize("path", DESK)
def test_nonsense_in_an_address_of_the_desk_breaks_nothing(client, principle, path):
    client.force_login(make_officer("Policy leads"))
    comment = make_comment()
    typed = [*NONSENSE, "9" * 4_400, str(comment.pk)]

    statuses = {each[:30]: client.get("/admin/principles/" + path.replace("{}", each)).status_code for each in typed}

    assert {each: status for each, status in statuses.items() if status not in {200, 302, 400, 404}} == {}


@pytest.mark.parametrize(
    "posted",
    [
        {"verb": "approve", "revision": "9" * 30},
        {"verb": "approve", "revision": "x"},
        {"verb": "approve"},
        {"verb": "reject", "revision": "1", "reason": "x' OR 1=1"},
        {"verb": "ask", "revision": "1", "words": "\x00"},
        {"verb": "delete"},
        {"verb": "__init__"},
        {},
    ],
    ids=str,
)
def test_what_nobody_could_have_pressed_changes_nothing(client, principle, officer, posted):
    comment = make_comment(is_published=False)

    single = client.post(f"{LIST}{comment.pk}/moderate/", posted).status_code
    several = client.post(f"{LIST}decide/", posted | {"read": [f"{comment.pk}-99999", f"{'9' * 18}-1"]}).status_code

    assert max(single, several) < 500
    assert now(comment).status == "waiting"


@pytest.mark.parametrize(
    "wrong",
    [{"wording": "9" * 5}, {"wording": "0"}, {"wording": "-1"}, {"wording": "١"}, {"nonce": "\x00"}, {"nonce": "x" * 9_999}]
    + [
        {"about": "9" * 30},
        {"begun": "\x00"},
        {"begun": pages.begins(NOON + DAY)},
        {"told": "\x00"},
        {"email": "a\x00@example.org"},
    ],
    ids=str,
)
def test_what_a_page_carries_can_be_forged_to_no_end(client, principle, wrong):
    said = opened(client) | SAID

    assert client.post(ADDRESS, said | wrong).status_code < 500
