"""The pages of the principles in a real browser: selecting words, landing on a comment, and a narrow screen."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from principles.tests.makers import DAY, make_comment, make_consultation, make_principle

FIRST, SECOND = "Do not commission each “service” on its own.", "Draw on everything that the place has to offer."
LINKS = "[data-kil-quotes]"
SELECT = """([one, start, other, end]) => getSelection().setBaseAndExtent(
    document.getElementById(one).firstChild, start, document.getElementById(other).firstChild, end)"""

SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
SELECTED = {
    "words": ["paragraph-1", 7, "paragraph-1", 33],
    "backwards": ["paragraph-1", 33, "paragraph-1", 7],
    "beyond the paragraph": ["paragraph-1", 33, "paragraph-2", 7],
    "elsewhere": ["comments", 0, "comments", 8],
    "in the second": ["paragraph-2", 0, "paragraph-2", 7],
}


@pytest.fixture
def principle(transactional_db):
    now = timezone.now()
    make_consultation(at=now)
    return make_principle(text=f"{FIRST}\n\n{SECOND}", at=now - DAY)


def quotes(page):
    """The words that each paragraph's link takes along."""
    links = [parse_qs(urlsplit(link.get_attribute("href")).query) for link in page.locator(LINKS).all()]
    return [link.get("quote", [""])[0] for link in links]


def test_words_that_one_selects_in_a_paragraph_go_along_to_the_form(page, portal, principle):
    page.goto(f"{portal.url}/principles/1/")
    taken = []
    for selected in SELECTED.values():
        page.evaluate(SELECT, selected)
        page.evaluate(SETTLED)
        taken.append(quotes(page))
    page.evaluate("() => getSelection().removeAllRanges()")
    page.evaluate(SETTLED)
    pressed = quotes(page)

    assert dict(zip(SELECTED, taken, strict=True)) == {
        "words": ["commission each “service”", ""],
        "backwards": ["commission each “service”", ""],
        "beyond the paragraph": ["on its own.", ""],
        "elsewhere": ["", ""],
        "in the second": ["", "Draw on"],
    }
    assert pressed == ["", "Draw on"]  # a press of the link undoes the selection
    expect(page.locator(LINKS).last).to_contain_text("Comment on the words you selected")


def test_without_script_each_paragraph_has_its_link(plain_page, portal, principle):
    plain_page.goto(f"{portal.url}/principles/1/")

    expect(plain_page.get_by_role("link", name="Comment on this paragraph")).to_have_count(2)


@pytest.mark.parametrize("device", ["page", "plain_page"])
def test_who_follows_a_permalink_lands_on_the_comment(request, device, portal, principle):
    page = request.getfixturevalue(device)
    comment = make_comment(principle, at=timezone.now())
    for _ in range(8):
        make_comment(principle, at=timezone.now())

    page.goto(f"{portal.url}{comment.get_absolute_url()}")

    expect(page.locator(f"#{comment.anchor}")).to_be_focused()
    expect(page.locator(f"#{comment.anchor}")).to_be_in_viewport()


def test_the_deepest_reply_and_the_longest_word_fit_a_narrow_screen(phone, portal, principle):
    """C4, C9: replies within replies stay wide enough to read."""
    comment = None
    for text in ["One.", "Two.", "Three.", "A" * 400]:
        comment = make_comment(principle, answers=comment, text=text, name="W" * 100, at=timezone.now())
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"{portal.url}/principles/1/")

    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    assert phone.locator(f"#{comment.anchor}").bounding_box()["width"] > 230
