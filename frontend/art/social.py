"""Makes social.png of social.html, with the tests' Chromium: run it where one of the two has changed, and then the build.

    .venv/bin/python frontend/art/social.py
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
COLOURS = 64  # flat art: with so few it is a quarter of the size, and looks the same

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1200, "height": 630})
    page.goto(f"file://{HERE}/social.html")
    page.evaluate("document.fonts.ready")
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    browser.close()
seen.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(HERE / "social.png", optimize=True)
