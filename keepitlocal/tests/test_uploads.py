"""Documents through a real browser, against the portal's real processes."""

import threading

import psutil
import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from evidence import sweeping
from evidence.models import Document, Submission
from keepitlocal.documents.sweeping import ORPHAN_AFTER
from keepitlocal.tests.processes import until
from keepitlocal.tests.test_journeys import CALL, press

MEGABYTE = 1024 * 1024
DOCUMENTS = f"{CALL}yours/documents/"


@pytest.fixture
def folder(portal, transactional_db, tmp_path):
    """Where the portal's web server keeps uploads."""
    call_command("load_round", "content", verbosity=0)
    uploads = tmp_path / "uploads"
    portal.environment["UPLOADS"] = str(uploads)
    return uploads


@pytest.fixture
def draft(folder, portal, plain_page):
    """A draft that the browser without script has begun."""
    plain_page.goto(f"{portal.url}{CALL}")
    plain_page.get_by_role("button", name="Start your submission").first.click()
    return Submission.objects.get()


def large(tmp_path, name="Our evidence.txt", size=24 * MEGABYTE):
    path = tmp_path / name
    path.write_bytes(b"What we know.\n" * (size // 14))
    return path


def web_of(portal):
    return next(each for each in portal.running if each.name == "web")


def choose(page, portal, *paths):
    page.goto(f"{portal.url}{DOCUMENTS}")
    page.get_by_label("Choose files").set_input_files([str(path) for path in paths])


class Watched:
    """The most memory that the web server's processes have held together, while this is entered; in bytes."""

    def __init__(self, process):
        self.family = [process, *process.children(recursive=True)]
        self.before = self.most = self.now()
        self.over = threading.Event()

    def now(self):
        return sum(each.memory_info().rss for each in self.family)

    def watch(self):
        while not self.over.wait(0.01):
            self.most = max(self.most, self.now())

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def __exit__(self, *raised):
        self.over.set()
        self.thread.join()


def test_24_megabytes_arrive_without_script_and_are_sent(folder, draft, plain_page, portal, tmp_path):
    """The document arrives whole, is listed with its kind and size, and costs the web server less than 50 MB."""
    choose(plain_page, portal, large(tmp_path))

    with Watched(psutil.Process(web_of(portal).process.pid)) as watched:
        press(plain_page, "Add")
        expect(plain_page.get_by_text("1 document has arrived")).to_be_visible()

    document = Document.objects.get()
    assert "Plain text, 24.0" in plain_page.locator(".kil-documents").inner_text()
    assert document.size == (tmp_path / "Our evidence.txt").stat().st_size
    assert [path.stat().st_size for path in folder.rglob("*") if path.is_file()] == [document.size]
    assert watched.most - watched.before < 50 * MEGABYTE

    plain_page.goto(f"{portal.url}{CALL}yours/about-you/")
    plain_page.get_by_label("Community organisation").check()
    plain_page.get_by_label("Your name").fill("Ann")
    press(plain_page, "Save and continue")
    plain_page.get_by_role("link", name="Continue without an address").click()
    plain_page.get_by_label("Do not publish it").check()
    press(plain_page, "Save and continue")
    press(plain_page, "Send my submission")
    expect(plain_page.get_by_text("Our evidence.txt")).to_be_visible()
    draft.refresh_from_db()
    assert [each["sha256"] for each in draft.latest.content["documents"]] == [document.sha256]


def test_several_are_added_and_one_is_removed_without_script(folder, draft, plain_page, portal, tmp_path):
    choose(plain_page, portal, large(tmp_path, "one.txt", 1400), large(tmp_path, "two.txt", 2800))
    press(plain_page, "Add")

    plain_page.get_by_role("button", name="Remove one.txt").click()

    expect(plain_page.get_by_text("1 document has arrived")).to_be_visible()
    assert "two.txt" in plain_page.locator(".kil-documents").inner_text()


@pytest.mark.postgresql_only
def test_a_refusal_lands_on_the_control_and_loses_nothing(folder, portal, page, tmp_path):
    page.goto(f"{portal.url}{CALL}")
    page.get_by_role("button", name="Start your submission").first.click()
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    choose(page, portal, photo, large(tmp_path, "good.txt", 1400))
    press(page, "Save and continue")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.locator(".govuk-error-summary a").click()

    assert page.evaluate("document.activeElement.id") == "id_documents"
    expect(page.get_by_text("1 document has arrived")).to_be_visible()


@pytest.mark.postgresql_only
def test_no_page_with_documents_scrolls_sideways_on_a_small_phone(folder, portal, page, tmp_path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{portal.url}{CALL}")
    page.get_by_role("button", name="Start your submission").first.click()
    choose(page, portal, large(tmp_path, f"{'long' * 22}.txt", 1400), large(tmp_path, f"{'no' * 40}.jpg", 1400))
    press(page, "Add")

    widths = {}
    for task in ["documents/", "check/", ""]:
        widths[task] = page.evaluate("document.documentElement.scrollWidth")
        page.goto(f"{portal.url}{CALL}yours/{task}")

    assert max(widths.values()) <= 320, widths


@pytest.mark.postgresql_only
def test_kill_9_of_the_web_server_during_an_upload_leaves_nothing_that_counts(
    folder, draft, plain_page, portal, settings, tmp_path
):
    """B5: what had begun to arrive is at most an orphan; the draft is as it was, and the same file arrives the next time."""
    choose(plain_page, portal, large(tmp_path))
    killing = threading.Thread(target=kill_when_something_is_staged, args=[folder, web_of(portal)])
    killing.start()

    plain_page.get_by_role("button", name="Add", exact=True).click(no_wait_after=True)
    killing.join()

    settings.MEDIA_ROOT = folder
    assert web_of(portal).process.poll() is not None
    assert Document.objects.count() == 0
    assert len(sweeping.sweep(draft.begun_at + 2 * ORPHAN_AFTER).quarantined) == 1
    portal.web()
    choose(plain_page, portal, tmp_path / "Our evidence.txt")
    press(plain_page, "Add")
    expect(plain_page.get_by_text("1 document has arrived")).to_be_visible()


def kill_when_something_is_staged(folder, web):
    until(lambda: list(folder.glob("staging/*")))
    web.kill()
