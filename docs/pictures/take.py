"""The pictures of the README, taken from the portal as a trial: `make pictures`.

Its clock stands still, and its references come from the same dice, so that taking them again changes what has changed.
"""

import contextlib
import datetime
import io
import os
import random
import shutil
import socket
import tempfile
import threading
from pathlib import Path
from unittest import mock

OPENED = datetime.datetime(2018, 6, 1, 8, tzinfo=datetime.UTC)
NOW = datetime.datetime(2018, 6, 26, 9, 30, tzinfo=datetime.UTC)
HERE = Path(__file__).resolve().parent
LARGEST = 100_000  # bytes
CHROMIUM = ["chromium", "chromium-browser", "google-chrome"]
SCREEN = {"width": 1280, "height": 960}
PHONE = {"width": 360, "height": 740}


def main():
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        os.environ |= {
            "TRIAL": "1",
            "PORTAL_VAR": folder,
            "PORTAL_URL": address,
            "DJANGO_SETTINGS_MODULE": "keepitlocal.settings",
        }
        free.close()
        with served(address) as signing_in:
            take_all(address, signing_in)


def still(at):
    """While the clock stands still, for us and for the portal."""
    return mock.patch("django.utils.timezone.now", return_value=at)


@contextlib.contextmanager
def served(address):
    """A trial in this process, with what `content` says in it. Yields how its officer signs in."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "keepitlocal.settings"
    django.setup()
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from docs.pictures import content
    from keepitlocal import health, references, trial

    dice = random.Random(1)
    references.get_random_string = lambda length, allowed: "".join(dice.choices(allowed, k=length))
    with still(OPENED):
        trial.prepare()
    with still(NOW):
        signing_in = trial.officer_to_sign_in()
        content.fill(NOW)
        call_command("send_mail")
        health.troubles = lambda at: []  # no clockwork runs where the clock stands still
        server = ThreadedWSGIServer(("127.0.0.1", int(address.rpartition(":")[2])), WSGIRequestHandler)
        server.daemon_threads = True
        server.set_app(get_wsgi_application())  # which looks for static files now, when they are collected
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield signing_in
        server.shutdown()


def take_all(address, signing_in):
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise SystemExit(f"No browser was found ({', '.join(CHROMIUM)}).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])

        def opened(viewport):
            return browser.new_page(viewport=viewport, base_url=address, locale="en-GB", timezone_id="Europe/London")

        home(opened(SCREEN))
        question(opened(PHONE))
        tasks(opened(SCREEN))
        thread(opened(SCREEN))
        desk(opened(SCREEN), *signing_in)
        browser.close()


def home(page):
    page.goto("/")
    take(page, "home", 1150)


def question(page):
    page.goto("/survey/landscape/")
    press(page, "Start now")
    page.get_by_label("that delivers public service contracts").check()
    take(page, "question")


def tasks(page):
    page.goto("/evidence/keep-it-local/")
    press(page, "Start your submission")
    page.goto("/evidence/keep-it-local/yours/section-2/")
    for box in page.get_by_role("textbox").all():
        box.fill("We have followed forty people for two years.")
    press(page, "Save and continue")
    page.goto("/evidence/keep-it-local/yours/")
    take(page, "tasks", 1150)


def thread(page):
    page.goto("/principles/1/")
    page.locator("h2", has_text="Comments on this principle").evaluate("each => each.scrollIntoView()")
    take(page, "thread")


def desk(page, email, password):
    page.goto("/admin/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Log in")
    take(page, "desk")
    page.goto("/admin/evidence/submission/")
    page.get_by_role("link", name="KIL-").nth(2).click()
    take(page, "reading", 1100)


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def take(page, name, height=None):
    """Keep what the page shows, down to a height, in few colours."""
    from PIL import Image

    if height:
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.evaluate("document.fonts.ready")
    page.mouse.move(0, 0)
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    file = HERE / f"{name}.png"
    picture.quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size:,} bytes")
    if file.stat().st_size > LARGEST:
        raise SystemExit(f"{file.name} is larger than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
