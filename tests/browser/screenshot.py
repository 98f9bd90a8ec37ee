"""The picture of the front page in README.md: `.venv/bin/python tests/browser/screenshot.py`, after `make site`."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from serving import serving

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("COLOPHON_CHROMIUM", "/usr/bin/chromium")
TARGET = ROOT / "docs/assets/front-page.webp"


def main() -> None:
    with serving(ROOT / "site") as address, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1300, "height": 820})
        page.goto(address, wait_until="networkidle")
        shot = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    shot.save(TARGET, lossless=True)


if __name__ == "__main__":
    main()
